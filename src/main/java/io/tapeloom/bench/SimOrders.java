package io.tapeloom.bench;

import io.tapeloom.sim.io.SimEndpoints;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Signed REST orders of one market: as many as go from several kept connections, then 500 a second
 * at times fixed beforehand. Of four calls one rests far from the market, one cancels it, one buys
 * at once and one sells at once.
 */
final class SimOrders {
  private static final double ORDERS_PER_SECOND = 2_000;
  private static final double ACK_MS = 5;
  private static final String AT_ONCE = "symbol=BTCUSDT&type=MARKET&quantity=0.002&side=";
  private static final int STEADY_PER_SECOND = 500;

  private final String market;
  private final String base;
  private final Plan plan;
  private final Consumer<Figure> out;

  /** How much to measure. */
  private record Plan(int clients, long warmMs, long measureMs) {
    static Plan of(Effort effort) {
      return effort == Effort.FULL ? new Plan(16, 8_000, 10_000) : new Plan(2, 100, 300);
    }
  }

  private SimOrders(String market, String base, Effort effort, Consumer<Figure> out) {
    this.market = market;
    this.base = base;
    this.plan = Plan.of(effort);
    this.out = out;
  }

  static SimOrders spot(Effort effort, Consumer<Figure> out) {
    return new SimOrders("spot", "/api/v3/", effort, out);
  }

  static SimOrders usdm(Effort effort, Consumer<Figure> out) {
    return new SimOrders("USD-M", "/fapi/v1/", effort, out);
  }

  void run(SimExchange exchange) throws IOException, InterruptedException {
    try (Crowd crowd = new Crowd(exchange.port(), exchange.endpoints())) {
      crowd.together(t -> t.busy(plan.warmMs));
      crowd.forget();
      long cpuNanos = ThreadClock.processNanos();
      crowd.together(t -> t.busy(plan.measureMs));
      throughput(crowd, (ThreadClock.processNanos() - cpuNanos) / 1e6 / plan.measureMs);
      Spread waits = crowd.steadily();
      String name = market + " order to answer at 500/s";
      out.accept(Figure.atMost(ACK_MS, "sim", name + ", p99", waits.quantile(0.99), "ms"));
      out.accept(Figure.plain("sim", name + ", p50", waits.median(), "ms"));
    }
    beside(exchange.endpoints());
  }

  /** The same calls to a server that does nothing but answer, as the machine is now. */
  private void beside(SimEndpoints account) throws IOException, InterruptedException {
    try (PlainAnswers server = new PlainAnswers();
        Crowd crowd = new Crowd(server.port(), account)) {
      crowd.together(t -> t.busy(plan.warmMs / 2));
      Spread waits = crowd.steadily();
      String name = "plain HTTP answer at 500/s";
      out.accept(Figure.plain("sim", name + ", p99", waits.quantile(0.99), "ms"));
      out.accept(Figure.plain("sim", name + ", p50", waits.median(), "ms"));
    }
  }

  private void throughput(Crowd crowd, double cores) {
    double seconds = plan.measureMs / 1e3;
    double orders = crowd.traders.stream().mapToLong(t -> t.orders).sum() / seconds;
    double calls = crowd.traders.stream().mapToLong(t -> t.calls).sum() / seconds;
    String name = market + " signed REST orders";
    out.accept(Figure.atLeast(ORDERS_PER_SECOND, "sim", name, orders, "per s"));
    out.accept(Figure.plain("sim", market + " calls, cancels included", calls, "per s"));
    out.accept(Figure.plain("sim", market + " cores used, clients included", cores, "cores"));
  }

  /** What one client does. */
  private interface Task {
    void run(Trader trader) throws IOException;
  }

  /** All clients, each on a thread and a connection of its own. */
  private final class Crowd implements AutoCloseable {
    private final ExecutorService threads = Executors.newFixedThreadPool(plan.clients);
    private final List<Trader> traders = new ArrayList<>();

    private Crowd(int port, SimEndpoints account) throws IOException {
      for (int i = 0; i < plan.clients; i++) {
        traders.add(new Trader(new OrderClient(port, account)));
      }
    }

    private void forget() {
      traders.forEach(Trader::forget);
    }

    /** How long each of 500 orders a second waited for its answer, in ms. */
    private Spread steadily() throws IOException, InterruptedException {
      forget();
      long beganNanos = System.nanoTime();
      together(t -> t.steady(beganNanos, traders.indexOf(t), traders.size()));
      Spread waits = new Spread();
      traders.forEach(t -> t.waitsMs.forEach(waits::add));
      return waits;
    }

    private void together(Task task) throws IOException, InterruptedException {
      List<Callable<Void>> calls = new ArrayList<>();
      for (Trader trader : traders) {
        calls.add(
            () -> {
              task.run(trader);
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(calls)) {
        try {
          done.get();
        } catch (ExecutionException e) {
          throw new IOException(e.getCause());
        }
      }
    }

    @Override
    public void close() throws IOException {
      threads.shutdown();
      for (Trader trader : traders) {
        trader.client.close();
      }
    }
  }

  /** One client with its connection and its place in the round of four calls. */
  private final class Trader {
    private final OrderClient client;
    private final String rests;
    private final List<Double> waitsMs = new ArrayList<>();
    private int step;
    private long orders;
    private long calls;

    private Trader(OrderClient client) throws IOException {
      this.client = client;
      String price =
          client.get(base + "aggTrades?symbol=BTCUSDT&limit=1").getJsonObject(0).getString("p");
      rests =
          "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.002&price="
              + new BigDecimal(price)
                  .multiply(new BigDecimal("0.98"))
                  .setScale(0, RoundingMode.DOWN);
    }

    private void forget() {
      orders = 0;
      calls = 0;
      waitsMs.clear();
    }

    /** One call after the other for that long. */
    private void busy(long forMs) throws IOException {
      long endNanos = System.nanoTime() + forMs * 1_000_000;
      while (System.nanoTime() < endNanos) {
        turn();
      }
    }

    /** Its share of 500 orders a second; a wait counts from the moment the order was due. */
    private void steady(long beganNanos, int index, int of) throws IOException {
      long everyNanos = 1_000_000_000L / STEADY_PER_SECOND;
      long endNanos = beganNanos + plan.measureMs * 1_000_000;
      for (long due = beganNanos + index * everyNanos; due < endNanos; due += of * everyNanos) {
        while (due - System.nanoTime() > 0) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        waitsMs.add((turn() - due) / 1e6);
      }
    }

    /** One order, and the cancel of one that rests; when the order was acknowledged. */
    private long turn() throws IOException {
      switch (step++ % 3) {
        case 0 -> {
          String resting = id(order(rests));
          long acknowledged = System.nanoTime();
          client.signed("DELETE", base + "order", "symbol=BTCUSDT&orderId=" + resting);
          calls++;
          return acknowledged;
        }
        case 1 -> order(AT_ONCE + "BUY");
        default -> order(AT_ONCE + "SELL");
      }
      return System.nanoTime();
    }

    private String order(String parameters) throws IOException {
      orders++;
      calls++;
      return client.signed("POST", base + "order", parameters);
    }

    private static String id(String answer) {
      int from = answer.indexOf("\"orderId\":") + "\"orderId\":".length();
      int to = from;
      while (Character.isDigit(answer.charAt(to))) {
        to++;
      }
      return answer.substring(from, to);
    }
  }
}
