package io.tapeloom.signal;

import io.tapeloom.indicator.Slice;
import io.tapeloom.indicator.SliceBuilder;
import io.tapeloom.indicator.SliceWindows;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Side;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Quiet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Scores one instrument with several profiles: trades in, at each sealed boundary one slice and one
 * decision per profile out. The same trades give the same decisions live, in paper and in replay,
 * because nothing but trades, inputs, positions and the list of late boundaries decides them.
 *
 * <p>Trades must come with ascending ids without a hole ({@code market.Continuity} sees to it); ids
 * nobody can supply are announced by {@link #gap}. A trade timed before its predecessor counts at
 * the predecessor's time. Between boundaries nothing is allocated.
 */
public final class SignalEngine {
  /** A silent market is believed this long after a boundary, ms. */
  public static final long QUIET_MS = 2_000;

  /** Restoring needs the newest tape's slices of this last stretch, or all it has, ms. */
  public static final long RESTORE_MS = SliceWindows.MEMORY_MS + Slice.LENGTH_MS;

  private final Instrument instrument;
  private final long stepHintE8;
  private final List<Profile> profiles;
  private final Positions positions;
  private final Cooldown cooldown;
  private final WithheldJudge judge;
  private final InputLog inputs = new InputLog();
  private final SliceBuilder running = new SliceBuilder();
  private SliceWindows windows;
  private boolean started;
  private boolean gapped;
  private long expectedId;
  private long effectiveMs = Long.MIN_VALUE;
  private long boundaryMs = Long.MAX_VALUE;
  private long tapeFromMs;

  /**
   * An engine without history.
   *
   * @param stepHintE8 likely quantity step in 1e-8, above zero; changes speed and no result
   * @param profiles those for other symbols are left out; names must differ
   */
  public SignalEngine(
      Instrument instrument,
      long stepHintE8,
      List<Profile> profiles,
      Positions positions,
      EngineSettings settings,
      Punctuality punctuality) {
    this.instrument = instrument;
    this.stepHintE8 = stepHintE8;
    this.profiles = profiles.stream().filter(p -> p.appliesTo(instrument)).toList();
    this.positions = positions;
    this.cooldown = new Cooldown(settings.cooldownMs());
    this.judge = new WithheldJudge(settings, punctuality, cooldown, positions);
    this.windows = new SliceWindows(stepHintE8);
    if (profiles.stream().map(Profile::name).distinct().count() != profiles.size()) {
      throw new IllegalArgumentException("strategies: expected different names");
    }
  }

  /**
   * The next trade: seals every boundary at or before its effective time, then counts it.
   *
   * @param nowMs market time now, kept as the sealing time
   * @throws IllegalStateException when its id is not the next one
   */
  public void on(AggTrade trade, long nowMs, Consumer<SignalEvent> out) {
    if (trade.aggId() != expectedId && started) {
      throw outOfOrder(trade);
    }
    long atMs = Math.max(effectiveMs, trade.timeMs());
    effectiveMs = atMs;
    if (atMs >= boundaryMs) {
      sealThrough(atMs, nowMs, out);
    }
    if (gapped || !started) {
      begin(atMs);
    }
    positions.on(atMs, trade);
    running.add(trade.aggId(), atMs, trade.priceE8(), trade.signedQtyE8());
    expectedId = trade.aggId() + 1;
  }

  private IllegalStateException outOfOrder(AggTrade trade) {
    return new IllegalStateException(
        "%s: expected trade id %d, got %d".formatted(instrument, expectedId, trade.aggId()));
  }

  private void begin(long atMs) {
    if (gapped) {
      windows = new SliceWindows(stepHintE8);
      running.clear();
    }
    started = true;
    gapped = false;
    tapeFromMs = atMs;
    boundaryMs = Math.floorDiv(atMs, Slice.LENGTH_MS) * Slice.LENGTH_MS + Slice.LENGTH_MS;
  }

  /**
   * Proof of silence: seals what lies {@value #QUIET_MS} ms or more behind the exchange's clock. A
   * proof that speaks of another last id than ours proves nothing here and is passed over.
   */
  public void on(Quiet quiet, long nowMs, Consumer<SignalEvent> out) {
    long throughMs = quiet.exchangeMs() - QUIET_MS;
    if (started && quiet.lastId() == expectedId - 1 && throughMs >= boundaryMs) {
      sealThrough(throughMs, nowMs, out);
      effectiveMs = Math.max(effectiveMs, boundaryMs - Slice.LENGTH_MS);
    }
  }

  /**
   * Ids nobody can supply follow the last trade. Boundaries up to the first trade after them are
   * computed from what is there and withheld; then the tape begins anew, cool-downs kept.
   */
  public void gap(Gap gap) {
    if (!started) {
      return;
    }
    if (gap.fromId() != expectedId || gap.toId() < gap.fromId()) {
      throw new IllegalStateException(
          "%s: expected a gap from id %d, got %s".formatted(instrument, expectedId, gap));
    }
    gapped = true;
    expectedId = gap.toId() + 1;
  }

  /** Newest values from outside the tape; an absent one is no news. */
  public void inputs(Inputs newest) {
    inputs.receive(newest);
  }

  /**
   * Takes the place of an engine that sealed these slices. The next trade is the one after the
   * newest slice's last id.
   *
   * @param slices ascending slices of one tape: all of it, or at least its last {@link
   *     #RESTORE_MS}; quantities of slices older than 24 h are not looked at
   * @param lastTradeable boundary of each strategy's last tradeable decision
   */
  public void restore(List<Slice> slices, Map<String, Long> lastTradeable) {
    if (started) {
      throw new IllegalStateException(instrument + ": restore comes before the first trade");
    }
    lastTradeable.forEach(cooldown::traded);
    if (slices.isEmpty()) {
      return;
    }
    Slice newest = slices.getLast();
    requireWhole(slices.getFirst(), newest);
    slices.forEach(windows::enter);
    running.resumeAfter(newest);
    started = true;
    tapeFromMs = newest.tapeFromMs();
    expectedId = newest.lastId() + 1;
    effectiveMs = newest.tMs();
    boundaryMs = newest.tMs() + Slice.LENGTH_MS;
  }

  private void requireWhole(Slice oldest, Slice newest) {
    boolean fromStart = oldest.tMs() - Slice.LENGTH_MS <= newest.tapeFromMs();
    boolean enough = newest.tMs() - oldest.tMs() + Slice.LENGTH_MS >= SliceWindows.MEMORY_MS;
    if (oldest.tapeFromMs() != newest.tapeFromMs() || !(fromStart || enough)) {
      throw new IllegalArgumentException(
          "%s: expected slices of one tape for %d ms or from its start, got %d to %d"
              .formatted(instrument, SliceWindows.MEMORY_MS, oldest.tMs(), newest.tMs()));
    }
  }

  private void sealThrough(long throughMs, long nowMs, Consumer<SignalEvent> out) {
    while (boundaryMs <= throughMs) {
      long t = boundaryMs;
      boundaryMs += Slice.LENGTH_MS;
      seal(t, nowMs, out);
    }
  }

  private void seal(long t, long nowMs, Consumer<SignalEvent> out) {
    Slice slice = running.seal(t, tapeFromMs);
    windows.enter(slice);
    out.accept(new SliceSealed(instrument, slice));
    if (profiles.isEmpty()) {
      return;
    }
    Evidence evidence = Evidence.of(t, slice.closeE8(), windows);
    Windows values = values();
    Inputs known = inputs.before(t);
    for (Profile profile : profiles) {
      Decision decision = decide(profile, slice, evidence, values, known, nowMs);
      if (decision.tradeable()) {
        cooldown.traded(profile.name(), t);
        positions.decided(decision);
      }
      out.accept(new Decided(decision, nowMs));
    }
  }

  private Windows values() {
    return new Windows(
        windows.cvdFastE8(),
        windows.cvdMidE8(),
        windows.cvdDayE8(),
        windows.vwap30m(),
        windows.atr5m(),
        windows.atrPercentile(),
        windows.p95Qty(),
        windows.p99Qty(),
        windows.trades());
  }

  private Decision decide(
      Profile profile, Slice slice, Evidence evidence, Windows values, Inputs known, long nowMs) {
    Factors factors = Scorer.score(profile, evidence, known);
    Optional<Side> direction = direction(evidence);
    Decision open =
        new Decision(
            slice.tMs(),
            instrument,
            profile.name(),
            tapeFromMs,
            Fixed.ofE8(slice.closeE8()),
            values,
            known,
            factors,
            factors.score(),
            direction,
            List.of());
    return open.withheld(judge.reasons(profile, open, gapped, nowMs));
  }

  private static Optional<Side> direction(Evidence evidence) {
    if (!evidence.agreed()) {
      return Optional.empty();
    }
    return Optional.of(evidence.fast() > 0 ? Side.LONG : Side.SHORT);
  }

  /** Whose tape this engine reads. */
  public Instrument instrument() {
    return instrument;
  }

  /** Id of the trade it waits for; empty before the first trade. */
  public Optional<Long> expectedId() {
    return started ? Optional.of(expectedId) : Optional.empty();
  }

  /** Start of the contiguous tape, ms; empty before the first trade. */
  public Optional<Long> tapeFromMs() {
    return started ? Optional.of(tapeFromMs) : Optional.empty();
  }

  /** Boundary of each strategy's last tradeable decision. */
  public Map<String, Long> lastTradeable() {
    return cooldown.lastByStrategy();
  }
}
