package io.tapeloom.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The exchange's trades to many sockets, beside node's ws with the same frames and sockets. */
final class SimStreams {
  private static final String PATH =
      "/market/ws/btcusdt@aggTrade/ethusdt@aggTrade/xrpusdt@aggTrade/solusdt@aggTrade";
  private static final double RATIO = 0.8;

  private final Plan plan;
  private final Consumer<Figure> out;
  private final Consumer<String> talk;

  /** How much to measure. */
  private record Plan(int sockets, double speed, int sample, long warmMs, long measureMs) {
    static Plan of(Effort effort) {
      return effort == Effort.FULL
          ? new Plan(100, 120, 2_000, 8_000, 10_000)
          : new Plan(2, 60, 5, 100, 500);
    }
  }

  SimStreams(Effort effort, Consumer<Figure> out, Consumer<String> talk) {
    this.plan = Plan.of(effort);
    this.out = out;
    this.talk = talk;
  }

  void run() throws IOException, InterruptedException {
    try (BrowserProcess clients = new BrowserProcess(StreamReaders.class)) {
      List<String> sample;
      Round ours;
      try (SimExchange exchange = new SimExchange(plan.speed)) {
        sample = sample(exchange.port(), plan.sample);
        ours = round(clients, exchange.port(), ThreadClock::processNanos);
      }
      out.accept(plain("streams, frames of one core", ours.perCore(), "per s"));
      out.accept(plain("streams, frames while measured", ours.perSecond(), "per s"));
      out.accept(plain("streams, share of one core", ours.cpuPercent, "%"));
      out.accept(plain("streams, frames lost on the way", ours.lost, "frames"));
      beside(clients, sample, ours);
    }
  }

  private void beside(BrowserProcess clients, List<String> sample, Round ours)
      throws IOException, InterruptedException {
    Optional<NodeWs> found = NodeWs.serving(sample);
    if (found.isEmpty()) {
      talk.accept("sim: node's ws skipped, no node or no webroot/node_modules/ws here");
      return;
    }
    try (NodeWs node = found.get()) {
      node.rate(ours.perSecond() / plan.sockets);
      Round theirs = round(clients, node.port(), node::cpuNanos);
      double ratio = ours.perCore() / theirs.perCore();
      out.accept(plain("node ws, frames of one core", theirs.perCore(), "per s"));
      out.accept(plain("node ws, frames while measured", theirs.perSecond(), "per s"));
      out.accept(Figure.atLeast(RATIO, "sim", "streams / node ws, per core", ratio, "x"));
    }
  }

  private static Figure plain(String name, double value, String unit) {
    return Figure.plain("sim", name, value, unit);
  }

  /** Where a server's processor time is read. */
  private interface Cpu {
    long nanos() throws IOException;
  }

  private Round round(BrowserProcess clients, int port, Cpu cpu)
      throws IOException, InterruptedException {
    clients.open(port, PATH, plan.sockets);
    Thread.sleep(plan.warmMs);
    clients.forget();
    long cpuNanos = cpu.nanos();
    long beganNanos = System.nanoTime();
    Thread.sleep(plan.measureMs);
    double seconds = (System.nanoTime() - beganNanos) / 1e9;
    double percent = (cpu.nanos() - cpuNanos) / 1e7 / seconds;
    JsonObject said = clients.report();
    clients.leave();
    return Round.of(said, percent, seconds);
  }

  /** What one span of time cost a server and brought the clients. */
  private record Round(double cpuPercent, long frames, double seconds, long lost) {
    static Round of(JsonObject said, double percent, double seconds) {
      if (said.getLong("frames") == 0 || said.getInteger("closed") > 0) {
        throw new IllegalStateException("expected frames and open sockets, got " + said);
      }
      return new Round(percent, said.getLong("frames"), seconds, said.getLong("lost"));
    }

    double perSecond() {
      return frames / seconds;
    }

    double perCore() {
      return perSecond() / cpuPercent * 100;
    }
  }

  /** The first frames that the exchange sends to a client of its own. */
  private static List<String> sample(int port, int count) throws InterruptedException {
    List<String> frames = new ArrayList<>();
    CountDownLatch enough = new CountDownLatch(count);
    WebSocket.Listener keep =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            if (enough.getCount() > 0) {
              frames.add(data.toString());
              enough.countDown();
            }
            socket.request(1);
            return null;
          }
        };
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("ws://127.0.0.1:" + port + PATH);
      WebSocket socket = client.newWebSocketBuilder().buildAsync(uri, keep).join();
      boolean came = enough.await(60, TimeUnit.SECONDS);
      socket.abort();
      if (!came) {
        throw new IllegalStateException("expected " + count + " frames, got " + frames.size());
      }
    }
    return frames;
  }
}
