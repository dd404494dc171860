package io.tapeloom.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.function.Consumer;

/** Trades and more to many clients of the public WebSocket protocol. */
final class WsBench implements Bench {
  private static final String PATH = "/ws/market";
  private static final int SYMBOLS = 5;

  @Override
  public String name() {
    return "ws";
  }

  @Override
  public String what() {
    return "trades to 200 clients of /ws/market at full speed, then 2,000 with 5 keys at 10 Hz";
  }

  @Override
  public String goal() {
    return "1 million deliveries per second of one core; 2,000 clients: p99 under 100 ms";
  }

  /** How much to measure. */
  private record Plan(int few, int many, int trades, long warmMs, long measureMs) {
    static Plan of(Effort effort) {
      return effort == Effort.FULL
          ? new Plan(200, 2_000, 5_000, 6_000, 10_000)
          : new Plan(3, 5, 100, 100, 400);
    }
  }

  @Override
  public void run(Effort effort, Consumer<Figure> out, Consumer<String> talk)
      throws IOException, InterruptedException {
    Plan plan = Plan.of(effort);
    try (BrowserProcess clients = new BrowserProcess(WsReaders.class)) {
      fewClients(plan, clients, out);
      manyClients(plan, clients, out);
    }
  }

  private void fewClients(Plan plan, BrowserProcess clients, Consumer<Figure> out)
      throws IOException, InterruptedException {
    Round fast = round(BenchSockets.coalesced(SYMBOLS), clients, plan.few(), plan.trades(), plan);
    out.accept(Figure.atLeast(1e6, name(), "deliveries of one core", fast.perCore(), "per s"));
    out.accept(plain("deliveries while measured", fast.perSecond(), "per s"));
    out.accept(plain("server, share of one core", fast.cpuPercent(), "%"));
    out.accept(plain("size of a frame", fast.bytes(), "bytes"));
    out.accept(plain("frames lost on the way", fast.lost(), "frames"));
    out.accept(plain("trade to client, p99", fast.p99Ms(), "ms"));
    Round each = round(BenchSockets.plain(), clients, plan.few(), plan.trades() / 20, plan);
    out.accept(plain("one write per frame, deliveries of one core", each.perCore(), "per s"));
    out.accept(plain("coalesced / one write per frame", fast.perCore() / each.perCore(), "x"));
  }

  private void manyClients(Plan plan, BrowserProcess clients, Consumer<Figure> out)
      throws IOException, InterruptedException {
    Round wide = round(BenchSockets.coalesced(SYMBOLS), clients, plan.many(), 10 * SYMBOLS, plan);
    out.accept(Figure.atMost(100, name(), "2,000 clients, p99", wide.p99Ms(), "ms"));
    out.accept(plain("2,000 clients, p50", wide.p50Ms(), "ms"));
    out.accept(plain("2,000 clients, deliveries", wide.perSecond(), "per s"));
    out.accept(plain("2,000 clients, share of one core", wide.cpuPercent(), "%"));
    out.accept(plain("2,000 clients, frames lost", wide.lost(), "frames"));
  }

  private static Round round(
      BenchSockets server, BrowserProcess clients, int sockets, int trades, Plan plan)
      throws IOException, InterruptedException {
    try (server) {
      return Round.of(server, clients, sockets, trades, plan);
    }
  }

  private Figure plain(String name, double value, String unit) {
    return Figure.plain(name(), name, value, unit);
  }

  /** What one span of time cost this process and brought the clients. */
  private record Round(
      double cpuPercent, double p50Ms, double p99Ms, double perSecond, double bytes, long lost) {
    static Round of(BenchSockets server, BrowserProcess clients, int sockets, int trades, Plan plan)
        throws IOException, InterruptedException {
      clients.open(server.port(), PATH, sockets + " " + server.keys());
      server.trades(trades);
      Thread.sleep(plan.warmMs());
      clients.forget();
      long cpuNanos = ThreadClock.processNanos();
      long beganNanos = System.nanoTime();
      Thread.sleep(plan.measureMs());
      double seconds = (System.nanoTime() - beganNanos) / 1e9;
      double percent = (ThreadClock.processNanos() - cpuNanos) / 1e7 / seconds;
      JsonObject said = clients.report();
      clients.leave();
      return of(said, percent, seconds);
    }

    private static Round of(JsonObject said, double percent, double seconds) {
      long frames = said.getLong("messages");
      if (frames == 0 || said.getInteger("closed") > 0) {
        throw new IllegalStateException("expected frames and open sockets, got " + said);
      }
      return new Round(
          percent,
          said.getLong("p50"),
          said.getLong("p99"),
          frames / seconds,
          (double) said.getLong("bytes") / frames,
          said.getLong("lost"));
    }

    /** Deliveries in one second of processor time. */
    double perCore() {
      return perSecond / cpuPercent * 100;
    }
  }
}
