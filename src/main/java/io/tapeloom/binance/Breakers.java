package io.tapeloom.binance;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** One breaker for each host, found by the address of a request; used from any thread. */
public final class Breakers {
  private final Map<String, CircuitBreaker> byHost = new TreeMap<>();

  /** The breaker of the host of that address. */
  public CircuitBreaker of(String url) {
    URI uri = URI.create(url);
    String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    synchronized (byHost) {
      return byHost.computeIfAbsent(host, _ -> new CircuitBreaker());
    }
  }

  /** All of them by host and port. */
  public Map<String, CircuitBreaker> all() {
    synchronized (byHost) {
      return new TreeMap<>(byHost);
    }
  }
}
