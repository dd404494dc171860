package io.tapeloom.cli;

import io.tapeloom.user.Role;
import io.tapeloom.user.io.AccountDesk;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tapeloom user invite …}. */
@Command(name = "invite", description = "Makes, lists and takes back invites.")
final class InviteCommand implements Callable<Integer> {
  private static final int LONGEST_DAYS = 90;

  @ParentCommand private UserCommand user;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(user.root().err());
    return ExitCode.USAGE;
  }

  @Command(name = "create", description = "Makes an invite; its code is shown once.")
  int create(
      @Option(
              names = "--role",
              defaultValue = "VIEWER",
              description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
          Role role,
      @Option(names = "--days", defaultValue = "7", description = "How long it is good: 1 to 90.")
          int days)
      throws IOException {
    if (days < 1 || days > LONGEST_DAYS) {
      throw new ParameterException(
          spec.commandLine(), "--days: expected 1 to " + LONGEST_DAYS + ", got " + days);
    }
    JsonObject made = Desk.with(user.root(), desk -> desk.createInvite(role, days));
    Desk.print(user.root(), List.of(made), "code", "role", "id");
    user.root().say("good once, for " + days + " days, on the page /register of the web app");
    return ExitCode.OK;
  }

  @Command(name = "list", description = "The newest 200 invites.")
  int list() throws IOException {
    List<JsonObject> invites = Desk.with(user.root(), AccountDesk::invites);
    Desk.table(
        user.root(),
        invites,
        WordTable.column("id"),
        WordTable.column("role"),
        WordTable.column("state"),
        new WordTable.Column("BY", "createdBy"),
        new WordTable.Column("EMAIL", "createdByEmail"),
        new WordTable.Column("GOOD UNTIL", "expiresMs"));
    return ExitCode.OK;
  }

  @Command(name = "revoke", description = "Takes an invite back.")
  int revoke(@Parameters(paramLabel = "ID", description = "As the list shows it.") long id)
      throws IOException {
    Desk.with(user.root(), desk -> desk.revokeInvite(id));
    user.root().say("revoked");
    return ExitCode.OK;
  }
}
