package io.tapeloom.market.io;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channel;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Arrival;
import io.tapeloom.market.BarBook;
import io.tapeloom.market.BarBuilder;
import io.tapeloom.market.Continuity;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Hole;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.market.MarketEvent;
import io.tapeloom.market.Quiet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** One instrument inside the tape writer: puts its trades in order, folds its bars, queues both. */
final class TapeLine implements BarBuilder.Listener {
  /** What a line asks of the writer. */
  interface Owner {
    /** Minutes the tape cannot tell are wanted from klines. */
    void unfilled(TapeLine line, long fromMs, long toMs);

    /** The same id came with other content. */
    void alarm(Instrument instrument, Arrival.Altered altered);
  }

  private final Instrument instrument;
  private final Bus bus;
  private final Owner owner;
  private final Queue<MarketEvent> pending;
  private final Continuity continuity;
  private final BarBuilder builder;
  private final BarBook book;
  private final Map<Interval, Channel<MarketEvent>> channels = new EnumMap<>(Interval.class);
  private Optional<Hole> askedFor = Optional.empty();
  private boolean first;
  private boolean dirty;

  TapeLine(
      Instrument instrument,
      Bus bus,
      Owner owner,
      Queue<MarketEvent> pending,
      Continuity continuity,
      BarBuilder builder,
      BarBook book) {
    this.instrument = instrument;
    this.bus = bus;
    this.owner = owner;
    this.pending = pending;
    this.continuity = continuity;
    this.builder = builder;
    this.book = book;
    this.first = !continuity.started();
    for (Interval interval : Interval.values()) {
      channels.put(interval, Channels.kline(instrument, interval));
    }
  }

  Instrument instrument() {
    return instrument;
  }

  void on(MarketEvent event) {
    switch (event) {
      case AggTrade trade -> {
        if (continuity.offer(trade, this::next) instanceof Arrival.Altered altered) {
          owner.alarm(instrument, altered);
        }
      }
      case Gap gap when !gap.healable() -> continuity.declare(gap, this::next);
      case Quiet quiet -> onQuiet(quiet);
      case Gap _, Kline _, MarkPrice _ -> {
        // not part of the tape
      }
    }
  }

  /** The trade found no room and is to be asked for again. */
  void dropped(AggTrade trade) {
    continuity.expectThrough(trade.aggId());
  }

  private void onQuiet(Quiet quiet) {
    continuity.expectThrough(quiet.lastId());
    if (continuity.hole().isEmpty()) {
      builder.on(quiet, this);
    }
  }

  private void next(MarketEvent event) {
    pending.add(event);
    builder.on(event, this);
    dirty = true;
    if (first && event instanceof AggTrade trade) {
      first = false;
      long minuteMs = Interval.M1.floorMs(trade.timeMs());
      owner.unfilled(this, Long.MIN_VALUE, minuteMs + Interval.M1.ms());
    }
  }

  @Override
  public void closed(Kline bar) {
    book.close(bar, this::keep);
  }

  @Override
  public void unfilled(long fromMs, long toMs) {
    owner.unfilled(this, fromMs, toMs);
  }

  /** Minutes that klines brought meanwhile: the longer bars around them are folded again. */
  void learn(List<Kline> minutes, long fromMs, long toMs) {
    List<Kline> before = minutes.stream().filter(m -> m.openMs() < builder.openMs()).toList();
    book.learn(before, fromMs, toMs, this::keep);
  }

  private void keep(Kline bar) {
    pending.add(bar);
    publish(bar);
  }

  private void publish(Kline bar) {
    bus.publish(channels.get(bar.interval()), bar);
  }

  /** Shows the running bars, when a trade changed them since the last time. */
  void show() {
    if (dirty) {
      dirty = false;
      builder.running().ifPresent(minute -> book.preview(minute, this::publish));
    }
  }

  /** Asks for what has been missing since the last look, and again each time it is called. */
  void askForHole() {
    Optional<Hole> hole = continuity.hole();
    hole.filter(h -> askedFor.isPresent())
        .ifPresent(
            h -> bus.publish(Channels.gap(), new Gap(instrument, h.fromId(), h.toId(), true)));
    askedFor = hole;
  }

  boolean gapped() {
    return continuity.hole().isPresent();
  }
}
