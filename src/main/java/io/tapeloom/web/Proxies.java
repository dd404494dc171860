package io.tapeloom.web;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds out where a request comes from. Only a proxy that the settings name is believed: its {@code
 * X-Forwarded-For} is read from the right, past further trusted proxies, up to the first address
 * that none of them vouches for - what stands left of that anybody may have written. Its {@code
 * X-Forwarded-Proto} says whether the client spoke TLS.
 *
 * <p>Headers of the same kind from anybody else are not believed, yet they show that the request
 * was passed on: it then has no privileges of this machine.
 */
public final class Proxies implements PlatformHandler {
  private static final String KEY = "tapeloom.peer";
  private static final String PREFIX = "x-forwarded";
  private static final Set<String> SIGNS =
      Set.of(
          "forwarded",
          "via",
          "x-real-ip",
          "x-client-ip",
          "x-cluster-client-ip",
          "x-original-forwarded-for",
          "true-client-ip",
          "cf-connecting-ip");
  private final List<Network> trusted;

  /** Believes those. */
  public Proxies(List<Network> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    context.put(KEY, peer(Peer.direct(socket(request), request.isSSL()), request.headers()));
    context.next();
  }

  /** The other end of that request; where no list of proxies was asked, none is believed. */
  public static Peer of(RoutingContext context) {
    Peer known = context.get(KEY);
    HttpServerRequest request = context.request();
    return known != null ? known : straight(request);
  }

  private static Peer straight(HttpServerRequest request) {
    Peer socket = Peer.direct(socket(request), request.isSSL());
    return new Proxies(List.of()).peer(socket, request.headers());
  }

  /** Address of the socket's other end as text. */
  static String socket(HttpServerRequest request) {
    return String.valueOf(request.remoteAddress().hostAddress());
  }

  /** Who sent those headers through that socket. */
  Peer peer(Peer socket, MultiMap headers) {
    boolean believed = isTrusted(socket.address());
    if (!believed && !socket.here() || !wasPassedOn(headers)) {
      return socket;
    }
    if (!believed) {
      return new Peer(socket.address(), false, socket.secure(), false);
    }
    boolean secure =
        socket.secure() || headers.getAll("X-Forwarded-Proto").equals(List.of("https"));
    return new Peer(client(socket.address(), headers), false, secure, true);
  }

  /** The last hop that is no trusted proxy; what is no address ends what is known. */
  private String client(String proxy, MultiMap headers) {
    List<String> hops =
        headers.getAll("X-Forwarded-For").stream()
            .flatMap(line -> Stream.of(line.split(",", -1)))
            .map(Proxies::withoutPort)
            .toList();
    String last = proxy;
    for (String hop : hops.reversed()) {
      Optional<InetAddress> address = Network.address(hop);
      if (address.isEmpty()) {
        return last;
      }
      last = address.get().getHostAddress();
      if (!isTrusted(last)) {
        return last;
      }
    }
    return last;
  }

  /** {@code 203.0.113.9:4711} and {@code [2001:db8::1]:4711} without their ports. */
  private static String withoutPort(String hop) {
    String text = hop.strip();
    if (text.matches("\\[[^\\]]*](:[0-9]{1,5})?")) {
      return text.substring(1, text.indexOf(']'));
    }
    return text.matches("[0-9.]+:[0-9]{1,5}") ? text.substring(0, text.indexOf(':')) : text;
  }

  private boolean isTrusted(String address) {
    return Network.address(address)
        .filter(a -> trusted.stream().anyMatch(network -> network.contains(a)))
        .isPresent();
  }

  private static boolean wasPassedOn(MultiMap headers) {
    for (Map.Entry<String, String> header : headers) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (name.startsWith(PREFIX) || SIGNS.contains(name)) {
        return true;
      }
    }
    return false;
  }
}
