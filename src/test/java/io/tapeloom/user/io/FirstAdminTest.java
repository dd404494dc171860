package io.tapeloom.user.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.pg.TestPostgres;
import org.junit.jupiter.api.Test;

/** An installation never stays without somebody who can let others in. */
class FirstAdminTest {
  @Test
  void whoCameByAnInviteBeforeTheFirstAdminDoesNotKeepThatOneOut() throws Exception {
    AccountsRig rig = new AccountsRig(AccountSettings.DEFAULT);
    try {
      TestPostgres.execute(
          rig.database,
          "INSERT INTO app_user (email, password_hash, role, created_ms) VALUES"
              + " ('tina@example.org', 'x', 'trader', 1)");
      assertTrue(needed(rig));
      AccountsRig.Member first = rig.firstAdmin();
      assertEquals(
          "admin", rig.get("/api/me", first.access()).bodyAsJsonObject().getString("role"));
      assertFalse(needed(rig));
    } finally {
      rig.close();
    }
  }

  private static boolean needed(AccountsRig rig) throws Exception {
    return rig.get("/api/v1/first-admin", null).bodyAsJsonObject().getBoolean("needed");
  }
}
