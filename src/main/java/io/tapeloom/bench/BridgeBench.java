package io.tapeloom.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.function.Consumer;

/** Snapshots to many browsers, and to some that do not read them. */
final class BridgeBench implements Bench {
  private static final int STALLED = 20;
  private static final String PATH = "/eventbus/websocket";

  @Override
  public String name() {
    return "bridge";
  }

  @Override
  public String what() {
    return "200 browsers with 8 topics at 10 Hz through the gateway's bridge, then 20 that stall";
  }

  @Override
  public String goal() {
    return "under 50 % of one core, p99 under 50 ms; stalled: under 20 MB more, p99 unchanged";
  }

  @Override
  public void run(Effort effort, Consumer<Figure> out, Consumer<String> talk)
      throws IOException, InterruptedException {
    boolean full = effort == Effort.FULL;
    int clients = full ? 200 : 5;
    long warmMs = full ? 8_000 : 100;
    long measureMs = full ? 15_000 : 300;
    try (BenchGateway gateway = new BenchGateway();
        BrowserProcess browsers = new BrowserProcess()) {
      browsers.open(gateway.port(), PATH, clients);
      Thread.sleep(warmMs);
      Round calm = Round.of(browsers, measureMs);
      out.accept(Figure.atMost(50, name(), "server, share of one core", calm.cpuPercent(), "%"));
      out.accept(Figure.atMost(50, name(), "delivery, p99", calm.p99Ms(), "ms"));
      out.accept(plain("delivery, p50", calm.p50Ms(), "ms"));
      out.accept(plain("messages", calm.perSecond(), "per s"));
      out.accept(plain("size of a message", calm.bytes(), "bytes"));
      out.accept(plain("snapshots lost on the way", calm.lost(), "messages"));
      double beforeMb = HeapUse.collectedMb();
      browsers.stall(gateway.port(), PATH, full ? STALLED : 1);
      Round beside = Round.of(browsers, measureMs);
      double moreMb = Math.max(0, HeapUse.collectedMb() - beforeMb);
      out.accept(Figure.atMost(20, name(), "heap more beside stalled ones", moreMb, "MB"));
      out.accept(plain("delivery beside stalled ones, p99", beside.p99Ms(), "ms"));
      double change = Math.max(1, beside.p99Ms()) / Math.max(1, calm.p99Ms());
      out.accept(plain("p99 beside stalled ones / before", change, "x"));
      browsers.leave();
      Round plain = plain(browsers, clients, warmMs, measureMs, (int) calm.bytes());
      out.accept(plain("plain WebSocket server, share", plain.cpuPercent(), "%"));
      out.accept(plain("plain WebSocket server, p99", plain.p99Ms(), "ms"));
      double ratio = calm.cpuPercent() / plain.cpuPercent();
      out.accept(plain("bridge / plain WebSocket server", ratio, "x"));
    }
  }

  private Figure plain(String name, double value, String unit) {
    return Figure.plain(name(), name, value, unit);
  }

  private static Round plain(
      BrowserProcess browsers, int clients, long warmMs, long measureMs, int bytes)
      throws IOException, InterruptedException {
    try (PlainSockets server = new PlainSockets(bytes)) {
      browsers.open(server.port(), "/", clients);
      Thread.sleep(warmMs);
      Round round = Round.of(browsers, measureMs);
      browsers.leave();
      return round;
    }
  }

  /** What one span of time cost this process and brought the browsers. */
  private record Round(
      double cpuPercent, double p50Ms, double p99Ms, double perSecond, double bytes, long lost) {
    static Round of(BrowserProcess browsers, long measureMs)
        throws IOException, InterruptedException {
      browsers.forget();
      long cpuNanos = ThreadClock.processNanos();
      long beganNanos = System.nanoTime();
      Thread.sleep(measureMs);
      double seconds = (System.nanoTime() - beganNanos) / 1e9;
      double percent = (ThreadClock.processNanos() - cpuNanos) / 1e7 / seconds;
      JsonObject said = browsers.report();
      long messages = said.getLong("messages");
      if (messages == 0) {
        throw new IllegalStateException("no browser was sent anything");
      }
      return new Round(
          percent,
          said.getLong("p50"),
          said.getLong("p99"),
          messages / seconds,
          (double) said.getLong("bytes") / messages,
          said.getLong("lost"));
    }
  }
}
