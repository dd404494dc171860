package io.tapeloom.trade;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.signal.ExitMultiples;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/** The broker's rules written down once more, over whole lists and in decimals, for comparison. */
final class NaiveBroker {
  private static final BigDecimal BPS = new BigDecimal("10000");
  private final List<AggTrade> tape;
  private final long[] effectiveMs;
  private final BigDecimal tick;
  private final BigDecimal step;
  private final PaperSettings settings;
  private final ExitMultiples rules;
  private final List<String> lines = new ArrayList<>();
  private int entryAt = -1;
  private Intent held;
  private BigDecimal qty;
  private BigDecimal entryPrice;

  NaiveBroker(
      List<AggTrade> tape, InstrumentSpec grid, PaperSettings settings, ExitMultiples rules) {
    this.tape = tape;
    this.tick = Fixed.ofE8(grid.tickE8()).toBigDecimal();
    this.step = Fixed.ofE8(grid.stepE8()).toBigDecimal();
    this.settings = settings;
    this.rules = rules;
    this.effectiveMs = new long[tape.size()];
    long latest = 0;
    for (int i = 0; i < effectiveMs.length; i++) {
      latest = Math.max(latest, tape.get(i).timeMs());
      effectiveMs[i] = latest;
    }
  }

  /** What happens, one line each, for the decisions of one strategy in order of time. */
  List<String> ledger(List<Intent> intents) {
    int lastEntry = -1;
    for (Intent intent : intents) {
      long from = intent.t() + settings.latencyMs();
      int due = first(0, ms -> ms >= from);
      BigDecimal size = size(intent);
      if (intent.score() < 70) {
        lines.add(intent.t() + " not opened no_tier");
      } else if (size.signum() == 0) {
        lines.add(intent.t() + " not opened qty_below_step");
      } else if (due >= 0) {
        walk(due);
        lastEntry = take(intent, size, due, lastEntry);
      }
    }
    walk(tape.size() - 1);
    return lines;
  }

  private int take(Intent intent, BigDecimal size, int due, int lastEntry) {
    if (due == lastEntry) {
      lines.add(intent.t() + " not opened entry_pending");
      return lastEntry;
    }
    if (held != null && held.side() == intent.side()) {
      lines.add(intent.t() + " not opened position_open");
      return lastEntry;
    }
    if (held != null) {
      close("signal_flip", due, market(due, false));
    }
    held = intent;
    qty = size;
    entryAt = due;
    entryPrice = market(due, true);
    lines.add(intent.t() + " entry " + plain(qty) + " @ " + plain(entryPrice) + " #" + due);
    return due;
  }

  private int first(int from, LongPredicate time) {
    for (int i = from; i < effectiveMs.length; i++) {
      if (time.test(effectiveMs[i])) {
        return i;
      }
    }
    return -1;
  }

  /** Tests the held trade's exits from its entry up to and including a trade. */
  private void walk(int to) {
    if (held == null) {
      return;
    }
    int tp1 = reach(entryAt + 1, level("tp1"), true);
    int tp2 = reach(entryAt + 1, level("tp2"), true);
    int stop = reach(entryAt + 1, level("stop"), false);
    long end = effectiveMs[entryAt] + settings.timeStopMs();
    int time = first(entryAt + 1, ms -> ms >= end);
    boolean half = tp1 < stop && tp1 <= time(time);
    int breakeven = half ? reach(tp1 + 1, entryPrice, false) : Integer.MAX_VALUE;
    int last = Math.min(Math.min(half ? breakeven : stop, tp2), time(time));
    if (last > to) {
      return;
    }
    String status = last == tp2 ? "tp" : "timeout";
    if (last == (half ? breakeven : stop)) {
      status = half ? "sl_be" : "sl";
    }
    close(status, last, status.equals("tp") ? level("tp2") : market(last, false));
  }

  private static int time(int index) {
    return index < 0 ? Integer.MAX_VALUE : index;
  }

  private void close(String status, int at, BigDecimal price) {
    int tp1 = reach(entryAt + 1, level("tp1"), true);
    BigDecimal half = tp1 <= at ? floor(qty.divide(BigDecimal.TWO), step) : BigDecimal.ZERO;
    BigDecimal rest = qty.subtract(half);
    BigDecimal gain = gain(level("tp1"), half).add(gain(price, rest));
    BigDecimal fees = fee(entryPrice, qty).add(fee(level("tp1"), half)).add(fee(price, rest));
    BigDecimal net = gain.setScale(8, RoundingMode.HALF_EVEN).subtract(fees);
    BigDecimal risk = distance(rules.stop().toBigDecimal(), held).multiply(qty);
    BigDecimal r = net.divide(risk, 8, RoundingMode.HALF_EVEN);
    String money = " pnl " + plain(net) + " r " + plain(r) + " fees " + plain(fees);
    lines.add(
        held.t() + " " + status + " " + plain(rest) + " @ " + plain(price) + " #" + at + money);
    held = null;
  }

  private BigDecimal gain(BigDecimal exit, BigDecimal amount) {
    BigDecimal gain = exit.subtract(entryPrice).multiply(amount);
    return held.side() == Side.LONG ? gain : gain.negate();
  }

  private BigDecimal fee(BigDecimal price, BigDecimal amount) {
    BigDecimal rate = settings.feeBps().toBigDecimal().divide(BPS);
    return price.multiply(amount).multiply(rate).setScale(8, RoundingMode.HALF_EVEN);
  }

  /** First trade from an index that reaches a level on our side (or, for a stop, against us). */
  private int reach(int from, BigDecimal level, boolean target) {
    boolean up = (held.side() == Side.LONG) == target;
    for (int i = from; i < tape.size(); i++) {
      int compared = tape.get(i).price().toBigDecimal().compareTo(level);
      if (up ? compared >= 0 : compared <= 0) {
        return i;
      }
    }
    return Integer.MAX_VALUE;
  }

  private BigDecimal level(String name) {
    BigDecimal multiple =
        switch (name) {
          case "tp1" -> rules.target1().toBigDecimal();
          case "tp2" -> rules.target2().toBigDecimal();
          default -> rules.stop().toBigDecimal().negate();
        };
    BigDecimal away = distance(multiple, held);
    boolean longSide = held.side() == Side.LONG;
    BigDecimal exact = longSide ? entryPrice.add(away) : entryPrice.subtract(away);
    return exact.compareTo(entryPrice) > 0 ? ceiling(exact) : floor(exact, tick).max(tick);
  }

  private static BigDecimal distance(BigDecimal multiple, Intent intent) {
    return multiple.multiply(intent.atr().toBigDecimal()).setScale(8, RoundingMode.HALF_EVEN);
  }

  private BigDecimal size(Intent intent) {
    BigDecimal risk = distance(rules.stop().toBigDecimal(), intent);
    if (risk.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal tier = intent.score() >= 85 ? new BigDecimal("1.5") : BigDecimal.ONE;
    tier = intent.score() < 75 ? new BigDecimal("0.5") : tier;
    BigDecimal usd = new BigDecimal("200").multiply(tier);
    return floor(usd.divide(risk, 40, RoundingMode.DOWN), step);
  }

  private BigDecimal market(int at, boolean entry) {
    boolean buys = (held.side() == Side.LONG) == entry;
    BigDecimal price = tape.get(at).price().toBigDecimal();
    BigDecimal slip = price.multiply(settings.slippageBps().toBigDecimal()).divide(BPS);
    return buys ? ceiling(price.add(slip)) : floor(price.subtract(slip), tick).max(tick);
  }

  private BigDecimal ceiling(BigDecimal value) {
    BigDecimal floor = floor(value, tick);
    return floor.compareTo(value) == 0 ? floor : floor.add(tick);
  }

  private static BigDecimal floor(BigDecimal value, BigDecimal unit) {
    return value.divideToIntegralValue(unit).multiply(unit);
  }

  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
