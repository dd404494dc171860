package io.tapeloom.bench;

/** How long to measure: for figures that mean something, or only to see that everything runs. */
public enum Effort {
  /** Figures to compare. */
  FULL(20_000_000, 6_000_000, 12, 250, 3),
  /** A few seconds, for tests; its figures mean nothing. */
  SMOKE(20_000, 60_000, 1, 20, 1);

  private final long replayRows;
  private final int engineTrades;
  private final int rounds;
  private final int roundMs;
  private final int processes;

  Effort(long replayRows, int engineTrades, int rounds, int roundMs, int processes) {
    this.replayRows = replayRows;
    this.engineTrades = engineTrades;
    this.rounds = rounds;
    this.roundMs = roundMs;
    this.processes = processes;
  }

  /** Rows of the generated file. */
  long replayRows() {
    return replayRows;
  }

  /** Trades held in memory. */
  int engineTrades() {
    return engineTrades;
  }

  /** Orders, cancels and reductions held in memory. */
  int matchCommands() {
    return engineTrades;
  }

  /** Measured rounds of a short loop. */
  int rounds() {
    return rounds;
  }

  /** How often a whole process is timed. */
  int processes() {
    return processes;
  }

  /** Length of such a round. */
  int roundMs() {
    return roundMs;
  }
}
