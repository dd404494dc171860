package io.tapeloom.user.io;

import io.tapeloom.user.ApiKey;
import io.tapeloom.user.Caller;
import io.tapeloom.user.Scope;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Api;
import io.tapeloom.web.Call;
import io.tapeloom.web.Operation;
import io.tapeloom.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The caller's keys for programs. */
final class KeysApi implements Api {
  private static final int MOST = 50;
  private final AccountParts parts;

  KeysApi(AccountParts parts) {
    this.parts = parts;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("myKeys", this::keys, "createKey", this::create, "revokeKey", this::revoke);
  }

  private Future<Answer> keys(Call call) {
    return new KeyStore(parts.pool())
        .ofUser(Callers.person(call).id())
        .map(
            keys ->
                Answer.json(
                    new JsonObject()
                        .put("items", new JsonArray(keys.stream().map(KeysApi::json).toList()))
                        .putNull("nextCursor")));
  }

  static JsonObject json(ApiKey key) {
    return new JsonObject()
        .put("id", key.id())
        .put("name", key.name())
        .put("scopes", new JsonArray(key.scopes().stream().map(Scope::code).toList()))
        .put("lastFour", key.lastFour())
        .put("createdMs", key.createdMs())
        .put("lastUsedMs", maybe(key.lastUsedMs()))
        .put("expiresMs", maybe(key.expiresMs()));
  }

  private static Long maybe(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  private Future<Answer> create(Call call) {
    Caller.SignedIn caller = Callers.signedIn(call);
    KeyStore.Wanted wanted = wanted(caller.who(), call.body().orElseThrow());
    String key = ApiKey.PREFIX + parts.secrets().token();
    return parts
        .pool()
        .withTransaction(tx -> create(tx, call, wanted, key))
        .compose(made -> parts.view().refresh().map(made))
        .map(made -> Answer.json(201, json(made).put("key", key)));
  }

  private KeyStore.Wanted wanted(Caller.Person owner, JsonObject body) {
    List<Scope> scopes =
        body.getJsonArray("scopes").stream()
            .flatMap(code -> Scope.find(String.valueOf(code)).stream())
            .toList();
    ApiKey.refusal(scopes, owner.role())
        .ifPresent(
            why -> {
              throw Problem.invalid("/body/scopes", "scopes: " + why).refusal();
            });
    Optional<Long> expiresMs = Optional.ofNullable(body.getLong("expiresMs"));
    if (expiresMs.filter(until -> until <= parts.now()).isPresent()) {
      throw Problem.invalid("/body/expiresMs", "expiresMs: expected a time to come").refusal();
    }
    String name = body.getString("name").strip();
    checkName(name, "/body/name");
    return new KeyStore.Wanted(owner.id(), name, scopes, expiresMs);
  }

  static void checkName(String name, String pointer) {
    ApiKey.nameRefusal(name)
        .ifPresent(
            why -> {
              throw Problem.invalid(pointer, "name: " + why).refusal();
            });
  }

  private Future<ApiKey> create(SqlClient tx, Call call, KeyStore.Wanted wanted, String key) {
    KeyStore keys = new KeyStore(tx);
    return keys.count(wanted.ownerId())
        .compose(
            count ->
                count < MOST
                    ? keys.add(wanted, key, parts.now())
                    : Future.failedFuture(tooMany().refusal()))
        .compose(
            made ->
                parts
                    .audit()
                    .add(
                        tx,
                        Act.of(call, "key.create", "key:" + made.id())
                            .change(new JsonObject(), json(made)),
                        parts.now())
                    .map(made));
  }

  private static Problem tooMany() {
    return Problem.of(
        409, "too-many-keys", "Too many keys", "expected at most " + MOST + ": revoke one first");
  }

  private Future<Answer> revoke(Call call) {
    Caller.SignedIn caller = Callers.signedIn(call);
    long id = (Long) call.values().get("id");
    long nowMs = parts.now();
    return parts
        .pool()
        .withTransaction(
            tx ->
                new KeyStore(tx)
                    .revoke(id, Optional.of(caller.who().id()), nowMs)
                    .compose(
                        ended ->
                            ended
                                ? parts
                                    .audit()
                                    .add(tx, Act.of(call, "key.revoke", "key:" + id), nowMs)
                                : Future.failedFuture(Callers.none("key").refusal())))
        .compose(_ -> parts.view().refresh())
        .map(Answer.json(new JsonObject().put("ok", true)));
  }
}
