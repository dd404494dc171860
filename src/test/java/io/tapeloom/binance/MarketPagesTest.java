package io.tapeloom.binance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.binance.answer.Broken;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.kernel.Market;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The pages that fill the tape, broken in 220 ways each: read, or refused, and nothing else. */
class MarketPagesTest {
  private static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  private static final String TRADES =
      "[{\"a\":26129,\"p\":\"0.01633102\",\"q\":\"4.70443515\",\"f\":27781,\"l\":27782,"
          + "\"T\":1498793709153,\"m\":true},{\"a\":26130,\"p\":\"1\",\"q\":\"2\","
          + "\"f\":27783,\"l\":27783,\"T\":1498793709154,\"m\":false}]";
  private static final String KLINES =
      "[[1499040000000,\"0.01634790\",\"0.80000000\",\"0.01575800\",\"0.01577100\","
          + "\"148976.11427815\",1499040059999,\"2434.19055334\",308,\"1756.87402397\","
          + "\"28.46694368\",\"0\"]]";
  private static final String SYMBOLS =
      "{\"symbols\":[{\"symbol\":\"BTCUSDT\",\"contractType\":\"PERPETUAL\",\"filters\":"
          + "[{\"filterType\":\"PRICE_FILTER\",\"tickSize\":\"0.10\"},"
          + "{\"filterType\":\"LOT_SIZE\",\"stepSize\":\"0.001\"}]}]}";

  private int refused;

  @Test
  void brokenPagesAreReadOrRefused() {
    spoil(TRADES, page -> TradePage.read(BTC, page));
    assertTrue(refused > 100, "trades: " + refused);
    spoil(KLINES, page -> KlinePage.read(BTC, Interval.M1, page));
    assertTrue(refused > 200, "klines: " + refused);
    spoil(SYMBOLS, page -> ExchangeInfo.read(new JsonObject(page), List.of(BTC)));
    assertTrue(refused > 300, "symbols: " + refused);
  }

  private void spoil(String text, Consumer<Buffer> reader) {
    SplittableRandom chance = new SplittableRandom(7);
    List<int[]> values = Broken.values(text);
    for (int i = 0; i < 220; i++) {
      Buffer page = Buffer.buffer(Broken.of(text, values, chance, i));
      try {
        reader.accept(page);
      } catch (RuntimeException _) {
        // Any of them becomes a RestFailure with endpoint and words; an Error would not.
        refused++;
      }
    }
  }
}
