package io.tapeloom.bench;

import io.tapeloom.App;
import java.io.IOException;
import java.util.function.Consumer;

/** From the bytes of the trade that seals a boundary to the bytes of the row that it makes. */
final class LatencyBench implements Bench {
  private static final int TRADES_PER_SLICE = 40;
  private static final long SLICE_MS = 15_000;
  private static final int THRESHOLD = 30;

  /**
   * Rest before the next sealing trade, ms, in which the sender spins: long enough that the trade
   * does not queue behind those before it, too short for anything to fall asleep.
   */
  private static final int APART_MS = 2;

  private final BenchDatabase.Source source;

  LatencyBench(BenchDatabase.Source source) {
    this.source = source;
  }

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String what() {
    return "the trade that seals a boundary: socket bytes in to INSERT bytes out, whole program";
  }

  @Override
  public String goal() {
    return "p50 under 120 us";
  }

  @Override
  public void run(Effort effort, Consumer<Figure> out, Consumer<String> talk)
      throws IOException, InterruptedException {
    boolean full = effort == Effort.FULL;
    int warm = full ? 15_000 : 3;
    int samples = full ? 500 : 5;
    Pace busy = new Pace(APART_MS, Math.min(warm, 800), samples);
    Pace calm = new Pace(20, full ? 100 : 1, full ? 300 : 2);
    try (NioEcho nio = new NioEcho();
        VertxHops hops = new VertxHops();
        BenchDatabase.Lent lent = source.open()) {
      Program program = new Program(lent, full ? 4.05 : 0.05, talk);
      try (program) {
        program.rounds(new Pace(0, warm, 0));
        figures(APART_MS + " ms apart", busy, program.rounds(busy), nio, hops, out);
        figures("after 20 ms", calm, program.rounds(calm), nio, hops, out);
      }
    }
  }

  /** How long it rests before a trade that is timed: a machine that rested is slower. */
  record Pace(int restMs, int warm, int samples) {}

  private void figures(
      String rest, Pace pace, SealTimes times, NioEcho nio, VertxHops hops, Consumer<Figure> out)
      throws InterruptedException {
    String after = ", " + rest + ", p50";
    double insert = times.insert().median();
    double bare = nio.rounds(pace).median();
    double vertx = hops.rounds(pace).median();
    boolean judged = pace.restMs() == APART_MS;
    String name = "frame to INSERT bytes" + after;
    out.accept(judged ? Figure.atMost(120, name(), name, insert, "us") : plain(name, insert, "us"));
    out.accept(plain("the same, p99", times.insert().quantile(0.99), "us"));
    out.accept(plain("bare NIO" + after, bare, "us"));
    out.accept(plain("Vert.x, 2 JsonObject hops" + after, vertx, "us"));
    out.accept(plain("frame to INSERT / bare NIO", insert / bare, "x"));
    out.accept(plain("frame to INSERT / Vert.x hops", insert / vertx, "x"));
    out.accept(plain("frame to committed score row, p50", times.row().median(), "us"));
    if (times.order().count() > 0) {
      out.accept(plain("frame to committed order row, p50", times.order().median(), "us"));
    }
    out.accept(plain("boundaries, each with its row", times.row().count(), "rows"));
    out.accept(plain("orders among them", times.order().count(), "rows"));
  }

  private Figure plain(String name, double value, String unit) {
    return Figure.plain(name(), name, value, unit);
  }

  /** The program between a scripted exchange and a tapped database. */
  private static final class Program implements AutoCloseable {
    private final SealTimes times = new SealTimes();
    private final ScriptedTape tape;
    private final WireTap tap;
    private final ScriptedExchange exchange;
    private final App app;

    Program(BenchDatabase.Lent lent, double hours, Consumer<String> talk) throws IOException {
      tape = tape((int) (hours * 3_600_000 / SLICE_MS) + 4);
      tap = new WireTap(lent.database().port(), times);
      exchange = new ScriptedExchange(tape);
      app =
          BenchApp.start(
              lent.folder(), lent.database(), tap.port(), tape, exchange, hours, THRESHOLD);
      talk.accept("latency: ready at " + app.url() + " after " + tape.newestId() + " trades");
    }

    SealTimes rounds(Pace pace) throws InterruptedException {
      for (int i = 0; i < pace.warm(); i++) {
        slice(tape, exchange.stream(), times, pace.restMs());
      }
      times.forget();
      for (int i = 0; i < pace.samples(); i++) {
        slice(tape, exchange.stream(), times, pace.restMs());
      }
      return times;
    }

    @Override
    public void close() throws IOException {
      app.close();
      exchange.close();
      tap.close();
    }
  }

  /** Whole slices up to now, then as many as will be sent; the market's clock goes with them. */
  private static ScriptedTape tape(int slicesBefore) {
    long nowMs = System.currentTimeMillis();
    long startMs = nowMs - nowMs % SLICE_MS - slicesBefore * SLICE_MS;
    return new ScriptedTape(
        id -> startMs + id / TRADES_PER_SLICE * SLICE_MS + id % TRADES_PER_SLICE * 300 + 5,
        (long) slicesBefore * TRADES_PER_SLICE - 1);
  }

  /** One trade that seals, timed, and what else is traded until the next one. */
  private static void slice(ScriptedTape tape, RawStream stream, SealTimes times, int restMs)
      throws InterruptedException {
    byte[] sealing = ScriptedTape.frame(tape.next());
    times.begin();
    stream.send(sealing);
    times.awaitRow();
    for (int i = 1; i < TRADES_PER_SLICE; i++) {
      stream.send(ScriptedTape.frame(tape.next()));
    }
    times.awaitOrder();
    pause(restMs);
  }

  static void pause(int restMs) throws InterruptedException {
    if (restMs > APART_MS) {
      Thread.sleep(restMs);
      return;
    }
    long until = System.nanoTime() + restMs * 1_000_000L;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }
}
