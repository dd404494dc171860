package io.tapeloom.signal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** The V5 score written a second time, in decimals and straight from the definitions. */
final class NaiveScore {
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final NaiveTape tape;
  private final long t;
  private final Profile profile;
  private final Inputs inputs;
  private final int d;

  NaiveScore(NaiveTape tape, long t, Profile profile, Inputs inputs) {
    this.tape = tape;
    this.t = t;
    this.profile = profile;
    this.inputs = inputs;
    this.d = tape.cvdFast(t).signum();
  }

  Factors factors() {
    return new Factors(
        e2(direction()),
        e2(accel()),
        e2(crowding()),
        e2(environment()),
        e2(confirmation()),
        e2(auxiliary()));
  }

  private static int e2(BigDecimal points) {
    BigDecimal shifted = points.movePointRight(2).add(HALF);
    return shifted.setScale(0, RoundingMode.FLOOR).intValueExact();
  }

  private static BigDecimal share(int points, long part, long whole) {
    return BigDecimal.valueOf(points * part)
        .divide(BigDecimal.valueOf(whole), 30, RoundingMode.FLOOR);
  }

  private BigDecimal direction() {
    if (d == 0) {
      return BigDecimal.ZERO;
    }
    int mid = tape.cvdOrZero(t - 14_400_000, t).signum();
    return share(profile.weights().direction(), 2 + (mid == d ? 2 : 0) + large(), 6);
  }

  private int large() {
    long[] sorted = tape.sortedQtys(t);
    BigDecimal p95 = NaiveTape.rank(sorted, 95);
    BigDecimal p99 = NaiveTape.rank(sorted, 99);
    List<NaiveTape.Entry> late = tape.window(t - 900_000, t);
    if (late.stream()
        .anyMatch(e -> e.signed().signum() == -d && e.signed().abs().compareTo(p99) >= 0)) {
      return 0;
    }
    BigDecimal net =
        NaiveTape.sum(late.stream().filter(e -> e.signed().abs().compareTo(p95) >= 0).toList());
    return net.signum() == d ? 2 : 1;
  }

  private BigDecimal accel() {
    BigDecimal now = tape.cvdFast(t);
    BigDecimal before = tape.cvdFast(t - 15_000);
    BigDecimal d0 = now.subtract(before);
    BigDecimal d1 = before.subtract(tape.cvdFast(t - 30_000));
    boolean bonus = d != 0 && d0.abs().compareTo(d1.abs()) > 0 && d0.signum() == d;
    return bonus ? BigDecimal.valueOf(profile.accelBonus()) : BigDecimal.ZERO;
  }

  private Optional<BigDecimal> fresh(Optional<Observed> input) {
    return input.filter(o -> t - o.receivedMs() <= 15 * 60_000).map(o -> o.value().toBigDecimal());
  }

  private static boolean atLeast(BigDecimal value, String bound) {
    return value.compareTo(new BigDecimal(bound)) >= 0;
  }

  private static boolean atMost(BigDecimal value, String bound) {
    return value.compareTo(new BigDecimal(bound)) <= 0;
  }

  private BigDecimal crowding() {
    boolean funding = profile.uses(Ingredient.FUNDING_RATE);
    int points = profile.weights().crowding() - (funding ? 5 : 0);
    double accounts = fresh(inputs.longShortRatio()).map(this::accounts).orElse(0.5);
    double top = fresh(inputs.topTraderLongShare()).map(this::topTraders).orElse(0.5);
    BigDecimal layer = share(points, Math.round((accounts + top) * 100), 200);
    return funding ? layer.add(BigDecimal.valueOf(funding())) : layer;
  }

  private double accounts(BigDecimal ratio) {
    if (d < 0) {
      return atLeast(ratio, "2") ? 1 : atLeast(ratio, "1.5") ? 0.6 : atLeast(ratio, "1") ? 0.4 : 0;
    }
    if (d > 0) {
      return atMost(ratio, "0.5") ? 1 : atMost(ratio, "0.7") ? 0.6 : atMost(ratio, "1") ? 0.4 : 0;
    }
    return 0;
  }

  private double topTraders(BigDecimal share) {
    if (d > 0) {
      return atLeast(share, "0.55") ? 1 : atLeast(share, "0.5") ? 0.5 : 0;
    }
    return d == 0 ? 0 : atMost(share, "0.45") ? 1 : atMost(share, "0.5") ? 0.5 : 0;
  }

  private int funding() {
    Optional<BigDecimal> rate = fresh(inputs.fundingRate());
    if (rate.isEmpty() || d == 0) {
      return 0;
    }
    BigDecimal r = rate.get();
    if (atLeast(r.abs(), "0.001")) {
      boolean crowd = d > 0 ? r.doubleValue() > 0.001 : r.doubleValue() < -0.001;
      return crowd ? -5 : 5;
    }
    return atLeast(r.abs(), "0.0003") && r.signum() == -d ? 3 : 0;
  }

  private BigDecimal environment() {
    int percent =
        fresh(inputs.openInterestChange1h())
            .map(c -> atLeast(c, "0.03") ? 100 : c.signum() >= 0 ? 67 : 33)
            .orElse(50);
    return share(profile.weights().environment(), percent, 100);
  }

  private BigDecimal confirmation() {
    boolean liquidation = profile.uses(Ingredient.LIQUIDATION);
    int points = profile.weights().confirmation() - (liquidation ? 5 : 0);
    BigDecimal atPrice = tape.lastPriceBefore(t).multiply(tape.quantity(t));
    boolean side = d != 0 && atPrice.compareTo(tape.notional(t)) == d;
    boolean day = d != 0 && tape.cvdOrZero(NaiveTape.dayStart(t), t).signum() == d;
    BigDecimal layer = share(points, (side ? 2 : 0) + (day ? 1 : 0), 3);
    return liquidation ? layer.add(BigDecimal.valueOf(liquidation())) : layer;
  }

  private int liquidation() {
    Optional<BigDecimal> longs = fresh(inputs.longLiquidationUsd());
    Optional<BigDecimal> shorts = fresh(inputs.shortLiquidationUsd());
    if (d == 0 || longs.isEmpty() || shorts.isEmpty()) {
      return 0;
    }
    BigDecimal hit = d > 0 ? shorts.get() : longs.get();
    BigDecimal other = d > 0 ? longs.get() : shorts.get();
    if (!atLeast(hit.add(other), "50000")) {
      return 0;
    }
    if (hit.compareTo(other.multiply(BigDecimal.TWO)) >= 0) {
      return 5;
    }
    return hit.compareTo(other.multiply(new BigDecimal("1.2"))) >= 0 ? 3 : 0;
  }

  private BigDecimal auxiliary() {
    int fifths =
        fresh(inputs.coinbasePremium())
            .map(p -> atMost(p.abs(), "0.0005") ? 2 : p.signum() == d ? 5 : 0)
            .orElse(2);
    return share(profile.weights().auxiliary(), fifths, 5);
  }
}
