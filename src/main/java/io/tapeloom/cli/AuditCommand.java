package io.tapeloom.cli;

import io.tapeloom.user.AuditChain;
import io.tapeloom.user.io.AccountDesk;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tapeloom audit verify}: whether the audit log is as it was written. */
@Command(name = "audit", description = "Checks the audit log.")
final class AuditCommand implements Callable<Integer> {
  @ParentCommand private RootCommand root;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(root.err());
    return ExitCode.USAGE;
  }

  @Command(
      name = "verify",
      description = "Counts every hash again and names the first row that was changed.")
  int verify() throws IOException {
    AuditChain chain = Desk.with(root, AccountDesk::verify);
    boolean good = chain.firstBad().isEmpty();
    if (root.json()) {
      root.print(
          new JsonObject()
              .put("ok", good)
              .put("rows", chain.rows())
              .put("firstBad", good ? null : chain.firstBad().getAsLong())
              .put("newest", chain.newest())
              .encode());
    } else if (good && chain.rows() == 0) {
      root.print("0 rows: nothing was done yet");
    } else if (good) {
      root.print(chain.rows() + " rows as they were written; newest " + chain.newest());
    } else {
      root.print("row " + chain.firstBad().getAsLong() + " is not as it was written");
    }
    return good ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }
}
