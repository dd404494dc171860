package io.tapeloom.web;

import io.tapeloom.user.Caller;
import io.vertx.core.MultiMap;
import java.util.Optional;

/**
 * The other end of a request.
 *
 * @param caller who it is
 * @param peer from where
 * @param headers its headers; read only
 */
public record Client(Caller caller, Peer peer, MultiMap headers) {
  /** A caller inside this process, for tests. */
  public static Client local(Caller caller) {
    return new Client(caller, Peer.direct("127.0.0.1", false), MultiMap.caseInsensitiveMultiMap());
  }

  /** Its IP address as text. */
  public String address() {
    return peer.address();
  }

  /** True when it came over TLS. */
  public boolean secure() {
    return peer.secure();
  }

  /** A header's first value. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** True when the request came from this machine, and not through a proxy on it. */
  public boolean fromThisMachine() {
    return peer.here();
  }

  /** True when the request is from the web app, which keeps no refresh token itself. */
  public boolean isWebApp() {
    return header("X-Tapeloom-Client").filter("web"::equals).isPresent();
  }
}
