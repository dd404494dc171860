package io.tapeloom.signal.io;

import io.tapeloom.bus.TradeFeed;
import io.tapeloom.indicator.Slice;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Continuity;
import io.tapeloom.signal.Decision;
import io.tapeloom.signal.EngineSettings;
import io.tapeloom.signal.Positions;
import io.tapeloom.signal.Profile;
import io.tapeloom.signal.Punctuality;
import io.tapeloom.signal.SignalEngine;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Brings an engine to where it stood: windows from slice rows, cool-downs and open positions from
 * signal rows and the tape, so that a restart decides as if it had never stopped.
 *
 * @param stepE8 quantity step of the instrument in 1e-8
 * @param holdMs longest life of a position, ms: how far back open ones are looked for
 */
public record EngineStart(
    long stepE8,
    List<Profile> profiles,
    Positions positions,
    EngineSettings settings,
    Punctuality punctuality,
    long holdMs) {
  private static final int PAGE = 10_000;

  /** A ready engine, the feed's place in the tape, and the time of the trade before it. */
  record Started(SignalEngine engine, Continuity continuity, long lastMs) {}

  Future<Started> engine(Instrument instrument, SignalStore store, TradeFeed.Tape tape) {
    SignalEngine engine =
        new SignalEngine(instrument, stepE8, profiles, positions, settings, punctuality);
    return store
        .slices(instrument, SignalEngine.RESTORE_MS)
        .compose(
            slices ->
                slices.isEmpty()
                    ? begin(instrument, store, engine)
                    : goOn(instrument, store, tape, engine, slices));
  }

  private Future<Started> begin(Instrument instrument, SignalStore store, SignalEngine engine) {
    return store
        .firstId(instrument)
        .map(
            first ->
                first.isEmpty()
                    ? Continuity.unknown(instrument, Continuity.LIVE_REACH)
                    : Continuity.expecting(instrument, first.getFirst(), Continuity.LIVE_REACH))
        .map(continuity -> new Started(engine, continuity, 0));
  }

  private Future<Started> goOn(
      Instrument instrument,
      SignalStore store,
      TradeFeed.Tape tape,
      SignalEngine engine,
      List<Slice> slices) {
    Slice newest = slices.getLast();
    return store
        .lastSignals(instrument)
        .compose(
            lastSignals -> {
              engine.restore(slices, lastSignals);
              return store.signalsSince(instrument, newest.tMs() - 2 * holdMs);
            })
        .compose(open -> follow(instrument, tape, slices, new ArrayDeque<>(open)))
        .map(
            _ ->
                new Started(
                    engine,
                    Continuity.expecting(instrument, newest.lastId() + 1, Continuity.LIVE_REACH),
                    newest.lastMs()));
  }

  /** Lets the positions live again from the first decision that may still be open. */
  private Future<Void> follow(
      Instrument instrument, TradeFeed.Tape tape, List<Slice> slices, Deque<Decision> open) {
    if (open.isEmpty()) {
      return Future.succeededFuture();
    }
    long first = open.getFirst().t();
    Slice before =
        slices.stream().filter(s -> s.tMs() == first).findFirst().orElse(slices.getFirst());
    Walk walk = new Walk(instrument, tape, slices.getLast().lastId(), open);
    return walk.from(before.lastId() + 1, Math.max(first, before.lastMs()));
  }

  /** One walk along the tape, decisions told before the trades at or after their boundary. */
  private final class Walk {
    private final Instrument instrument;
    private final TradeFeed.Tape tape;
    private final long throughId;
    private final Deque<Decision> decisions;

    Walk(Instrument instrument, TradeFeed.Tape tape, long throughId, Deque<Decision> decisions) {
      this.instrument = instrument;
      this.tape = tape;
      this.throughId = throughId;
      this.decisions = decisions;
    }

    private Future<Void> from(long fromId, long effectiveMs) {
      return tape.from(instrument, fromId, effectiveMs - 60_000, PAGE)
          .compose(
              page -> {
                long atMs = feed(page, effectiveMs);
                boolean more = !page.isEmpty() && page.getLast().aggId() < throughId;
                return more ? from(page.getLast().aggId() + 1, atMs) : finish();
              });
    }

    private long feed(List<AggTrade> page, long effectiveMs) {
      long atMs = effectiveMs;
      for (AggTrade trade : page) {
        if (trade.aggId() > throughId) {
          break;
        }
        atMs = Math.max(atMs, trade.timeMs());
        tellThrough(atMs);
        positions.on(atMs, trade);
      }
      return atMs;
    }

    private void tellThrough(long atMs) {
      while (!decisions.isEmpty() && decisions.getFirst().t() <= atMs) {
        positions.decided(decisions.removeFirst());
      }
    }

    private Future<Void> finish() {
      tellThrough(Long.MAX_VALUE);
      return Future.succeededFuture();
    }
  }
}
