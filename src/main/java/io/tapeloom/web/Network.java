package io.tapeloom.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A range of addresses that share their first bits.
 *
 * @param first any address of it
 * @param bits how many of its bits count
 */
public record Network(InetAddress first, int bits) {
  /** Wider than this would be strangers. */
  private static final int FEWEST_BITS = 8;

  /**
   * Reads {@code 10.0.0.7}, {@code 10.0.0.0/8} or {@code fd00::/8}.
   *
   * @throws IllegalArgumentException where it is none, or wider than {@code /8}
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    InetAddress address = address(literal).orElseThrow(() -> none(text));
    int all = address.getAddress().length * 8;
    int bits = slash < 0 ? all : bits(text, slash);
    if (bits < FEWEST_BITS || bits > all) {
      throw none(text);
    }
    return new Network(address, bits);
  }

  private static int bits(String text, int slash) {
    String digits = text.substring(slash + 1);
    if (!digits.matches("[0-9]{1,3}")) {
      throw none(text);
    }
    return Integer.parseInt(digits);
  }

  private static IllegalArgumentException none(String text) {
    return new IllegalArgumentException(
        "expected an IP address, or a range of /"
            + FEWEST_BITS
            + " or narrower such as 10.0.0.0/8, got \""
            + text
            + "\"");
  }

  /** True when that address lies in it. */
  public boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((mine[bit / 8] ^ other[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * An address that is written out, IPv4 in four parts; names, zones and short forms are none. An
   * IPv4 address inside an IPv6 one is that IPv4 address.
   */
  static Optional<InetAddress> address(String text) {
    boolean four = text.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    boolean six = text.indexOf(':') >= 0 && text.matches("[0-9A-Fa-f:.]{2,45}");
    if (!four && !six) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  /** What tells one stranger from another: of IPv6 the first 64 bits, the rest anybody chooses. */
  static String neighbourhood(String address) {
    return address(address)
        .map(a -> a instanceof Inet6Address ? half(a) : a.getHostAddress())
        .orElse(address);
  }

  private static String half(InetAddress six) {
    return HexFormat.of().formatHex(six.getAddress(), 0, 8);
  }
}
