package io.tapeloom.web;

import io.tapeloom.user.Caller;
import io.vertx.core.MultiMap;
import java.util.Optional;

/**
 * The other end of a request.
 *
 * @param caller who it is
 * @param address its IP address as text
 * @param secure true when it came over TLS
 * @param headers its headers; read only
 */
public record Client(Caller caller, String address, boolean secure, MultiMap headers) {
  /** A caller inside this process, for tests. */
  public static Client local(Caller caller) {
    return new Client(caller, "127.0.0.1", false, MultiMap.caseInsensitiveMultiMap());
  }

  /** A header's first value. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** True when the request came from this machine, and not through a proxy on it. */
  public boolean fromThisMachine() {
    return Identity.isLocal(address, headers);
  }

  /** True when the request is from the web app, which keeps no refresh token itself. */
  public boolean isWebApp() {
    return header("X-Tapeloom-Client").filter("web"::equals).isPresent();
  }
}
