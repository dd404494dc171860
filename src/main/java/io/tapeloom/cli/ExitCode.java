package io.tapeloom.cli;

/** What the process says to the shell; documented in the help, tested, never reused. */
public final class ExitCode {
  /** All went well. */
  public static final int OK = 0;

  /** Something nobody foresaw. */
  public static final int UNEXPECTED = 1;

  /** The command line makes no sense. */
  public static final int USAGE = 2;

  /** The configuration is invalid. */
  public static final int CONFIGURATION = 3;

  /** Database, exchange or node cannot be reached. */
  public static final int NOT_REACHABLE = 4;

  /** Data is missing or has a gap. */
  public static final int DATA_MISSING = 5;

  /** Refused for safety. */
  public static final int REFUSED = 6;

  /** A check found something wrong. */
  public static final int CHECK_FAILED = 7;

  /** Not signed in, or not allowed to. */
  public static final int AUTHENTICATION = 8;

  /** Ended by Ctrl-C. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
