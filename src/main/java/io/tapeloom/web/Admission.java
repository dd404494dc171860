package io.tapeloom.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides before anything else whether a request may be heard. Unless the settings let others
 * speak, only this machine may; the Host check keeps a foreign name that resolves to loopback out,
 * and the Origin check keeps foreign pages in the user's own browser out.
 */
public final class Admission implements SecurityPolicyHandler {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
  private final Rules rules;

  /**
   * What the settings allow beyond loopback.
   *
   * @param hosts further names, with this server's port unless they name one
   * @param origins further values of Origin, with their scheme
   * @param remote true to hear other machines
   */
  public record Rules(List<String> hosts, List<String> origins, boolean remote) {
    /** Loopback only. */
    public static final Rules LOOPBACK_ONLY = new Rules(List.of(), List.of(), false);

    /** Copies the lists. */
    public Rules {
      hosts = hosts.stream().map(h -> h.toLowerCase(Locale.ROOT)).toList();
      origins = origins.stream().map(o -> o.toLowerCase(Locale.ROOT)).toList();
    }
  }

  /** Checks by those rules. */
  public Admission(Rules rules) {
    this.rules = rules;
  }

  @Override
  public void handle(RoutingContext context) {
    refusal(context).ifPresentOrElse(problem -> context.fail(problem.refusal()), context::next);
  }

  private Optional<Problem> refusal(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!rules.remote() && !fromThisMachine(request)) {
      return Optional.of(
          Problem.of(403, "remote", "Only this machine may call", "no remote callers are allowed"));
    }
    Name name = new Name(request.localAddress().port(), Proxies.of(context));
    if (!hostIsOurs(request, name)) {
      return Optional.of(
          Problem.of(
              421,
              "misdirected",
              "Not our name",
              "Host: expected 127.0.0.1, [::1] or localhost with the port, or a configured one"));
    }
    if (needsOrigin(context) && !originIsOurs(request, name)) {
      return Optional.of(
          Problem.of(403, "foreign-origin", "Not from our page", "Origin: expected this server's"));
    }
    return Optional.empty();
  }

  /** The socket's other end, whoever speaks through it: a proxy here is meant to pass others on. */
  private static boolean fromThisMachine(HttpServerRequest request) {
    return Peer.isLoopback(Proxies.socket(request));
  }

  private boolean hostIsOurs(HttpServerRequest request, Name name) {
    List<String> sent = request.headers().getAll("Host");
    return sent.size() == 1
        && hostIsOurs(sent.getFirst().toLowerCase(Locale.ROOT), name)
        && targetIsOurs(String.valueOf(request.uri()), name);
  }

  /** A target in absolute form names its own host, which counts more than the header. */
  private boolean targetIsOurs(String target, Name ours) {
    int scheme = target.indexOf("://");
    if (target.startsWith("/") || scheme < 0) {
      return true;
    }
    String rest = target.substring(scheme + 3);
    return hostIsOurs(rest.split("[/?#]", 2)[0].toLowerCase(Locale.ROOT), ours);
  }

  /** The name decides: a forwarded port is no other host, and a foreign name is with any port. */
  private boolean hostIsOurs(String host, Name ours) {
    String name = host.replaceFirst(":[0-9]{1,5}$", "");
    return LOOPBACK.contains(name) || isOurs(host, ours);
  }

  /** A trusted proxy listens on a port of its own: there a name without one is the usual port's. */
  private boolean isOurs(String host, Name ours) {
    int port = ours.port();
    int usual = ours.peer().secure() ? 443 : 80;
    if (ours.peer().relayed() && rules.hosts().contains(host)) {
      return true;
    }
    boolean named =
        Stream.concat(LOOPBACK.stream(), rules.hosts().stream())
            .anyMatch(
                name -> host.equals(name + ":" + port) || (port == usual && host.equals(name)));
    return named || (host.contains(":") && rules.hosts().contains(host));
  }

  /** By the path that routes see: {@code //ws/market} and {@code /%77s/market} lead there, too. */
  private static boolean needsOrigin(RoutingContext context) {
    HttpMethod method = context.request().method();
    boolean reads = method == HttpMethod.GET || method == HttpMethod.HEAD;
    String path = String.valueOf(context.normalizedPath());
    return !reads || path.startsWith("/eventbus") || path.startsWith("/ws");
  }

  /**
   * What a request's name is measured by.
   *
   * @param port the one this server listens on
   */
  private record Name(int port, Peer peer) {}

  private boolean originIsOurs(HttpServerRequest request, Name ours) {
    List<String> sent = request.headers().getAll("Origin");
    if (sent.isEmpty()) {
      String site = request.getHeader("Sec-Fetch-Site");
      return site == null || site.equals("same-origin") || site.equals("none");
    }
    String origin = sent.getFirst().toLowerCase(Locale.ROOT);
    String scheme = ours.peer().secure() ? "https://" : "http://";
    boolean same =
        origin.startsWith(scheme) && isSame(origin.substring(scheme.length()), request, ours);
    return sent.size() == 1 && (same || rules.origins().contains(origin));
  }

  /** Behind a proxy the page's own host is the one it calls, whatever port this server has. */
  private boolean isSame(String host, HttpServerRequest request, Name ours) {
    return ours.peer().relayed()
        ? host.equalsIgnoreCase(request.getHeader("Host"))
        : isOurs(host, ours);
  }
}
