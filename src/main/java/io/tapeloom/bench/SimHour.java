package io.tapeloom.bench;

import io.tapeloom.cli.SimSpeed;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * An hour of four symbols as fast as it goes: clients hear every trade, minute bars and books, and
 * orders rest on both sides of each symbol, so that every quote and trade is played against them.
 */
final class SimHour {
  private static final double SECONDS = 30;
  private static final List<Lot> LOTS =
      List.of(
          new Lot("BTCUSDT", "0.01", 1),
          new Lot("ETHUSDT", "0.1", 2),
          new Lot("SOLUSDT", "2", 2),
          new Lot("XRPUSDT", "100", 4));

  private final long marketMs;
  private final Consumer<Figure> out;

  /** A symbol, how much of it rests, and the decimals of its prices. */
  private record Lot(String symbol, String quantity, int decimals) {}

  SimHour(Effort effort, Consumer<Figure> out) {
    this.marketMs = effort == Effort.FULL ? 3_600_000 : 20_000;
    this.out = out;
  }

  void run() throws IOException, InterruptedException {
    try (BrowserProcess clients = new BrowserProcess(StreamReaders.class);
        SimExchange exchange = new SimExchange(SimSpeed.MAX)) {
      int resting = rest(exchange);
      long beganNanos = System.nanoTime();
      clients.open(exchange.port(), "/market/ws" + streams("@aggTrade") + streams("@kline_1m"), 1);
      clients.open(exchange.port(), "/public/ws" + streams("@depth@100ms"), 1);
      JsonObject said = clients.report();
      while (said.getLong("last") - said.getLong("first") < marketMs) {
        Thread.sleep(10);
        said = clients.report();
      }
      figures((System.nanoTime() - beganNanos) / 1e9, resting, said);
    }
  }

  private void figures(double seconds, int resting, JsonObject said) {
    out.accept(Figure.atMost(SECONDS, "sim", "an hour at --speed max", seconds, "s"));
    out.accept(Figure.atMost(0, "sim", "trades lost in it", said.getLong("lost"), "trades"));
    out.accept(Figure.plain("sim", "trades in it", said.getLong("trades"), "trades"));
    out.accept(Figure.plain("sim", "frames in it", said.getLong("frames"), "frames"));
    out.accept(Figure.plain("sim", "orders resting at its start", resting, "orders"));
  }

  private static String streams(String kind) {
    StringBuilder path = new StringBuilder();
    LOTS.forEach(l -> path.append('/').append(l.symbol.toLowerCase(Locale.ROOT)).append(kind));
    return path.toString();
  }

  private static int rest(SimExchange exchange) throws IOException {
    try (OrderClient client = new OrderClient(exchange.port(), exchange.endpoints())) {
      for (Lot lot : LOTS) {
        String path = "/fapi/v1/aggTrades?limit=1&symbol=" + lot.symbol;
        BigDecimal price = new BigDecimal(client.get(path).getJsonObject(0).getString("p"));
        rest(client, lot, "BUY", price.multiply(new BigDecimal("0.96")));
        rest(client, lot, "SELL", price.multiply(new BigDecimal("1.04")));
      }
    }
    return 2 * LOTS.size();
  }

  private static void rest(OrderClient client, Lot lot, String side, BigDecimal price)
      throws IOException {
    String limit = price.setScale(lot.decimals, RoundingMode.DOWN).toPlainString();
    client.signed(
        "POST",
        "/fapi/v1/order",
        "symbol=%s&side=%s&type=LIMIT&timeInForce=GTC&quantity=%s&price=%s"
            .formatted(lot.symbol, side, lot.quantity, limit));
  }
}
