package io.tapeloom.market.io;

/**
 * Exchange times of one file as ms: Binance writes ms or µs, never both in one file. The first
 * value tells which by its magnitude (1e14 ms lies in the year 5138, 1e14 µs in 1973); times of
 * before 1973 are taken for seconds or noise and refused.
 */
final class TapeFileTime {
  private static final long MIN_MS = 100_000_000_000L;
  private static final long MIN_US = 100_000_000_000_000L;
  private static final long MAX_US = 100_000_000_000_000_000L;

  private long perMs;

  /** The time in ms, rounded down; -1 when it is neither ms nor µs or not the file's unit. */
  long toMs(long value) {
    if (perMs == 0) {
      perMs = value >= MIN_US ? 1_000 : 1;
    }
    boolean fits =
        perMs == 1 ? value >= MIN_MS && value < MIN_US : value >= MIN_US && value < MAX_US;
    return !fits ? -1 : perMs == 1 ? value : value / 1_000;
  }

  /** What was expected, for a message. */
  String expected() {
    return perMs == 1 ? "ms since the epoch" : "us since the epoch";
  }
}
