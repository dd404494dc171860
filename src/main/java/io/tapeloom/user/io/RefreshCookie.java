package io.tapeloom.user.io;

import io.tapeloom.web.Client;
import io.tapeloom.web.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Where the web app's refresh token lives: a cookie that no script reads and no other site sends.
 * Its name under TLS binds it to this host.
 */
final class RefreshCookie {
  private static final String NAME = "tapeloom_refresh";
  private static final String HOST_NAME = "__Host-tapeloom_refresh";

  private RefreshCookie() {}

  private static String name(Client client) {
    return client.secure() ? HOST_NAME : NAME;
  }

  /** The header that stores a token. */
  static String of(Client client, String token, long lifeMs) {
    String where = client.secure() ? "Path=/; Secure" : "Path=/api";
    return "%s=%s; %s; HttpOnly; SameSite=Strict; Max-Age=%d"
        .formatted(name(client), token, where, lifeMs / 1000);
  }

  /** The header that takes it away. */
  static String none(Client client) {
    return of(client, "", 0);
  }

  /** The token a browser sent; two of that name are none. */
  static Optional<String> read(Client client) {
    String start = name(client) + "=";
    List<String> sent =
        client.headers().getAll("Cookie").stream()
            .flatMap(line -> List.of(line.split(";")).stream())
            .map(String::strip)
            .filter(cookie -> cookie.startsWith(start))
            .map(cookie -> cookie.substring(start.length()))
            .toList();
    return sent.size() == 1 && !sent.getFirst().isEmpty()
        ? Optional.of(sent.getFirst())
        : Optional.empty();
  }

  /**
   * Refuses a request that a page of another origin could have made: the cookie would go along with
   * it from another port of this host.
   */
  static void checkOrigin(Client client) {
    String own = (client.secure() ? "https://" : "http://") + client.header("Host").orElse("");
    List<String> origin = client.headers().getAll("Origin");
    boolean same =
        origin.isEmpty()
            ? client.header("Sec-Fetch-Site").filter("same-origin"::equals).isPresent()
            : origin.size() == 1 && origin.getFirst().equalsIgnoreCase(own);
    if (!client.isWebApp() || !same) {
      throw Problem.of(
              403,
              "foreign-origin",
              "Not from our page",
              "Origin: expected this server's, with X-Tapeloom-Client: web")
          .refusal();
    }
  }
}
