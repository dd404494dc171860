package io.tapeloom.bench;

import io.tapeloom.App;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Consumer;

/** From frames on a socket to committed rows of the tape, with the whole program at work. */
final class IngestBench implements Bench {
  private static final int HISTORY = 2_000;
  private static final double BACKFILL_HOURS = 0.02;
  private static final long TRADES_PER_MS = 50;
  private static final int STEADY_PER_S = 5_000;
  private final BenchDatabase.Source source;

  IngestBench(BenchDatabase.Source source) {
    this.source = source;
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String what() {
    return "trade frames of one connection to committed rows, whole program, durable settings";
  }

  @Override
  public String goal() {
    return "50,000 trades/s; at 5,000/s p99 under 500 ms and under 256 MB of heap";
  }

  @Override
  public void run(Effort effort, Consumer<Figure> out, Consumer<String> talk)
      throws IOException, InterruptedException {
    boolean full = effort == Effort.FULL;
    int flood = full ? 1_500_000 : 5_000;
    int steady = full ? 20 * STEADY_PER_S : 500;
    try (BenchDatabase.Lent lent = source.open()) {
      long bareRows = full ? 500_000 : 5_000;
      ScriptedTape tape = tape();
      try (ScriptedExchange exchange = new ScriptedExchange(tape);
          App app =
              BenchApp.start(
                  lent.folder(),
                  lent.database(),
                  lent.database().port(),
                  tape,
                  exchange,
                  BACKFILL_HOURS,
                  1_000);
          WrittenTape written = new WrittenTape(lent.database())) {
        talk.accept("ingest: ready at " + app.url());
        TapeFlood sender = new TapeFlood(tape, exchange.stream(), written);
        sender.flood(full ? 600_000 : 1_000);
        double perSecond = sender.flood(flood);
        Spread waits = sender.steady(steady, STEADY_PER_S);
        HeapUse heap = sender.heap();
        double bare = written.bareRowsPerSecond(bareRows);
        out.accept(Figure.atLeast(50_000, name(), "frame to committed row", perSecond, "trades/s"));
        out.accept(plain("bare unnest on one session", bare, "rows/s"));
        out.accept(plain("bare unnest / frame to row", bare / perSecond, "x"));
        double p99 = waits.quantile(0.99);
        out.accept(Figure.atMost(500, name(), "frame to row at 5,000/s, p99", p99, "ms"));
        out.accept(plain("frame to row at 5,000/s, p50", waits.median(), "ms"));
        double heapMb = heap.afterGcMb();
        out.accept(Figure.atMost(256, name(), "heap after GC at 5,000/s", heapMb, "MB"));
        out.accept(plain("heap before GC, peak", heap.peakMb(), "MB"));
        out.accept(plain("rows sent and missing", written.missing(tape.newestId()), "rows"));
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private Figure plain(String name, double value, String unit) {
    return Figure.plain(name(), name, value, unit);
  }

  /** A calm past, then so many trades a millisecond; the market's clock goes with them. */
  private static ScriptedTape tape() {
    long startMs = System.currentTimeMillis();
    return new ScriptedTape(
        id ->
            id < HISTORY
                ? startMs - (HISTORY - id) * 150
                : startMs + (id - HISTORY) / TRADES_PER_MS,
        HISTORY - 1);
  }
}
