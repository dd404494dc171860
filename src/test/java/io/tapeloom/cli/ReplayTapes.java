package io.tapeloom.cli;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up tapes that trend long enough for a strategy to trade them. */
final class ReplayTapes {
  static final Instrument BTC = Instrument.parse("usdm.BTCUSDT");
  static final long START_MS = 1_767_225_607_000L;

  private ReplayTapes() {}

  /** Sparse trades in swings of some hours; about ten signals in a day. */
  static List<AggTrade> swinging(long seed, int trades) {
    SplittableRandom random = new SplittableRandom(seed);
    List<AggTrade> tape = new ArrayList<>(trades);
    long timeMs = START_MS;
    long ticks = 639_000;
    for (int id = 1; id <= trades; id++) {
      timeMs += random.nextInt(12_000);
      boolean rising = (timeMs / 9_000_000) % 2 == 0;
      boolean buys = random.nextInt(100) < (rising ? 62 : 38);
      ticks += buys ? random.nextInt(40) : -random.nextInt(40);
      long qtyE8 = (1 + random.nextInt(50)) * 100_000L;
      tape.add(
          new AggTrade(BTC, id, ticks * 10_000_000, qtyE8, 2L * id, 2L * id + 1, timeMs, !buys));
    }
    return tape;
  }

  /** The rows of a daily file, without header. */
  static String csv(List<AggTrade> tape) {
    StringBuilder text = new StringBuilder();
    for (AggTrade t : tape) {
      text.append(t.aggId()).append(',').append(t.price()).append(',').append(t.qty());
      text.append(',').append(t.firstId()).append(',').append(t.lastId());
      text.append(',').append(t.timeMs()).append(',').append(t.buyerMaker()).append('\n');
    }
    return text.toString();
  }
}
