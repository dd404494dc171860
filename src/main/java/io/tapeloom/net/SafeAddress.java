package io.tapeloom.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Keeps plain text on this machine: an address of another host must be {@code https} or {@code
 * wss}, because whoever reads a signed request on its way can learn what we trade and send it late.
 */
public final class SafeAddress {
  private SafeAddress() {}

  /**
   * The same address where it may be used.
   *
   * @param what names the address for whoever has to change it
   * @throws IllegalArgumentException when it is not an address, or plain text to another host
   */
  public static String require(String what, String url) {
    URI uri = parse(what, url);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean encrypted = scheme.equals("https") || scheme.equals("wss");
    boolean plain = scheme.equals("http") || scheme.equals("ws");
    if (uri.getHost() == null || !(encrypted || plain)) {
      throw new IllegalArgumentException(
          what + ": expected an address like https://host or wss://host");
    }
    if (plain && !loopback(uri.getHost())) {
      throw new IllegalArgumentException(
          what
              + ": expected "
              + scheme
              + "s:// for "
              + uri.getHost()
              + ", got "
              + scheme
              + "://; plain text is for addresses of this machine alone");
    }
    return url;
  }

  private static URI parse(String what, String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(what + ": not an address: " + e.getReason(), e);
    }
  }

  /** True for names and numbers that never leave this machine; nothing is looked up. */
  public static boolean loopback(String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return bare.equalsIgnoreCase("localhost")
        || bare.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
        || bare.equals("::1")
        || bare.equals("0:0:0:0:0:0:0:1");
  }
}
