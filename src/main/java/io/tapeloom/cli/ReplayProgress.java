package io.tapeloom.cli;

import io.tapeloom.market.io.TapeFiles;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Says on stderr how far a replay is: a line that is rewritten on a terminal, else a new line every
 * ten seconds. It looks from a thread of its own so that the replay never waits for a terminal.
 */
final class ReplayProgress implements AutoCloseable {
  private static final long TERMINAL_MS = 250;
  private static final long LOG_MS = 10_000;
  private static final int BAR = 30;

  private final TapeFiles files;
  private final PrintWriter err;
  private final boolean terminal;
  private final AtomicLong trades = new AtomicLong();
  private final long startNanos = System.nanoTime();
  private final Thread teller;

  ReplayProgress(TapeFiles files, PrintWriter err, boolean terminal) {
    this.files = files;
    this.err = err;
    this.terminal = terminal;
    this.teller = Thread.ofPlatform().daemon().name("replay-progress").start(this::tell);
  }

  /** How many trades were replayed. */
  void trades(long count) {
    trades.lazySet(count);
  }

  private void tell() {
    try {
      while (true) {
        Thread.sleep(terminal ? TERMINAL_MS : LOG_MS);
        err.print(terminal ? "\r" + line() + "\033[K" : line() + "\n");
        err.flush();
      }
    } catch (InterruptedException finished) {
      if (terminal) {
        err.print("\r\033[K");
        err.flush();
      }
    }
  }

  private String line() {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    return line(trades.get(), files.bytesRead(), files.totalBytes(), seconds);
  }

  /** The text of one report; without a total there is no share and no remaining time. */
  static String line(long trades, long bytes, long totalBytes, double seconds) {
    String rate = String.format(Locale.ROOT, "%,d trades, %,.0f/s", trades, trades / seconds);
    if (totalBytes == 0 || bytes == 0) {
      return "replay " + rate;
    }
    double share = Math.min(1, (double) bytes / totalBytes);
    int full = (int) (share * BAR);
    return String.format(
        Locale.ROOT,
        "replay [%s%s] %3.0f %%, %s, %.0f s left",
        "#".repeat(full),
        ".".repeat(BAR - full),
        share * 100,
        rate,
        seconds / share - seconds);
  }

  /** Stops talking and cleans its line. */
  @Override
  public void close() {
    teller.interrupt();
    try {
      teller.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
