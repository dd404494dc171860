package io.tapeloom.cli;

import io.tapeloom.DataDir;
import io.tapeloom.user.Role;
import io.tapeloom.user.io.AccountDesk;
import io.tapeloom.user.io.KeyFiles;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tapeloom user …}: who may come in, without a login; for whoever sits at the server. */
@Command(
    name = "user",
    description = "Lists accounts, closes and opens them, and invites people.",
    subcommands = InviteCommand.class,
    footer = {
      "%nExamples:",
      "  tapeloom user invite create --role trader",
      "  tapeloom user list --json",
      "  tapeloom user reset-password ada@example.org"
    })
final class UserCommand implements Callable<Integer> {
  private static final WordTable.Column[] SHOWN = {
    WordTable.column("id"),
    WordTable.column("email"),
    WordTable.column("role"),
    WordTable.column("banned"),
    new WordTable.Column("LOGINS", "sessions"),
    new WordTable.Column("LAST LOGIN", "lastLoginMs")
  };

  @ParentCommand private RootCommand root;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(root.err());
    return ExitCode.USAGE;
  }

  RootCommand root() {
    return root;
  }

  @Command(name = "list", description = "Every account.")
  int list() throws IOException {
    Desk.table(root, Desk.with(root, AccountDesk::users), SHOWN);
    return ExitCode.OK;
  }

  @Command(
      name = "ban",
      description = "Keeps an account out; its logins end, its keys are refused.")
  int ban(@Parameters(paramLabel = "EMAIL|ID", description = "Whose.") String name)
      throws IOException {
    return change(desk -> desk.ban(name));
  }

  @Command(name = "unban", description = "Lets a banned account in again.")
  int unban(@Parameters(paramLabel = "EMAIL|ID", description = "Whose.") String name)
      throws IOException {
    return change(desk -> desk.unban(name));
  }

  @Command(name = "set-role", description = "Changes what an account may do.")
  int setRole(
      @Parameters(index = "0", paramLabel = "EMAIL|ID", description = "Whose.") String name,
      @Parameters(index = "1", description = "${COMPLETION-CANDIDATES}.") Role role)
      throws IOException {
    return change(desk -> desk.setRole(name, role));
  }

  @Command(
      name = "reset-password",
      description = "Gives an account a new password, shown once; its logins and keys end.")
  int resetPassword(@Parameters(paramLabel = "EMAIL|ID", description = "Whose.") String name)
      throws IOException {
    DataDir data = root.settings(new JsonObject()).data();
    if (!KeyFiles.madeIn(data.keys())) {
      throw new CommandFailed(
          ExitCode.DATA_MISSING,
          data.keys() + " holds no keys: run this on the data directory of the server");
    }
    KeyFiles keys = KeyFiles.open(data.keys());
    JsonObject row = Desk.with(root, desk -> desk.resetPassword(name, keys));
    Desk.print(root, List.of(row), "email", "password");
    return ExitCode.OK;
  }

  private int change(Function<AccountDesk, Future<JsonObject>> change) throws IOException {
    Desk.table(root, List.of(Desk.with(root, change)), SHOWN);
    return ExitCode.OK;
  }
}
