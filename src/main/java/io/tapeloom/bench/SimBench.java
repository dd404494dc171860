package io.tapeloom.bench;

import java.io.IOException;
import java.util.function.Consumer;

/** The simulated exchange over loopback: its streams, its signed orders, and an hour at once. */
final class SimBench implements Bench {
  @Override
  public String name() {
    return "sim";
  }

  @Override
  public String what() {
    return "the simulated exchange's trades to 100 sockets beside node's ws, signed REST orders,"
        + " and an hour of four symbols at --speed max";
  }

  @Override
  public String goal() {
    return "0.8 x of node's ws per core; 2,000 orders/s; p99 under 5 ms at 500 orders/s; an hour"
        + " in under 30 s";
  }

  @Override
  public void run(Effort effort, Consumer<Figure> out, Consumer<String> talk)
      throws IOException, InterruptedException {
    new SimStreams(effort, out, talk).run();
    try (SimExchange exchange = new SimExchange(1)) {
      SimOrders.spot(effort, out).run(exchange);
      SimOrders.usdm(effort, out).run(exchange);
    }
    new SimHour(effort, out).run();
  }
}
