package io.tapeloom.cli;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Arrival;
import io.tapeloom.market.Continuity;
import io.tapeloom.market.Gap;
import io.tapeloom.market.MarketEvent;
import io.tapeloom.signal.Decided;
import io.tapeloom.signal.DecisionLine;
import io.tapeloom.signal.Punctuality;
import io.tapeloom.signal.SignalEngine;
import io.tapeloom.signal.SignalEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Runs a tape through the signal engine and the paper broker in virtual time: the trades are the
 * clock, so the result is a function of tape and plan alone.
 */
public final class Replay {
  private static final int REPORT_MASK = (1 << 13) - 1;

  private final SignalEngine engine;
  private final ReplayPositions positions;
  private final Continuity continuity;
  private final Consumer<MarketEvent> toEngine = this::feed;
  private final Consumer<SignalEvent> fromEngine = this::record;
  private final DecisionLine line = new DecisionLine();
  private final MessageDigest digest = sha256();
  private final OutputStream out;
  private OptionalLong firstId = OptionalLong.empty();
  private OptionalLong fromMs = OptionalLong.empty();
  private long lastId;
  private long toMs = Long.MIN_VALUE;
  private long decisions;
  private long signals;

  /**
   * What came out.
   *
   * @param cycles every paper trade, open or closed, by boundary
   * @param altered trades whose id had been there with other content; the first content counts
   * @param late trades that came after their id had been given up
   */
  public record Outcome(ReplaySummary summary, List<PaperCycle> cycles, long altered, long late) {
    /** True when each id was there, once and unchanged, or at least equal. */
    public boolean whole() {
      return summary.gaps() == 0 && altered == 0 && late == 0;
    }
  }

  /** Hears how many trades were read, now and then. */
  @FunctionalInterface
  public interface Progress {
    /** That many so far. */
    void trades(long count);
  }

  private Replay(ReplayPlan plan, OutputStream out) {
    this.out = out;
    this.positions = new ReplayPositions(plan);
    this.continuity = Continuity.settling(plan.instrument());
    this.engine =
        new SignalEngine(
            plan.instrument(),
            plan.stepE8().orElse(Fixed.ONE_E8 / 1_000),
            plan.profiles(),
            positions,
            plan.engine(),
            Punctuality.listed(plan.late()));
  }

  /** Replays a tape, its decision lines thrown away after they were hashed. */
  public static Outcome run(ReplayPlan plan, Iterator<AggTrade> tape) {
    return run(plan, tape, OutputStream.nullOutputStream(), _ -> {});
  }

  /**
   * Replays a tape.
   *
   * @param out takes the decision lines; not closed
   */
  public static Outcome run(
      ReplayPlan plan, Iterator<AggTrade> tape, OutputStream out, Progress progress) {
    return new Replay(plan, out).run(tape, progress);
  }

  private Outcome run(Iterator<AggTrade> tape, Progress progress) {
    long count = 0;
    long altered = 0;
    while (tape.hasNext()) {
      if (continuity.offerOrGiveUp(tape.next(), toEngine) instanceof Arrival.Altered) {
        altered++;
      }
      if ((++count & REPORT_MASK) == 0) {
        progress.trades(count);
      }
    }
    continuity.flush(toEngine);
    progress.trades(count);
    return new Outcome(summary(), positions.cycles(), altered, continuity.late());
  }

  private void feed(MarketEvent event) {
    if (event instanceof AggTrade trade) {
      feed(trade);
    } else if (event instanceof Gap gap) {
      engine.gap(gap);
    }
  }

  private void feed(AggTrade trade) {
    if (firstId.isEmpty()) {
      firstId = OptionalLong.of(trade.aggId());
      fromMs = OptionalLong.of(trade.timeMs());
    }
    lastId = trade.aggId();
    toMs = Math.max(toMs, trade.timeMs());
    engine.on(trade, toMs, fromEngine);
  }

  private void record(SignalEvent event) {
    if (event instanceof Decided decided) {
      decisions++;
      signals += decided.decision().tradeable() ? 1 : 0;
      int length = line.write(decided.decision());
      digest.update(line.bytes(), 0, length);
      write(length);
    }
  }

  private void write(int length) {
    try {
      out.write(line.bytes(), 0, length);
    } catch (IOException failed) {
      throw new UncheckedIOException("decisions: cannot write: " + failed.getMessage(), failed);
    }
  }

  private ReplaySummary summary() {
    boolean empty = firstId.isEmpty();
    return new ReplaySummary(
        continuity.emitted(),
        firstId,
        empty ? OptionalLong.empty() : OptionalLong.of(lastId),
        continuity.gaps(),
        continuity.missing(),
        continuity.repeated() + continuity.altered(),
        fromMs,
        empty ? OptionalLong.empty() : OptionalLong.of(toMs),
        decisions,
        signals,
        positions.closed(),
        HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
