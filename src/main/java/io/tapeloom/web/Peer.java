package io.tapeloom.web;

/**
 * Where a request comes from.
 *
 * @param address IP address as text; behind a trusted proxy the one that the proxy names
 * @param here true when it comes from this machine and nobody passed it on
 * @param secure true when it came over TLS, to here or to the trusted proxy
 * @param relayed true when a trusted proxy passed it on
 */
public record Peer(String address, boolean here, boolean secure, boolean relayed) {
  /** A request straight from that address. */
  public static Peer direct(String address, boolean secure) {
    return new Peer(address, isLoopback(address), secure, false);
  }

  /**
   * Whom limits of an address count together: this machine's own programs are never counted with
   * what is passed on through it, and of IPv6 a whole network is one.
   */
  public String neighbourhood() {
    String network = Network.neighbourhood(address);
    return here ? "here " + network : network;
  }

  /** True when that address is this machine's own. */
  static boolean isLoopback(String address) {
    return Network.address(address).filter(a -> a.isLoopbackAddress()).isPresent();
  }
}
