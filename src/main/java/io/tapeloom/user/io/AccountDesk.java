package io.tapeloom.user.io;

import io.tapeloom.user.ApiKey;
import io.tapeloom.user.AuditChain;
import io.tapeloom.user.Email;
import io.tapeloom.user.Invite;
import io.tapeloom.user.Role;
import io.tapeloom.user.Scope;
import io.tapeloom.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What whoever may sit at the server does with accounts, without a login: the way back in for
 * admins who lost theirs. Each change leaves the same row in the audit log as over HTTP.
 */
public final class AccountDesk {
  private static final long DAY_MS = 86_400_000;
  private final Pool pool;
  private final AuditStore audit;
  private final People people;
  private final Invites invites;
  private final People.By by;
  private final InstantSource clock;
  private final Secrets secrets = new Secrets();

  /** Works on those rows in the name of a user of this machine. */
  public AccountDesk(Pool pool, String who, InstantSource clock) {
    this.pool = pool;
    this.audit = new AuditStore(pool);
    this.people = new People(pool, audit);
    this.invites = new Invites(pool, audit);
    this.by = new People.By(0, "local:" + who, "local");
    this.clock = clock;
  }

  /** A new invite with its code. */
  public Future<JsonObject> createInvite(Role role, int days) {
    long nowMs = clock.millis();
    return invites
        .create(by, role, nowMs + days * DAY_MS, nowMs)
        .map(made -> InvitesApi.json(made.invite(), nowMs).put("code", made.code()));
  }

  /** The newest invites. */
  public Future<List<JsonObject>> invites() {
    long nowMs = clock.millis();
    return new InviteStore(pool)
        .list()
        .map(list -> list.stream().map((Invite i) -> InvitesApi.json(i, nowMs)).toList())
        .compose(rows -> new Emails(pool).beside(rows, InvitesApi.CREATED_BY));
  }

  /** Takes an invite back. */
  public Future<Void> revokeInvite(long id) {
    return invites.revoke(by, id, clock.millis());
  }

  /** Everybody. */
  public Future<List<JsonObject>> users() {
    return new UserStore(pool)
        .list(Optional.empty(), 10_000, clock.millis())
        .map(list -> list.stream().map(PeopleApi::json).toList());
  }

  /** Keeps somebody out; the name is an address or an id. */
  public Future<JsonObject> ban(String name) {
    return find(name)
        .compose(user -> people.ban(by, user.id(), clock.millis()))
        .map(PeopleApi::json);
  }

  /** Lets somebody in again. */
  public Future<JsonObject> unban(String name) {
    return find(name)
        .compose(user -> people.unban(by, user.id(), clock.millis()))
        .map(PeopleApi::json);
  }

  /** Changes what somebody may do. */
  public Future<JsonObject> setRole(String name, Role role) {
    return find(name)
        .compose(user -> people.role(by, user.id(), role, clock.millis()))
        .map(PeopleApi::json);
  }

  /** A new password for somebody, made here; logins and keys end. Blocks while it is hashed. */
  public Future<JsonObject> resetPassword(String name, KeyFiles keys) {
    String password = secrets.password();
    String hash =
        Argon2.USUAL.hash(Passwords.plain(password), keys.pepper(), secrets.bytes(Argon2.SALT));
    return find(name)
        .compose(user -> people.password(by, user.id(), hash, clock.millis()))
        .map(reset -> reset.user().brief().mergeIn(reset.json()).put("password", password));
  }

  /** A key for somebody's program; no days means that it does not end. */
  public Future<JsonObject> createToken(
      String name, String purpose, List<Scope> scopes, Optional<Integer> days) {
    KeysApi.checkName(purpose, "/name");
    String key = ApiKey.PREFIX + secrets.token();
    long nowMs = clock.millis();
    return find(name)
        .compose(
            user -> {
              ApiKey.refusal(scopes, user.role())
                  .ifPresent(
                      why -> {
                        throw Problem.invalid("/scopes", "scopes: " + why).refusal();
                      });
              Optional<Long> expiresMs = days.map(d -> nowMs + d * DAY_MS);
              return add(new KeyStore.Wanted(user.id(), purpose, scopes, expiresMs), key, nowMs);
            })
        .map(made -> token(made).put("key", key));
  }

  private Future<ApiKey> add(KeyStore.Wanted wanted, String key, long nowMs) {
    return pool.withTransaction(
        tx ->
            new KeyStore(tx)
                .add(wanted, key, nowMs)
                .compose(
                    made -> {
                      Act act =
                          act("key.create", "key:" + made.id())
                              .change(new JsonObject(), KeysApi.json(made));
                      return audit.add(tx, act, nowMs).map(made);
                    }));
  }

  private Act act(String action, String target) {
    return new Act(
        by.name(), action, target, new JsonObject(), new JsonObject(), by.address(), "ok");
  }

  private static JsonObject token(ApiKey key) {
    return KeysApi.json(key).put("userId", key.ownerId());
  }

  /** Keys that were not revoked. */
  public Future<List<JsonObject>> tokens() {
    return new KeyStore(pool)
        .all()
        .compose(
            keys ->
                new Emails(pool)
                    .of(keys.stream().map(AccountDesk::owner).toList())
                    .map(emails -> keys.stream().map(k -> owned(k, emails)).toList()));
  }

  private static String owner(ApiKey key) {
    return "user:" + key.ownerId();
  }

  private static JsonObject owned(ApiKey key, Map<String, String> emails) {
    return token(key).put("email", emails.get(owner(key)));
  }

  /** Ends a key, whoever's it is. */
  public Future<Void> revokeToken(long id) {
    long nowMs = clock.millis();
    return pool.withTransaction(
        tx ->
            new KeyStore(tx)
                .revoke(id, Optional.empty(), nowMs)
                .compose(
                    ended ->
                        ended
                            ? audit.add(tx, act("key.revoke", "key:" + id), nowMs)
                            : Future.failedFuture(Callers.none("key").refusal())));
  }

  /** Looks at the whole audit log. */
  public Future<AuditChain> verify() {
    return audit.verify();
  }

  private Future<UserRow> find(String name) {
    UserStore users = new UserStore(pool);
    Future<Optional<UserRow>> found =
        name.matches("[0-9]{1,18}")
            ? users.byId(Long.parseLong(name))
            : Email.parse(name)
                .map(users::byEmail)
                .orElse(Future.succeededFuture(Optional.empty()));
    return found.map(user -> user.orElseThrow(() -> Callers.none("account").refusal()));
  }
}
