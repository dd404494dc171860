package io.tapeloom.cli;

import io.tapeloom.Version;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code tapeloom version}. */
@Command(name = "version", description = "Prints the version and the JDK.")
final class VersionCommand implements Callable<Integer> {
  @ParentCommand private RootCommand root;

  @Override
  public Integer call() {
    String java = Runtime.version().toString();
    if (root.json()) {
      root.print(new JsonObject().put("version", Version.text()).put("java", java).encode());
    } else {
      root.print("tapeloom " + Version.text() + " on Java " + java);
    }
    return ExitCode.OK;
  }
}
