package io.tapeloom.user.io;

import io.tapeloom.web.Answer;
import io.tapeloom.web.Call;
import io.tapeloom.web.Client;
import io.tapeloom.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;

/** Opens logins and writes what they give: tokens in the answer, or a cookie for the web app. */
final class Logins {
  private final AccountParts parts;

  Logins(AccountParts parts) {
    this.parts = parts;
  }

  /** A login and its newest refresh token. */
  record Opened(long userId, long sessionId, String refreshToken, long expiresMs) {}

  /** A password may not travel in the open. */
  static void checkTransport(Client client) {
    if (!client.secure() && !client.fromThisMachine()) {
      throw Problem.of(
              403,
              "insecure",
              "Only over TLS",
              "off this machine logins need https: set http.tls, or http.trusted_proxies for a proxy"
                  + " that ends TLS")
          .refusal();
    }
    if (client.isWebApp()) {
      RefreshCookie.checkOrigin(client);
    }
  }

  /** From where a call comes, in words fit for a list. */
  static SessionStore.From from(Client client) {
    String agent = client.header("User-Agent").orElse("").replaceAll("[^\\x20-\\x7e]", "?");
    return new SessionStore.From(
        client.address(), agent.length() > 200 ? agent.substring(0, 200) : agent);
  }

  /** A new login in that transaction. */
  Future<Opened> open(SqlClient transaction, long userId, Client client) {
    long nowMs = parts.now();
    long expiresMs = nowMs + parts.settings().refreshMs();
    SessionStore sessions = new SessionStore(transaction);
    return sessions
        .add(userId, nowMs, expiresMs, from(client))
        .compose(id -> next(sessions, userId, id, expiresMs));
  }

  /** The next refresh token of a login. */
  Future<Opened> next(SessionStore sessions, long userId, long sessionId, long expiresMs) {
    String token = parts.secrets().token();
    return sessions
        .addToken(sessionId, Secrets.sha256(token), parts.now())
        .map(new Opened(userId, sessionId, token, expiresMs));
  }

  /** The tokens of a login, once everybody who is asked knows it. */
  Future<Answer> answer(Call call, Opened login, JsonObject more) {
    return parts.view().refresh().map(_ -> tokens(call, login, more));
  }

  private Answer tokens(Call call, Opened login, JsonObject more) {
    long nowMs = parts.now();
    AccessTokens.Issued access = parts.tokens().issue(login.userId(), login.sessionId(), nowMs);
    JsonObject body = new JsonObject().put("access_token", access.token());
    if (!call.client().isWebApp()) {
      body.put("refresh_token", login.refreshToken());
    }
    body.put("token_type", "bearer")
        .put("expires_in", parts.settings().accessMs() / 1000)
        .mergeIn(more);
    Answer answer = Answer.json(body);
    return call.client().isWebApp()
        ? answer.withHeader(
            "Set-Cookie",
            RefreshCookie.of(call.client(), login.refreshToken(), login.expiresMs() - nowMs))
        : answer;
  }
}
