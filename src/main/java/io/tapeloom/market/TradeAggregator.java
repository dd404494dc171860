package io.tapeloom.market;

import io.tapeloom.kernel.Instrument;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Folds single trades into aggregates by the exchange's rule, because recordings hold {@code trade}
 * frames and the tape holds aggregates: same price, same taker side, less than {@value #SPAN_MS} ms
 * after the aggregate's first trade (recordings show that the hundredth already starts anew); its
 * time is the first trade's; prints beside the book are left out. Aggregates are numbered from 1.
 * Trades may come out of order by up to {@value #REORDER} positions and more than once; where ids
 * are missing for good the numbering jumps by as many, so that the hole stays visible downstream.
 */
public final class TradeAggregator {
  /** From this distance to the first trade of an aggregate on, a trade starts the next one, ms. */
  public static final long SPAN_MS = 100;

  /** How many trades may wait for a missing one. */
  public static final int REORDER = 1_000;

  private final Instrument instrument;
  private final TreeMap<Long, TradePrint> waiting = new TreeMap<>();
  private Optional<TradePrint> last = Optional.empty();
  private Optional<TradePrint> first = Optional.empty();
  private long qtyE8;
  private long lastIdInside;
  private long nextAggId = 1;
  private long repeated;

  /** An aggregator before its first trade. */
  public TradeAggregator(Instrument instrument) {
    this.instrument = instrument;
  }

  /** Takes one trade and hands over each aggregate that it closes. */
  public void on(TradePrint print, Consumer<AggTrade> out) {
    if (last.isEmpty() || print.id() == last.get().id() + 1) {
      accept(print, out);
      release(out);
    } else if (print.id() <= last.get().id() || waiting.putIfAbsent(print.id(), print) != null) {
      repeated++;
    } else if (waiting.size() > REORDER) {
      jump(out);
    }
  }

  /** The tape ends: everything still held is handed over. */
  public void finish(Consumer<AggTrade> out) {
    while (!waiting.isEmpty()) {
      jump(out);
    }
    close(out);
  }

  /** Trades seen more than once, or too late to be placed. */
  public long repeated() {
    return repeated;
  }

  private void jump(Consumer<AggTrade> out) {
    close(out);
    nextAggId += waiting.firstKey() - last.orElseThrow().id() - 1;
    accept(waiting.pollFirstEntry().getValue(), out);
    release(out);
  }

  private void release(Consumer<AggTrade> out) {
    while (!waiting.isEmpty() && waiting.firstKey() == last.orElseThrow().id() + 1) {
      accept(waiting.pollFirstEntry().getValue(), out);
    }
  }

  private void accept(TradePrint print, Consumer<AggTrade> out) {
    last = Optional.of(print);
    if (!print.onMarket()) {
      return;
    }
    if (first.isPresent() && joins(first.get(), print)) {
      qtyE8 = Math.addExact(qtyE8, print.qtyE8());
    } else {
      close(out);
      first = Optional.of(print);
      qtyE8 = print.qtyE8();
    }
    lastIdInside = print.id();
  }

  private static boolean joins(TradePrint first, TradePrint print) {
    return print.priceE8() == first.priceE8()
        && print.buyerMaker() == first.buyerMaker()
        && print.timeMs() - first.timeMs() < SPAN_MS;
  }

  private void close(Consumer<AggTrade> out) {
    first.ifPresent(f -> out.accept(aggregate(f)));
    first = Optional.empty();
  }

  private AggTrade aggregate(TradePrint f) {
    return new AggTrade(
        instrument,
        nextAggId++,
        f.priceE8(),
        qtyE8,
        f.id(),
        lastIdInside,
        f.timeMs(),
        f.buyerMaker());
  }
}
