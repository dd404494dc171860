package io.tapeloom.market.io;

import io.tapeloom.binance.MarketRest;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.BarBook;
import io.tapeloom.market.BarBuilder;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Hole;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarketEvent;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a start whether the newest trades of the tape are all there. A program of another
 * version, or a hand in the database, may have left a hole that nobody would ever look for: it is
 * fetched again, and said. Blocks; runs before anybody writes the tape.
 */
public final class TapeCheck {
  private static final Logger LOG = LoggerFactory.getLogger(TapeCheck.class);
  private static final int NEWEST = 20_000;
  private static final int MOST_MISSING = 50_000;
  private static final long DISORDER_MS = 60_000;
  private static final long MINUTE_MS = Interval.M1.ms();
  private final TapeReader reader;
  private final TapeStore store;
  private final MarketRest rest;
  private final InstantSource clock;

  /** A check of what that reader reads; the clock is the market's. */
  public TapeCheck(TapeReader reader, TapeStore store, MarketRest rest, InstantSource clock) {
    this.reader = reader;
    this.store = store;
    this.rest = rest;
    this.clock = clock;
  }

  /** Fetches what is missing; what cannot be had now is said and left for the next start. */
  public void mend(List<Instrument> instruments) {
    for (Instrument instrument : instruments) {
      try {
        mend(instrument);
      } catch (RuntimeException e) {
        LOG.warn("{}: the tape was not checked: {}", instrument, e.toString());
      }
    }
  }

  private void mend(Instrument instrument) {
    for (TapeReader.Missing missing : reader.holes(instrument, NEWEST).await()) {
      Hole hole = missing.ids();
      if (!known(instrument, hole) && lacks(instrument, missing)) {
        fetch(instrument, hole);
      }
    }
  }

  private boolean known(Instrument instrument, Hole hole) {
    return reader.gaps(instrument, hole.fromId()).await().stream()
        .anyMatch(gap -> gap.fromId() <= hole.fromId() && gap.toId() >= hole.toId());
  }

  /** The newest trades are found by time: one that was timed early may only seem to be missing. */
  private boolean lacks(Instrument instrument, TapeReader.Missing missing) {
    Hole hole = missing.ids();
    long sinceMs = missing.sinceMs() - DISORDER_MS;
    long untilMs = missing.untilMs() + DISORDER_MS;
    return reader.range(instrument, hole.fromId(), hole.toId(), sinceMs, untilMs).await().size()
        < hole.missing();
  }

  private void fetch(Instrument instrument, Hole hole) {
    if (hole.missing() > MOST_MISSING) {
      LOG.error(
          "{}: ids {} to {} are missing from the tape, too many to fetch",
          instrument,
          hole.fromId(),
          hole.toId());
      return;
    }
    List<AggTrade> found = served(instrument, hole);
    if (!found.isEmpty()) {
      write(found);
      write(bars(instrument, found));
    }
    LOG.warn(
        "{}: ids {} to {} were missing from the tape; {} of {} trades were fetched again and their"
            + " bars made anew, scores made without them stay",
        instrument,
        hole.fromId(),
        hole.toId(),
        found.size(),
        hole.missing());
  }

  private void write(List<? extends MarketEvent> events) {
    TapeBatch batch = TapeBatch.take(new ArrayDeque<>(events), Integer.MAX_VALUE);
    store.write(batch, clock.millis()).await();
  }

  private List<AggTrade> served(Instrument instrument, Hole hole) {
    List<AggTrade> found = new ArrayList<>();
    long nextId = hole.fromId();
    while (nextId <= hole.toId()) {
      int limit = (int) Math.min(CollectorSettings.PAGE, hole.toId() - nextId + 1);
      List<AggTrade> page =
          rest.tradesFrom(instrument, nextId, limit).await().stream()
              .filter(t -> t.aggId() <= hole.toId())
              .toList();
      if (page.isEmpty()) {
        break;
      }
      found.addAll(page);
      nextId = page.getLast().aggId() + 1;
    }
    return found;
  }

  /** Closed minutes around those trades and every longer bar they belong to. */
  private List<Kline> bars(Instrument instrument, List<AggTrade> found) {
    long firstMs = found.stream().mapToLong(AggTrade::timeMs).min().orElseThrow();
    long lastMs = found.stream().mapToLong(AggTrade::timeMs).max().orElseThrow();
    long fromMs = Interval.M1.floorMs(firstMs);
    long toMs = Interval.M1.floorMs(lastMs) + MINUTE_MS;
    Map<Long, Kline> minutes = new TreeMap<>();
    long dayMs = Interval.D1.floorMs(fromMs);
    long dayEndMs = Interval.D1.floorMs(toMs) + Interval.D1.ms();
    reader.minutes(instrument, dayMs, dayEndMs).await().forEach(m -> minutes.put(m.openMs(), m));
    List<Kline> bars = new ArrayList<>();
    for (Kline minute : fold(instrument, fromMs, toMs)) {
      minutes.put(minute.openMs(), minute);
      bars.add(minute);
    }
    new BarBook(instrument).learn(List.copyOf(minutes.values()), fromMs, toMs, bars::add);
    return bars;
  }

  private List<Kline> fold(Instrument instrument, long fromMs, long toMs) {
    Minutes closed = new Minutes(fromMs, toMs);
    BarBuilder builder = BarBuilder.wholeFrom(instrument, fromMs);
    long lastId = -1;
    List<AggTrade> page = reader.from(instrument, 0, fromMs - DISORDER_MS, NEWEST).await();
    while (!page.isEmpty() && page.getFirst().timeMs() < toMs + DISORDER_MS) {
      for (AggTrade trade : page) {
        if (lastId >= 0 && trade.aggId() > lastId + 1) {
          builder.on(new Gap(instrument, lastId + 1, trade.aggId() - 1, false), closed);
        }
        builder.on(trade, closed);
        lastId = trade.aggId();
      }
      page = reader.from(instrument, lastId + 1, fromMs - DISORDER_MS, NEWEST).await();
    }
    return closed.bars;
  }

  /** Keeps the minutes of one span. */
  private static final class Minutes implements BarBuilder.Listener {
    private final List<Kline> bars = new ArrayList<>();
    private final long fromMs;
    private final long toMs;

    Minutes(long fromMs, long toMs) {
      this.fromMs = fromMs;
      this.toMs = toMs;
    }

    @Override
    public void closed(Kline bar) {
      if (bar.openMs() >= fromMs && bar.openMs() < toMs) {
        bars.add(bar);
      }
    }

    @Override
    public void unfilled(long from, long to) {
      // the exchange's klines stand there already
    }
  }
}
