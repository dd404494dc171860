package io.tapeloom.gateway.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.Kline;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Real sockets that do not read: nobody else suffers, and they are told why they are closed. */
class SlowSocketTest {
  private static final String TRADES = "BINANCE:BTCUSDT.PERP@TRADE";
  private static final String QUOTES = "BINANCE:BTCUSDT.PERP@QUOTES";

  @Test
  void aStalledReaderOfTradesIsDroppedWithAReasonAndTheOtherMissesNothing() throws Exception {
    WsRig rig = new WsRig(new WsLimits(5, 5, 20, 5, 200_000, 20_000, 60_000, 500, 500, 5_000));
    try {
      WsClient stalled = rig.open("/ws/market");
      WsClient reading = rig.open("/ws/market");
      stalled.subscribe(TRADES);
      reading.subscribe(TRADES);
      stalled.socket.pause();
      long id = 0;
      long deadline = System.nanoTime() + 60_000_000_000L;
      while (rig.dropped.isEmpty()) {
        assertTrue(System.nanoTime() < deadline, "expected the stalled one to be dropped");
        for (int i = 0; i < 2_000; i++) {
          rig.trade(WsRig.BTC, ++id, "64000.5");
        }
        reading.awaitTrade(id);
      }
      assertEquals(1, rig.dropped.get("slow"), rig.dropped::toString);
      assertEquals(LongStream.rangeClosed(1, id).boxed().toList(), reading.tradeIds());
      stalled.socket.resume();
      assertTrue(stalled.closed().startsWith("1013 too slow for trades"), stalled.closed());
      List<Long> seen = stalled.tradeIds();
      assertEquals(LongStream.rangeClosed(1, seen.size()).boxed().toList(), seen);
    } finally {
      rig.close();
    }
  }

  @Test
  void aStalledReaderOfQuotesGetsTheNewestWhenItReadsAgain() throws Exception {
    WsRig rig = new WsRig(new WsLimits(5, 5, 5_000, 5, 200_000, 20_000, 60_000, 500, 500, 5_000));
    try {
      rig.rows.set((i, interval, _, _, _) -> Future.succeededFuture(thousand(i, interval)));
      WsClient stalled = rig.open("/ws/market");
      stalled.subscribe(QUOTES);
      WsClient reading = rig.open("/ws/market");
      reading.subscribe(TRADES);
      stalled.socket.pause();
      // Long answers fill what lies between the two ends; then the server reads no more of them.
      String asked = WsClient.frame("GET_KLINES", "r", klines());
      for (int i = 0; i < 500; i++) {
        stalled.socket.writeTextMessage(asked);
      }
      long id = 0;
      long deadline = System.nanoTime() + 60_000_000_000L;
      while (rig.conflated.get() < 10) {
        assertTrue(System.nanoTime() < deadline, "expected quotes to be conflated");
        rig.trade(WsRig.BTC, ++id, "64000.5");
        reading.awaitTrade(id);
      }
      rig.trade(WsRig.BTC, ++id, "77777");
      stalled.socket.resume();
      JsonObject quote = stalled.update(QUOTES).getJsonObject("quote").getJsonObject("v");
      while (!"77777".equals(String.valueOf(quote.getValue("lp")))) {
        quote = stalled.update(QUOTES).getJsonObject("quote").getJsonObject("v");
      }
      assertTrue(rig.dropped.isEmpty(), rig.dropped::toString);
    } finally {
      rig.close();
    }
  }

  private static JsonObject klines() {
    return new JsonObject()
        .put("symbol", "BINANCE:BTCUSDT.PERP")
        .put("interval", "1")
        .put("fromTime", 0)
        .put("toTime", WsRig.NOW_MS);
  }

  private static List<Kline> thousand(Instrument instrument, Interval interval) {
    return LongStream.range(0, 1_000)
        .mapToObj(n -> WsRig.barOf(instrument, interval, n * interval.ms(), "100.5", "101.5"))
        .toList();
  }
}
