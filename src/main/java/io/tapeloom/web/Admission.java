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
    if (!hostIsOurs(request)) {
      return Optional.of(
          Problem.of(
              421,
              "misdirected",
              "Not our name",
              "Host: expected 127.0.0.1, [::1] or localhost with the port, or a configured one"));
    }
    if (needsOrigin(context) && !originIsOurs(request)) {
      return Optional.of(
          Problem.of(403, "foreign-origin", "Not from our page", "Origin: expected this server's"));
    }
    return Optional.empty();
  }

  private static boolean fromThisMachine(HttpServerRequest request) {
    return Identity.isLoopback(Identity.address(request));
  }

  private boolean hostIsOurs(HttpServerRequest request) {
    List<String> sent = request.headers().getAll("Host");
    return sent.size() == 1
        && hostIsOurs(sent.getFirst().toLowerCase(Locale.ROOT), request)
        && targetIsOurs(String.valueOf(request.uri()), request);
  }

  /** A target in absolute form names its own host, which counts more than the header. */
  private boolean targetIsOurs(String target, HttpServerRequest request) {
    int scheme = target.indexOf("://");
    if (target.startsWith("/") || scheme < 0) {
      return true;
    }
    String rest = target.substring(scheme + 3);
    return hostIsOurs(rest.split("[/?#]", 2)[0].toLowerCase(Locale.ROOT), request);
  }

  /** The name decides: a forwarded port is no other host, and a foreign name is with any port. */
  private boolean hostIsOurs(String host, HttpServerRequest request) {
    String name = host.replaceFirst(":[0-9]{1,5}$", "");
    return LOOPBACK.contains(name) || isOurs(host, request);
  }

  private boolean isOurs(String host, HttpServerRequest request) {
    int port = request.localAddress().port();
    int usual = request.isSSL() ? 443 : 80;
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

  private boolean originIsOurs(HttpServerRequest request) {
    List<String> sent = request.headers().getAll("Origin");
    if (sent.isEmpty()) {
      String site = request.getHeader("Sec-Fetch-Site");
      return site == null || site.equals("same-origin") || site.equals("none");
    }
    String origin = sent.getFirst().toLowerCase(Locale.ROOT);
    String scheme = request.isSSL() ? "https://" : "http://";
    boolean same = origin.startsWith(scheme) && isOurs(origin.substring(scheme.length()), request);
    return sent.size() == 1 && (same || rules.origins().contains(origin));
  }
}
