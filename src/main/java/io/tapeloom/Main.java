package io.tapeloom;

import io.tapeloom.cli.RootCommand;

/** Where the process begins: hands the arguments to the command line and ends with its answer. */
public final class Main {
  private Main() {}

  /** Runs one command. */
  public static void main(String[] arguments) {
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    System.exit(RootCommand.commandLine(arguments).execute(arguments));
  }
}
