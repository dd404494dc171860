package io.tapeloom.user.io;

import io.tapeloom.user.Caller;
import io.tapeloom.user.Email;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Api;
import io.tapeloom.web.Call;
import io.tapeloom.web.Operation;
import io.tapeloom.web.Problem;
import io.tapeloom.web.Revision;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Map;

/** What callers see and change of themselves: password, logins, step-up, tickets. */
final class MeApi implements Api {
  private final AccountParts parts;
  private final PasswordCheck check;
  private final PreferenceStore preferences;

  MeApi(AccountParts parts) {
    this.parts = parts;
    this.check = new PasswordCheck(parts);
    this.preferences = new PreferenceStore(parts.pool());
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "me", this::me,
        "changePassword", this::changePassword,
        "mySessions", this::sessions,
        "endMySession", this::endSession,
        "stepUp", this::stepUp,
        "createTicket", this::ticket,
        "preferences", this::preferences,
        "savePreferences", this::savePreferences);
  }

  private Future<Answer> me(Call call) {
    Caller.Person who = Callers.person(call);
    long until = parts.view().steppedUpUntil(call.caller());
    return preferences
        .of(who.id())
        .map(
            stored ->
                Answer.json(
                    new JsonObject()
                        .put("id", who.id())
                        .put("email", who.email())
                        .put("role", who.role().code())
                        .put("steppedUpUntil", until > parts.now() ? until : null)
                        .put("preferencesVersion", stored.version())));
  }

  private Future<Answer> changePassword(Call call) {
    Caller.SignedIn caller = Callers.signedIn(call);
    JsonObject body = call.body().orElseThrow();
    Email email = new Email(caller.who().email());
    return right(call, caller, body.getString("current"), "/body/current", "password")
        .compose(
            _ -> {
              check.accept(body.getString("new"), email, "/body/new");
              return parts.passwords().hash(body.getString("new"));
            })
        .compose(hash -> parts.pool().withTransaction(tx -> change(tx, call, caller, hash)))
        .compose(done -> parts.view().refresh().map(done))
        .map(done -> Answer.json(new JsonObject().put("ok", true).mergeIn(done)));
  }

  /** What ended with the old password, and how many keys are still good. */
  private Future<JsonObject> change(SqlClient tx, Call call, Caller.SignedIn caller, String hash) {
    long id = caller.who().id();
    long nowMs = parts.now();
    JsonObject done = new JsonObject();
    return new UserStore(tx)
        .password(id, hash)
        .compose(
            _ -> new SessionStore(tx).revokeAll(id, nowMs, "password changed", caller.sessionId()))
        .compose(ended -> keys(tx, call, id, nowMs).map(revoked -> ended(done, ended, revoked)))
        .compose(_ -> new KeyStore(tx).standing(id, nowMs))
        .compose(
            standing ->
                parts
                    .audit()
                    .add(
                        tx,
                        Act.of(call, "password", "user:" + id)
                            .change(new JsonObject(), done.put("keysStanding", standing)),
                        nowMs))
        .map(done);
  }

  private static JsonObject ended(JsonObject done, int logins, int keys) {
    return done.put("loginsEnded", logins).put("keysRevoked", keys);
  }

  /** Ends the caller's keys where that was asked for. */
  private static Future<Integer> keys(SqlClient tx, Call call, long id, long nowMs) {
    return call.body().orElseThrow().getBoolean("revokeKeys", false)
        ? new KeyStore(tx).revokeAll(id, nowMs)
        : Future.succeededFuture(0);
  }

  /** Fails, and leaves a row of it, unless that is the caller's password. */
  private Future<Void> right(
      Call call, Caller.SignedIn caller, String password, String pointer, String action) {
    return new UserStore(parts.pool())
        .byId(caller.who().id())
        .compose(
            user ->
                check.matches(
                    caller.who().email(),
                    call.client().peer(),
                    user.map(UserRow::passwordHash),
                    password))
        .compose(right -> right ? Future.succeededFuture() : wrong(call, caller, pointer, action));
  }

  private Future<Void> wrong(Call call, Caller.SignedIn caller, String pointer, String action) {
    Problem problem =
        new Problem(
            403,
            "wrong-password",
            "Not your password",
            "the password is not right",
            List.of(new Problem.Field(pointer, "expected the password of this account")));
    return parts
        .audit()
        .add(Act.of(call, action, caller.name()).failed("wrong password"), parts.now())
        .compose(_ -> Future.failedFuture(problem.refusal()));
  }

  private Future<Answer> stepUp(Call call) {
    Caller.SignedIn caller = Callers.signedIn(call);
    String password = call.body().orElseThrow().getString("password");
    return right(call, caller, password, "/body/password", "step-up")
        .compose(_ -> steppedUp(call, caller));
  }

  private Future<Answer> steppedUp(Call call, Caller.SignedIn caller) {
    long nowMs = parts.now();
    long untilMs = nowMs + AccountSettings.STEP_UP_MS;
    return parts
        .pool()
        .withTransaction(
            tx ->
                new SessionStore(tx)
                    .stepUp(caller.sessionId(), untilMs)
                    .compose(
                        _ ->
                            parts
                                .audit()
                                .add(
                                    tx,
                                    Act.of(call, "step-up", "session:" + caller.sessionId()),
                                    nowMs)))
        .compose(_ -> parts.view().refresh())
        .map(Answer.json(new JsonObject().put("steppedUpUntil", untilMs)));
  }

  private Future<Answer> sessions(Call call) {
    long current = call.caller() instanceof Caller.SignedIn s ? s.sessionId() : 0;
    return new SessionStore(parts.pool())
        .ofUser(Callers.person(call).id(), parts.now())
        .map(list -> Answer.json(json(list, current)));
  }

  static JsonObject json(List<SessionStore.Listed> sessions, long current) {
    JsonArray items = new JsonArray();
    sessions.forEach(
        s ->
            items.add(
                new JsonObject()
                    .put("id", s.id())
                    .put("current", s.id() == current)
                    .put("createdMs", s.createdMs())
                    .put("lastSeenMs", s.lastSeenMs())
                    .put("address", s.address())
                    .put("agent", s.agent())));
    return new JsonObject().put("items", items).putNull("nextCursor");
  }

  private Future<Answer> endSession(Call call) {
    Caller.SignedIn caller = Callers.signedIn(call);
    long id = (Long) call.values().get("id");
    long nowMs = parts.now();
    return parts
        .pool()
        .withTransaction(
            tx ->
                new SessionStore(tx)
                    .revoke(id, caller.who().id(), nowMs, "ended by its owner")
                    .compose(
                        ended ->
                            ended
                                ? parts
                                    .audit()
                                    .add(tx, Act.of(call, "session.end", "session:" + id), nowMs)
                                : Future.failedFuture(Callers.none("login").refusal())))
        .compose(_ -> parts.view().refresh())
        .map(Answer.json(new JsonObject().put("ok", true)));
  }

  private Future<Answer> ticket(Call call) {
    Tickets.Issued issued = parts.tickets().issue(call.caller());
    return Future.succeededFuture(
        Answer.json(
            201,
            new JsonObject().put("ticket", issued.ticket()).put("expiresMs", issued.untilMs())));
  }

  private Future<Answer> preferences(Call call) {
    return preferences.of(Callers.person(call).id()).map(MeApi::answer);
  }

  private Future<Answer> savePreferences(Call call) {
    long id = Callers.signedIn(call).who().id();
    JsonObject wanted = call.body().orElseThrow();
    return preferences
        .of(id)
        .compose(
            stored -> {
              Revision.of(stored.version()).require(call);
              return preferences.save(id, stored.version(), wanted);
            })
        .map(saved -> answer(saved.orElseThrow(Revision::changed)));
  }

  private static Answer answer(PreferenceStore.Stored stored) {
    return Revision.of(stored.version()).stamp(Answer.json(stored.body()));
  }
}
