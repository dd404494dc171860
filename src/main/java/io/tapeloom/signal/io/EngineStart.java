package io.tapeloom.signal.io;

import io.tapeloom.bus.TradeFeed;
import io.tapeloom.indicator.Slice;
import io.tapeloom.kernel.Instrument;
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
  private static final long REACH_BACK_MS = 60_000;

  /** A ready engine, the feed's place in the tape, and the time of the trade before it. */
  record Started(SignalEngine engine, Continuity continuity, long lastMs, PositionWalk past) {}

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
        .map(continuity -> new Started(engine, continuity, 0, PositionWalk.none()));
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
        .compose(open -> follow(instrument, store, tape, newest, new ArrayDeque<>(open)))
        .map(
            past ->
                new Started(
                    engine,
                    Continuity.expecting(instrument, past.nextId(), Continuity.LIVE_REACH),
                    past.atMs(),
                    past));
  }

  /** Lets the positions live again from the first decision that may still be open. */
  private Future<PositionWalk> follow(
      Instrument instrument,
      SignalStore store,
      TradeFeed.Tape tape,
      Slice newest,
      Deque<Decision> open) {
    if (open.isEmpty()) {
      return Future.succeededFuture(PositionWalk.done(newest));
    }
    long first = open.getFirst().t();
    return store
        .sliceEnd(instrument, first)
        .map(before -> new PositionWalk(positions, open, before, newest))
        .compose(walk -> walkOn(instrument, tape, walk));
  }

  /** Reads what the tape has; what it does not have yet comes by the feed. */
  private static Future<PositionWalk> walkOn(
      Instrument instrument, TradeFeed.Tape tape, PositionWalk walk) {
    return tape.from(instrument, walk.nextId(), walk.atMs() - REACH_BACK_MS, PAGE)
        .compose(
            page -> {
              page.forEach(walk::takes);
              return page.size() < PAGE || walk.ended()
                  ? Future.succeededFuture(walk)
                  : walkOn(instrument, tape, walk);
            });
  }
}
