package io.tapeloom.user.io;

import io.tapeloom.user.Caller;
import io.tapeloom.user.Email;
import io.tapeloom.user.RefreshRules;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Api;
import io.tapeloom.web.Call;
import io.tapeloom.web.Operation;
import io.tapeloom.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.Map;
import java.util.Optional;

/** The way in and out: register, login, refresh, logout. */
final class EntryApi implements Api {
  private final AccountParts parts;
  private final Logins logins;
  private final PasswordCheck check;
  private final Registration registration;

  EntryApi(AccountParts parts) {
    this.parts = parts;
    this.logins = new Logins(parts);
    this.check = new PasswordCheck(parts);
    this.registration = new Registration(parts, logins, check);
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "register", registration::register,
        "login", this::login,
        "refresh", this::refresh,
        "logout", this::logout,
        "firstAdmin", this::firstAdmin);
  }

  private Future<Answer> firstAdmin(Call call) {
    return new UserStore(parts.pool())
        .anyAdmin()
        .map(admin -> Answer.json(new JsonObject().put("needed", !admin)));
  }

  private Future<Answer> login(Call call) {
    Logins.checkTransport(call.client());
    JsonObject body = call.body().orElseThrow();
    String password = body.getString("password");
    Optional<Email> email = Email.parse(body.getString("email"));
    Future<Optional<UserRow>> user =
        email
            .map(new UserStore(parts.pool())::byEmail)
            .orElse(Future.succeededFuture(Optional.empty()));
    String account = email.map(Email::text).orElse("no address");
    return user.compose(u -> login(call, account, u, password));
  }

  private Future<Answer> login(Call call, String account, Optional<UserRow> user, String password) {
    return check
        .matches(account, call.client().peer(), user.map(UserRow::passwordHash), password)
        .compose(right -> right ? enter(call, user.orElseThrow(), password) : wrong(call, user));
  }

  private Future<Answer> wrong(Call call, Optional<UserRow> user) {
    String target = user.map(UserRow::name).orElse("nobody");
    return parts
        .audit()
        .add(Act.of(call, "login", target).failed("wrong password"), parts.now())
        .compose(_ -> wrong());
  }

  private static <T> Future<T> wrong() {
    return refused(401, "wrong-login", "Not logged in", "email or password is not right");
  }

  private static Future<Void> same() {
    return Future.succeededFuture();
  }

  private static <T> Future<T> refused(int status, String code, String title, String detail) {
    return Future.failedFuture(Problem.of(status, code, title, detail).refusal());
  }

  private Future<Answer> enter(Call call, UserRow user, String password) {
    if (user.banned()) {
      return parts
          .audit()
          .add(Act.of(call, "login", user.name()).failed("banned"), parts.now())
          .compose(_ -> refused(403, "banned", "Kept out", "an admin has closed this account"));
    }
    return parts
        .pool()
        .withTransaction(tx -> enter(tx, call, user))
        .compose(login -> rehash(user, password).map(login))
        .compose(login -> logins.answer(call, login, Registration.user(user)));
  }

  private Future<Void> rehash(UserRow user, String password) {
    return parts.passwords().isOutdated(user.passwordHash())
        ? parts
            .passwords()
            .hash(password)
            .compose(hash -> new UserStore(parts.pool()).rehash(user, hash))
        : Future.succeededFuture();
  }

  /**
   * Reads the row again and holds it: a password that was changed, or an account that was closed,
   * while this password was being looked at lets nobody in.
   */
  private Future<Logins.Opened> enter(SqlClient tx, Call call, UserRow user) {
    long nowMs = parts.now();
    return new UserStore(tx)
        .lock(user.id())
        .map(now -> now.filter(row -> !row.banned()).map(UserRow::passwordHash))
        .compose(hash -> hash.filter(user.passwordHash()::equals).isPresent() ? same() : wrong())
        .compose(_ -> logins.open(tx, user.id(), call.client()))
        .compose(login -> new UserStore(tx).loggedIn(user.id(), nowMs).map(login))
        .compose(
            login ->
                parts
                    .audit()
                    .add(tx, Act.of(call, "login", user.name()).by(user.name()), nowMs)
                    .map(login));
  }

  /** Once a copied token is refused its whole family is out, access tokens and sockets included. */
  private Future<Answer> refresh(Call call) {
    long receivedMs = parts.now();
    Logins.checkTransport(call.client());
    Optional<String> token = token(call);
    if (token.isEmpty()) {
      return ended();
    }
    byte[] hash = Secrets.sha256(token.get());
    return parts
        .pool()
        .withTransaction(tx -> rotate(tx, call, hash, receivedMs))
        .compose(
            next ->
                next.map(login -> logins.answer(call, login, new JsonObject()))
                    .orElseGet(() -> parts.view().refresh().compose(_ -> ended())));
  }

  private static Future<Answer> ended() {
    return refused(
        401, "login-ended", "Log in again", "the refresh token is not good, or no longer");
  }

  /** The web app's stands in its cookie, everybody else's in the body. */
  private static Optional<String> token(Call call) {
    return call.client().isWebApp()
        ? RefreshCookie.read(call.client())
        : call.body().map(body -> body.getString("refresh_token"));
  }

  private Future<Optional<Logins.Opened>> rotate(
      SqlClient tx, Call call, byte[] hash, long receivedMs) {
    SessionStore sessions = new SessionStore(tx);
    return sessions
        .find(hash)
        .compose(
            found ->
                found
                    .map(f -> decided(tx, call, hash, receivedMs, f))
                    .orElse(Future.succeededFuture(Optional.empty())));
  }

  private Future<Optional<Logins.Opened>> decided(
      SqlClient tx, Call call, byte[] hash, long receivedMs, SessionStore.Found found) {
    long nowMs = parts.now();
    SessionStore sessions = new SessionStore(tx);
    return switch (RefreshRules.decide(found.token(), call.requestId(), receivedMs, nowMs)) {
      case REFUSE -> Future.succeededFuture(Optional.empty());
      case REVOKE -> revoked(tx, call, found, nowMs).map(Optional.empty());
      case ROTATE ->
          sessions
              .use(hash, nowMs, call.requestId())
              .compose(_ -> sessions.seen(found.sessionId(), nowMs, Logins.from(call.client())))
              .compose(
                  _ ->
                      logins.next(
                          sessions, found.userId(), found.sessionId(), found.token().expiresMs()))
              .map(Optional::of);
    };
  }

  private Future<Void> revoked(SqlClient tx, Call call, SessionStore.Found found, long nowMs) {
    Act act =
        Act.of(call, "refresh", "session:" + found.sessionId())
            .by("user:" + found.userId())
            .failed("a used token came back: the login has ended");
    return new SessionStore(tx)
        .revoke(found.sessionId(), found.userId(), nowMs, "refresh token used twice")
        .compose(_ -> parts.audit().add(tx, act, nowMs));
  }

  private Future<Answer> logout(Call call) {
    if (call.client().isWebApp()) {
      RefreshCookie.checkOrigin(call.client());
    }
    Answer done = Answer.json(new JsonObject().put("ok", true));
    Answer answer =
        call.client().isWebApp()
            ? done.withHeader("Set-Cookie", RefreshCookie.none(call.client()))
            : done;
    return ending(call)
        .compose(login -> login.map(l -> end(call, l)).orElse(Future.succeededFuture()))
        .map(answer);
  }

  /** A login that is to end. */
  private record Ending(long sessionId, long userId) {}

  /** The one whose access token, or else whose refresh token, was sent. */
  private Future<Optional<Ending>> ending(Call call) {
    if (call.caller() instanceof Caller.SignedIn signedIn) {
      return Future.succeededFuture(
          Optional.of(new Ending(signedIn.sessionId(), signedIn.who().id())));
    }
    return token(call)
        .map(
            token ->
                new SessionStore(parts.pool())
                    .find(Secrets.sha256(token))
                    .map(found -> found.map(f -> new Ending(f.sessionId(), f.userId()))))
        .orElse(Future.succeededFuture(Optional.empty()));
  }

  private Future<Void> end(Call call, Ending login) {
    long nowMs = parts.now();
    Act act = Act.of(call, "logout", "session:" + login.sessionId()).by("user:" + login.userId());
    return parts
        .pool()
        .withTransaction(
            tx ->
                new SessionStore(tx)
                    .revoke(login.sessionId(), login.userId(), nowMs, "logout")
                    .compose(_ -> parts.audit().add(tx, act, nowMs)))
        .compose(_ -> parts.view().refresh());
  }
}
