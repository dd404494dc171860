package io.tapeloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.pg.Database;
import io.tapeloom.pg.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Accounts from the command line, on a database that runs beside. */
class AccountCommandsTest {
  @TempDir private Path dir;
  private final Database database = TestPostgres.fresh();

  private String run(int expected, String... arguments) throws Exception {
    Path config = dir.resolve("tapeloom.yaml");
    Files.writeString(
        config,
        "database: {url: \"postgresql://%s:%s@%s:%d/%s\"}\n"
            .formatted(
                database.user(),
                database.password(),
                database.host(),
                database.port(),
                database.name()));
    List<String> all =
        Stream.concat(
                Stream.of("--config", config.toString(), "--data", dir.resolve("data").toString()),
                Stream.of(arguments))
            .toList();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        RootCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = command.execute(all.toArray(String[]::new));
    assertEquals(expected, code, () -> String.join(" ", arguments) + ": " + out + err);
    return out + "" + err;
  }

  private JsonObject json(String... arguments) throws Exception {
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("--json", "--quiet")).toArray(String[]::new);
    return new JsonObject(run(0, all).strip());
  }

  @Test
  void peopleInvitesKeysAndTheLogAreInReachWithoutALogin() throws Exception {
    assertTrue(run(0, "audit", "verify").contains("nothing was done yet"));
    JsonObject invite = json("user", "invite", "create", "--role", "trader");
    assertTrue(invite.getString("code").matches("([0-9A-Z]{5}-){4}[0-9A-Z]{5}"), invite.encode());
    assertEquals("open", json("user", "invite", "list").getString("state"));
    run(0, "user", "invite", "revoke", "" + invite.getLong("id"));
    assertTrue(run(5, "user", "invite", "revoke", "99").contains("no such open invite"));
    assertEquals("", run(0, "user", "list"));
    TestPostgres.execute(
        database,
        "INSERT INTO app_user (email, password_hash, role, created_ms) VALUES"
            + " ('ada@example.org', 'x', 'admin', 1), ('bob@example.org', 'x', 'viewer', 1)");
    assertTrue(run(6, "user", "ban", "ada@example.org").contains("nobody could let anybody in"));
    assertTrue(json("user", "ban", "bob@example.org").getBoolean("banned"));
    assertEquals(
        List.of(
            "ID  EMAIL            ROLE    BANNED  LOGINS  LAST LOGIN",
            "1   ada@example.org  admin   no      0       -",
            "2   bob@example.org  viewer  yes     0       -"),
        run(0, "user", "list").lines().toList());
    assertTrue(run(0, "user", "invite", "list").startsWith("ID  ROLE    STATE    BY"));
    assertEquals("trader", json("user", "set-role", "2", "trader").getString("role"));
    run(2, "user", "set-role", "2", "emperor");
    run(5, "user", "unban", "nobody@example.org");
    assertTrue(run(5, "user", "reset-password", "bob@example.org").contains("holds no keys"));
    JsonObject token =
        json("token", "create", "bob@example.org", "--name", "x", "--scope", "read,trade");
    assertTrue(token.getString("key").startsWith("tl_"));
    run(6, "token", "create", "bob@example.org", "--name", "x", "--scope", "admin");
    assertEquals(token.getString("lastFour"), json("token", "list").getString("lastFour"));
    List<String> table = run(0, "token", "list").lines().toList();
    assertEquals(
        List.of(
            "ID  OWNER            NAME  SCOPES      ENDS WITH  LAST USED  GOOD UNTIL",
            "1   bob@example.org  x     read,trade  %s       -          -"
                .formatted(token.getString("lastFour"))),
        table);
    for (String name : List.of("a\u001b[2Jb", "a\nb", "", " ", "a\u202eb", "x".repeat(81))) {
      String refused =
          run(6, "token", "create", "bob@example.org", "--name", name, "--scope", "read");
      assertEquals(
          "name: expected 1 to 80 characters, without control characters", refused.strip(), name);
    }
    run(0, "token", "revoke", "" + token.getLong("id"));
    JsonObject audit = json("audit", "verify");
    assertTrue(audit.getBoolean("ok"));
    assertEquals(6, audit.getInteger("rows"));
    assertTrue(run(0, "user", "invite", "create", "--days", "2").contains("for 2 days"));
    TestPostgres.execute(
        database,
        "ALTER TABLE audit_log DISABLE TRIGGER audit_is_kept;"
            + "UPDATE audit_log SET target = 'user:9' WHERE id = 3");
    assertTrue(run(7, "audit", "verify").contains("row 3 is not as it was written"));
  }
}
