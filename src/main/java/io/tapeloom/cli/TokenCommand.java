package io.tapeloom.cli;

import io.tapeloom.user.Scope;
import io.tapeloom.user.io.AccountDesk;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tapeloom token …}: keys for programs. */
@Command(
    name = "token",
    description = "Makes, lists and ends API keys for programs.",
    footer = {
      "%nExamples:",
      "  tapeloom token create ada@example.org --name report --scope read",
      "  tapeloom token create ada@example.org --name scraper --scope metrics --days 365"
    })
final class TokenCommand implements Callable<Integer> {
  @ParentCommand private RootCommand root;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(root.err());
    return ExitCode.USAGE;
  }

  @Command(name = "create", description = "Makes a key; it is shown once.")
  int create(
      @Parameters(paramLabel = "EMAIL|ID", description = "Whose.") String owner,
      @Option(names = "--name", required = true, description = "What it is for.") String name,
      @Option(
              names = "--scope",
              required = true,
              split = ",",
              description = "${COMPLETION-CANDIDATES}; several with commas.")
          List<Scope> scopes,
      @Option(names = "--days", description = "Days until it ends; without it, it does not.")
          Integer days)
      throws IOException {
    if (days != null && days < 1) {
      throw new ParameterException(spec.commandLine(), "--days: expected 1 or more, got " + days);
    }
    JsonObject made =
        Desk.with(root, desk -> desk.createToken(owner, name, scopes, Optional.ofNullable(days)));
    Desk.print(root, List.of(made), "key", "scopes", "id");
    return ExitCode.OK;
  }

  @Command(name = "list", description = "Keys that were not revoked.")
  int list() throws IOException {
    Desk.table(
        root,
        Desk.with(root, AccountDesk::tokens),
        WordTable.column("id"),
        new WordTable.Column("OWNER", "email"),
        WordTable.column("name"),
        WordTable.column("scopes"),
        new WordTable.Column("ENDS WITH", "lastFour"),
        new WordTable.Column("LAST USED", "lastUsedMs"),
        new WordTable.Column("GOOD UNTIL", "expiresMs"));
    return ExitCode.OK;
  }

  @Command(name = "revoke", description = "Ends a key.")
  int revoke(@Parameters(paramLabel = "ID", description = "As the list shows it.") long id)
      throws IOException {
    Desk.with(root, desk -> desk.revokeToken(id));
    root.say("revoked");
    return ExitCode.OK;
  }
}
