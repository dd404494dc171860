package io.tapeloom.user.io;

import io.tapeloom.user.Role;
import io.tapeloom.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Changes to people, each in one transaction with its row in the audit log; over HTTP and from the
 * command line alike. Somebody who can let others in always remains.
 */
public final class People {
  private final Pool pool;
  private final AuditStore audit;

  /** Works on those rows. */
  public People(Pool pool, AuditStore audit) {
    this.pool = pool;
    this.audit = audit;
  }

  /**
   * Who does it.
   *
   * @param userId 0 from the command line, which is nobody's own account
   */
  public record By(long userId, String name, String address) {
    Act act(String action, UserRow target) {
      return new Act(
          name, action, target.name(), new JsonObject(), new JsonObject(), address, "ok");
    }
  }

  Future<UserStore.Listed> ban(By by, long id, long nowMs) {
    return change(
        id,
        nowMs,
        (tx, user) ->
            notSelf(by, user)
                .compose(_ -> oneRemains(tx, user))
                .compose(_ -> new UserStore(tx).banned(id, Optional.of(nowMs)))
                .compose(_ -> new SessionStore(tx).revokeAll(id, nowMs, "banned", 0))
                .compose(_ -> audit.add(tx, by.act("user.ban", user), nowMs)));
  }

  Future<UserStore.Listed> unban(By by, long id, long nowMs) {
    return change(
        id,
        nowMs,
        (tx, user) ->
            new UserStore(tx)
                .banned(id, Optional.empty())
                .compose(_ -> audit.add(tx, by.act("user.unban", user), nowMs)));
  }

  Future<UserStore.Listed> role(By by, long id, Role role, long nowMs) {
    return change(
        id,
        nowMs,
        (tx, user) ->
            (role == Role.ADMIN ? Future.<Void>succeededFuture() : oneRemains(tx, user))
                .compose(_ -> new UserStore(tx).role(id, role))
                .compose(_ -> audit.add(tx, roleAct(by, user, role), nowMs)));
  }

  private static Act roleAct(By by, UserRow user, Role role) {
    return by.act("user.role", user)
        .change(
            new JsonObject().put("role", user.role().code()),
            new JsonObject().put("role", role.code()));
  }

  /** What ended with the old password. */
  record Reset(UserRow user, int logins, int keys) {
    JsonObject json() {
      return new JsonObject().put("loginsEnded", logins).put("keysRevoked", keys);
    }
  }

  /** Whoever knew the old password may have made keys with it: they end, too. */
  Future<Reset> password(By by, long id, String hash, long nowMs) {
    return alone(
        id,
        (tx, user) ->
            new UserStore(tx)
                .password(id, hash)
                .compose(_ -> ended(tx, user, nowMs))
                .compose(
                    reset ->
                        audit
                            .add(
                                tx,
                                by.act("user.reset-password", user)
                                    .change(new JsonObject(), reset.json()),
                                nowMs)
                            .map(reset)));
  }

  private static Future<Reset> ended(SqlClient tx, UserRow user, long nowMs) {
    return new SessionStore(tx)
        .revokeAll(user.id(), nowMs, "password reset", 0)
        .compose(
            logins ->
                new KeyStore(tx)
                    .revokeAll(user.id(), nowMs)
                    .map(keys -> new Reset(user, logins, keys)));
  }

  Future<UserStore.Listed> endSessions(By by, long id, long nowMs) {
    return change(
        id,
        nowMs,
        (tx, user) ->
            new SessionStore(tx)
                .revokeAll(id, nowMs, "ended by an admin", 0)
                .compose(
                    ended ->
                        audit.add(
                            tx,
                            by.act("user.end-sessions", user)
                                .change(new JsonObject(), new JsonObject().put("ended", ended)),
                            nowMs)));
  }

  private Future<UserStore.Listed> change(
      long id, long nowMs, BiFunction<SqlClient, UserRow, Future<Void>> change) {
    return alone(
        id,
        (tx, user) ->
            change
                .apply(tx, user)
                .compose(_ -> new UserStore(tx).list(Optional.of(id - 1), 1, nowMs))
                .map(List::getFirst));
  }

  /** One change of people at a time, and the row held until it is done. */
  private <T> Future<T> alone(long id, BiFunction<SqlClient, UserRow, Future<T>> change) {
    return pool.withTransaction(
        tx ->
            new UserStore(tx)
                .alone()
                .compose(_ -> new UserStore(tx).lock(id))
                .map(found -> found.orElseThrow(() -> Callers.none("account").refusal()))
                .compose(user -> change.apply(tx, user)));
  }

  private static Future<Void> notSelf(By by, UserRow user) {
    return by.userId() == user.id()
        ? Future.failedFuture(
            Problem.of(409, "own-account", "Not yourself", "another admin has to do that")
                .refusal())
        : Future.succeededFuture();
  }

  private static Future<Void> oneRemains(SqlClient tx, UserRow user) {
    return new UserStore(tx)
        .admins()
        .map(
            admins -> {
              if (admins.equals(List.of(user.id()))) {
                throw Problem.of(
                        409,
                        "last-admin",
                        "The last admin",
                        "nobody could let anybody in: make another admin first")
                    .refusal();
              }
              return null;
            });
  }
}
