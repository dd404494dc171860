package io.tapeloom.bench;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongUnaryOperator;

/**
 * A tape that is a function of the id, so that any page of it can be served without keeping it:
 * buyers prevail and the price climbs in small steps, so that signals point one way.
 */
final class ScriptedTape {
  static final Instrument BTC = Instrument.parse("usdm.BTCUSDT");
  private static final long TICK_E8 = 10_000_000;
  private static final long STEP_E8 = 100_000;
  private final LongUnaryOperator timeMs;
  private volatile long newestId;

  /**
   * A tape whose trades are timed by that function, which must never decrease.
   *
   * @param newestId the last trade that exists at the beginning
   */
  ScriptedTape(LongUnaryOperator timeMs, long newestId) {
    this.timeMs = timeMs;
    this.newestId = newestId;
  }

  AggTrade at(long id) {
    long mixed = (id + 1) * 0x9E3779B97F4A7C15L;
    boolean sell = (mixed >>> 60) < 5;
    long ticks = 600_000 + id / 64 + wave(id) + ((mixed >>> 40) & 3);
    long steps = 1 + ((mixed >>> 20) & ((1L << ((mixed >>> 50) & 7)) - 1));
    return new AggTrade(
        BTC, id, ticks * TICK_E8, steps * STEP_E8, 3 * id, 3 * id + 2, timeMs(id), sell);
  }

  /** Up and down by some ticks a trade, so that five minutes span a usual range. */
  private static long wave(long id) {
    long at = Math.floorMod(id, 1_000);
    return 3 * (at < 500 ? at : 1_000 - at);
  }

  long timeMs(long id) {
    return timeMs.applyAsLong(id);
  }

  /** Time stands where the tape does. */
  long nowMs() {
    return timeMs(newestId);
  }

  long newestId() {
    return newestId;
  }

  /** The next trade exists from now on. */
  AggTrade next() {
    long id = newestId + 1;
    newestId = id;
    return at(id);
  }

  /** The first id at or after that time; one beyond the newest where there is none. */
  long idAt(long atMs) {
    long low = 0;
    long high = newestId + 1;
    while (low < high) {
      long mid = (low + high) >>> 1;
      if (timeMs(mid) < atMs) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  /** Appends the trade as a frame of the combined stream. */
  static void frame(ByteArrayOutputStream out, AggTrade t) {
    StringBuilder text = new StringBuilder(192);
    text.append("{\"stream\":\"btcusdt@aggTrade\",\"data\":{\"e\":\"aggTrade\",\"E\":");
    text.append(t.timeMs() + 1).append(",\"s\":\"BTCUSDT\",");
    row(text, t);
    text.append("}}");
    RawStream.frame(out, text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] frame(AggTrade trade) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    frame(out, trade);
    return out.toByteArray();
  }

  /** Appends the fields that stream and REST have in common. */
  static void row(StringBuilder text, AggTrade t) {
    text.append("\"a\":").append(t.aggId()).append(",\"p\":\"");
    Decimals.append(text, t.priceE8());
    text.append("\",\"q\":\"");
    Decimals.append(text, t.qtyE8());
    text.append("\",\"f\":").append(t.firstId()).append(",\"l\":").append(t.lastId());
    text.append(",\"T\":").append(t.timeMs()).append(",\"m\":").append(t.buyerMaker());
  }
}
