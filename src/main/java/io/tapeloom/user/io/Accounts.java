package io.tapeloom.user.io;

import io.tapeloom.pg.ListenBridge;
import io.tapeloom.web.Api;
import io.tapeloom.web.Client;
import io.tapeloom.web.Gatekeeper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts of this installation: the gatekeeper, the operations, and the first admin's code.
 */
public final class Accounts {
  private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
  private static final long TIDY_EACH_MS = 6 * 3_600_000;
  private final Vertx vertx;
  private final AccountParts parts;
  private final Gate gate;

  private Accounts(Vertx vertx, AccountParts parts) {
    this.vertx = vertx;
    this.parts = parts;
    this.gate =
        new Gate(parts.tokens(), parts.view(), parts.tickets(), parts.pool(), parts.clock());
  }

  /**
   * Accounts in the rows behind that pool.
   *
   * @param clock real time, whatever the market's is
   */
  public static Accounts of(
      Vertx vertx, Pool pool, KeyFiles keys, AccountSettings settings, InstantSource clock) {
    Secrets secrets = new Secrets();
    return new Accounts(
        vertx,
        new AccountParts(
            pool,
            new AuditStore(pool),
            new Passwords(vertx, keys.pepper(), secrets, Argon2.USUAL),
            CommonPasswords.rules(),
            new AccessTokens(vertx, keys.signing(), settings.accessMs()),
            secrets,
            new AccountView(pool, clock),
            new Tickets(secrets, clock),
            new TryGuard(settings, clock),
            clock,
            settings));
  }

  /** Reads who may come in, and keeps knowing it. */
  public Future<Void> keep(ListenBridge listen) {
    vertx.setPeriodic(
        TIDY_EACH_MS,
        _ ->
            new SessionStore(parts.pool())
                .forget(parts.now())
                .onFailure(e -> LOG.warn("old logins not forgotten: {}", e.getMessage())));
    return parts.view().keep(vertx, listen);
  }

  /** Knows callers. */
  public Gatekeeper gatekeeper() {
    return gate;
  }

  /** Every operation of accounts. */
  public List<Api> apis() {
    return List.of(
        new EntryApi(parts),
        new MeApi(parts),
        new KeysApi(parts),
        new PeopleApi(parts),
        new InvitesApi(parts));
  }

  /** Writes into the audit log what another room's door has done for that client. */
  public Future<Void> note(Client client, String action, String target, JsonObject after) {
    Act act =
        new Act(
            client.caller().name(),
            action,
            target,
            new JsonObject(),
            after,
            client.address(),
            "ok");
    return parts.audit().add(act, parts.now());
  }

  /** A new code for the first admin, good for fifteen minutes; empty when there is one. */
  public Future<Optional<String>> firstAdminCode() {
    return new Invites(parts.pool(), parts.audit()).first(parts.now());
  }

  /** Ends looking and hashing. */
  public Future<Void> close() {
    parts.view().close();
    return parts.passwords().close();
  }
}
