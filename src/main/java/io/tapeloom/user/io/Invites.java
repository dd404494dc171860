package io.tapeloom.user.io;

import io.tapeloom.user.Invite;
import io.tapeloom.user.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.Optional;

/** Makes invites and takes them back, each with its row in the audit log. */
final class Invites {
  private final Pool pool;
  private final AuditStore audit;
  private final Secrets secrets = new Secrets();

  Invites(Pool pool, AuditStore audit) {
    this.pool = pool;
    this.audit = audit;
  }

  /** An invite and its code, which is kept nowhere. */
  record Made(Invite invite, String code) {}

  Future<Made> create(People.By by, Role role, long expiresMs, long nowMs) {
    String code = secrets.code();
    InviteStore.Wanted wanted = new InviteStore.Wanted(role, false, by.name(), expiresMs);
    return pool.withTransaction(
        tx ->
            new InviteStore(tx)
                .add(Secrets.ofCode(code), wanted, nowMs)
                .compose(
                    invite ->
                        audit
                            .add(
                                tx,
                                act(by, "invite.create", invite.id())
                                    .change(
                                        new JsonObject(),
                                        new JsonObject()
                                            .put("role", role.code())
                                            .put("expiresMs", expiresMs)),
                                nowMs)
                            .map(new Made(invite, code))));
  }

  private static Act act(People.By by, String action, long id) {
    return new Act(
        by.name(), action, "invite:" + id, new JsonObject(), new JsonObject(), by.address(), "ok");
  }

  Future<Void> revoke(People.By by, long id, long nowMs) {
    return pool.withTransaction(
        tx ->
            new InviteStore(tx)
                .revoke(id, nowMs)
                .compose(
                    revoked ->
                        revoked
                            ? audit.add(tx, act(by, "invite.revoke", id), nowMs)
                            : Future.failedFuture(Callers.none("open invite").refusal())));
  }

  /** The code of the first admin while there is none; those of earlier starts end. */
  Future<Optional<String>> first(long nowMs) {
    return pool.withTransaction(
        tx ->
            new InviteStore(tx)
                .alone()
                .compose(_ -> new UserStore(tx).anyAdmin())
                .compose(
                    admin ->
                        admin
                            ? Future.succeededFuture(Optional.empty())
                            : firstCode(new InviteStore(tx), nowMs)));
  }

  private Future<Optional<String>> firstCode(InviteStore store, long nowMs) {
    String code = secrets.code();
    InviteStore.Wanted wanted =
        new InviteStore.Wanted(Role.ADMIN, true, "start", nowMs + Invite.FIRST_MS);
    return store
        .revokeFirst(nowMs)
        .compose(_ -> store.add(Secrets.ofCode(code), wanted, nowMs))
        .map(Optional.of(code));
  }
}
