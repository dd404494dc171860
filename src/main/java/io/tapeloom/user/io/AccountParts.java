package io.tapeloom.user.io;

import io.tapeloom.user.PasswordRules;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;

/** What the doors of this room share. */
record AccountParts(
    Pool pool,
    AuditStore audit,
    Passwords passwords,
    PasswordRules rules,
    AccessTokens tokens,
    Secrets secrets,
    AccountView view,
    Tickets tickets,
    TryGuard guard,
    InstantSource clock,
    AccountSettings settings) {

  long now() {
    return clock.millis();
  }
}
