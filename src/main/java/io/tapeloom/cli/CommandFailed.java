package io.tapeloom.cli;

/** A command ends here with one line for the reader and a code for the shell. */
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int exitCode;

  /** The line says what was expected, what came, and what to do. */
  public CommandFailed(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** One of {@link ExitCode}. */
  public int exitCode() {
    return exitCode;
  }
}
