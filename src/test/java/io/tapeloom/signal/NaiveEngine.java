package io.tapeloom.signal;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Side;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Quiet;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The engine as one would write it without a thought for speed: a list of trades, decimals, and
 * every boundary computed from nothing. The fast engine must agree with it in every field.
 */
final class NaiveEngine {
  private final Instrument instrument;
  private final List<Profile> profiles;
  private final Positions positions;
  private final EngineSettings settings;
  private final Punctuality punctuality;
  private final Map<String, Long> lastTradeable = new TreeMap<>();
  private final List<Inputs> received = new ArrayList<>();
  private NaiveTape tape;
  private boolean gapped;
  private long lastId;
  private long nowMs;
  private long nextT;

  NaiveEngine(
      Instrument instrument,
      List<Profile> profiles,
      Positions positions,
      EngineSettings settings,
      Punctuality punctuality) {
    this.instrument = instrument;
    this.profiles = profiles;
    this.positions = positions;
    this.settings = settings;
    this.punctuality = punctuality;
  }

  void on(AggTrade trade, long sealedMs, Consumer<Decision> out) {
    nowMs = tape == null ? trade.timeMs() : Math.max(nowMs, trade.timeMs());
    sealThrough(nowMs, sealedMs, out);
    if (tape == null || gapped) {
      tape = new NaiveTape(nowMs);
      nextT = (nowMs / 15_000 + 1) * 15_000;
      gapped = false;
    }
    positions.on(nowMs, trade);
    BigDecimal qty = trade.qty().toBigDecimal();
    tape.entries.add(
        new NaiveTape.Entry(
            nowMs, trade.price().toBigDecimal(), trade.buyerMaker() ? qty.negate() : qty));
    lastId = trade.aggId();
  }

  void on(Quiet quiet, long sealedMs, Consumer<Decision> out) {
    if (tape != null && quiet.lastId() == lastId) {
      sealThrough(quiet.exchangeMs() - 2000, sealedMs, out);
      nowMs = Math.max(nowMs, nextT - 15_000);
    }
  }

  void gap(Gap gap) {
    gapped = true;
    lastId = gap.toId();
  }

  void inputs(Inputs inputs) {
    received.add(inputs);
  }

  private void sealThrough(long ms, long sealedMs, Consumer<Decision> out) {
    while (tape != null && nextT <= ms) {
      long t = nextT;
      nextT += 15_000;
      Inputs known = inputsBefore(t);
      Windows windows = windows(t);
      for (Profile profile : profiles) {
        Decision decision = decide(t, profile, windows, known, sealedMs);
        if (decision.tradeable()) {
          lastTradeable.put(profile.name(), t);
          positions.decided(decision);
        }
        out.accept(decision);
      }
    }
  }

  private Inputs inputsBefore(long t) {
    return new Inputs(
        newest(received.stream().map(Inputs::longShortRatio).toList(), t),
        newest(received.stream().map(Inputs::topTraderLongShare).toList(), t),
        newest(received.stream().map(Inputs::openInterestChange1h).toList(), t),
        newest(received.stream().map(Inputs::coinbasePremium).toList(), t),
        newest(received.stream().map(Inputs::fundingRate).toList(), t),
        newest(received.stream().map(Inputs::longLiquidationUsd).toList(), t),
        newest(received.stream().map(Inputs::shortLiquidationUsd).toList(), t));
  }

  private static Optional<Observed> newest(List<Optional<Observed>> observed, long t) {
    return observed.stream()
        .flatMap(Optional::stream)
        .filter(o -> o.receivedMs() < t)
        .reduce((a, b) -> b);
  }

  private Windows windows(long t) {
    long[] sorted = tape.sortedQtys(t);
    List<Double> atrs = tape.atrs(t);
    Optional<BigDecimal> p95 = Optional.empty();
    Optional<BigDecimal> p99 = Optional.empty();
    if (sorted.length > 0) {
      p95 = Optional.of(NaiveTape.rank(sorted, 95));
      p99 = Optional.of(NaiveTape.rank(sorted, 99));
    }
    return new Windows(
        tape.cvd(t - 1_800_000, t).map(NaiveEngine::e8),
        tape.cvd(t - 14_400_000, t).map(NaiveEngine::e8),
        tape.cvd(NaiveTape.dayStart(t), t).map(NaiveEngine::e8),
        tape.vwap(t).map(Fixed::of),
        atrs.isEmpty() ? Optional.empty() : Optional.of(rounded(atrs.getLast())),
        atrs.isEmpty() ? Optional.empty() : Optional.of(percentile(atrs)),
        p95.map(Fixed::of),
        p99.map(Fixed::of),
        sorted.length);
  }

  private static BigInteger e8(BigDecimal value) {
    return value.movePointRight(8).toBigIntegerExact();
  }

  private static Fixed rounded(double value) {
    return Fixed.of(new BigDecimal(value).setScale(8, RoundingMode.HALF_EVEN));
  }

  private static Fixed percentile(List<Double> atrs) {
    List<Double> last = atrs.subList(Math.max(0, atrs.size() - 288), atrs.size());
    long notAbove = last.stream().filter(a -> a <= last.getLast()).count();
    return Fixed.of(
        BigDecimal.valueOf(100 * notAbove)
            .divide(BigDecimal.valueOf(last.size()), 8, RoundingMode.HALF_EVEN));
  }

  private Decision decide(long t, Profile profile, Windows windows, Inputs known, long sealedMs) {
    Factors factors = new NaiveScore(tape, t, profile, known).factors();
    int fast = tape.cvdFast(t).signum();
    int mid = tape.cvdOrZero(t - 14_400_000, t).signum();
    Optional<Side> side =
        fast == 0 || fast != mid
            ? Optional.empty()
            : Optional.of(fast > 0 ? Side.LONG : Side.SHORT);
    return new Decision(
        t,
        instrument,
        profile.name(),
        tape.fromMs,
        Fixed.of(tape.lastPriceBefore(t)),
        windows,
        known,
        factors,
        factors.score(),
        side,
        withheld(t, profile, windows, known, side, factors.score(), sealedMs));
  }

  private List<Withheld> withheld(
      long t,
      Profile profile,
      Windows windows,
      Inputs known,
      Optional<Side> side,
      int score,
      long sealedMs) {
    List<Withheld> all = new ArrayList<>();
    for (Withheld reason : Withheld.values()) {
      boolean applies =
          switch (reason) {
            case WARMING -> t - tape.fromMs < settings.warmMs() || windows.atr5m().isEmpty();
            case GAP -> gapped;
            case LATE -> punctuality.late(t, sealedMs);
            case STALE_INPUT -> stale(profile, known, t);
            case NO_DIRECTION -> side.isEmpty();
            case BELOW_THRESHOLD -> score < profile.threshold();
            case COOLDOWN -> resting(profile.name(), t);
            case POSITION_OPEN -> side.isPresent() && positions.held(profile.name()).equals(side);
            case MAX_POSITIONS -> settings.maxPositions() == 0;
            case DISABLED -> !profile.enabled();
          };
      if (applies) {
        all.add(reason);
      }
    }
    return all;
  }

  private boolean resting(String strategy, long t) {
    return lastTradeable.containsKey(strategy)
        && t < lastTradeable.get(strategy) + settings.cooldownMs();
  }

  private static boolean stale(Profile profile, Inputs known, long t) {
    List<Optional<Observed>> looked = new ArrayList<>();
    looked.add(known.longShortRatio());
    looked.add(known.topTraderLongShare());
    looked.add(known.openInterestChange1h());
    looked.add(known.coinbasePremium());
    if (profile.uses(Ingredient.FUNDING_RATE)) {
      looked.add(known.fundingRate());
    }
    if (profile.uses(Ingredient.LIQUIDATION)) {
      looked.add(known.longLiquidationUsd());
      looked.add(known.shortLiquidationUsd());
    }
    return looked.stream().flatMap(Optional::stream).anyMatch(o -> t - o.receivedMs() > 900_000);
  }
}
