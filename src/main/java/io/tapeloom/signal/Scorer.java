package io.tapeloom.signal;

import io.tapeloom.kernel.Fixed;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The V5 score of one boundary: five layers and a bonus, each exact in hundredths of a point. An
 * input that is missing or older than 15 minutes gives the neutral value of its layer.
 */
final class Scorer {
  /** An input older than this is as good as missing. */
  static final long FRESH_MS = 900_000;

  private static final long PERCENT_E8 = Fixed.ONE_E8 / 100;
  private static final long EXTREME_FUNDING_E8 = PERCENT_E8 / 10;
  private static final long HIGH_FUNDING_E8 = 3 * PERCENT_E8 / 100;
  private static final long PREMIUM_E8 = 5 * PERCENT_E8 / 100;
  private static final Fixed LEAST_LIQUIDATION = Fixed.parse("50000");

  private final Profile profile;
  private final Evidence evidence;
  private final Inputs inputs;

  private Scorer(Profile profile, Evidence evidence, Inputs inputs) {
    this.profile = profile;
    this.evidence = evidence;
    this.inputs = inputs;
  }

  static Factors score(Profile profile, Evidence evidence, Inputs inputs) {
    Scorer scorer = new Scorer(profile, evidence, inputs);
    return new Factors(
        scorer.directionE2(),
        scorer.accelE2(),
        scorer.crowdingE2(),
        scorer.environmentE2(),
        scorer.confirmationE2(),
        scorer.auxiliaryE2());
  }

  /** True when an input the profile looks at was known once and is too old now. */
  static boolean stale(Profile profile, Inputs inputs, long t) {
    return stale(profile, Ingredient.LS_RATIO, inputs.longShortRatio(), t)
        || stale(profile, Ingredient.LS_RATIO, inputs.topTraderLongShare(), t)
        || stale(profile, Ingredient.OI, inputs.openInterestChange1h(), t)
        || stale(profile, Ingredient.COINBASE_PREMIUM, inputs.coinbasePremium(), t)
        || stale(profile, Ingredient.FUNDING_RATE, inputs.fundingRate(), t)
        || stale(profile, Ingredient.LIQUIDATION, inputs.longLiquidationUsd(), t)
        || stale(profile, Ingredient.LIQUIDATION, inputs.shortLiquidationUsd(), t);
  }

  private static boolean stale(
      Profile profile, Ingredient ingredient, Optional<Observed> input, long t) {
    return profile.uses(ingredient) && input.isPresent() && !fresh(input.get(), t);
  }

  private static boolean fresh(Observed observed, long t) {
    return t - observed.receivedMs() <= FRESH_MS;
  }

  /** The value in 1e-8 when the profile looks at it and it is fresh. */
  private Optional<Long> known(Ingredient ingredient, Optional<Observed> input) {
    return input
        .filter(o -> profile.uses(ingredient) && fresh(o, evidence.t()))
        .map(o -> o.value().e8());
  }

  /** Three thirds: fast, middle and large trades, where the last one may be half. */
  private int directionE2() {
    if (evidence.fast() == 0) {
      return 0;
    }
    int sixths = 2 + (evidence.agreed() ? 2 : 0) + largeSixths();
    return partE2(profile.weights().direction(), sixths, 6);
  }

  private int largeSixths() {
    if (!profile.uses(Ingredient.P99)) {
      return 1;
    }
    if (evidence.large().printAgainst(evidence.fast())) {
      return 0;
    }
    return evidence.large().flowSign() == evidence.fast() ? 2 : 1;
  }

  private int accelE2() {
    boolean grows = evidence.fast() != 0 && evidence.acceleration() == evidence.fast();
    return grows && profile.uses(Ingredient.ACCEL) ? 100 * profile.accelBonus() : 0;
  }

  private int crowdingE2() {
    int carved = profile.uses(Ingredient.FUNDING_RATE) ? Profile.CARVED : 0;
    int tenths = accountTenths() + topTraderTenths();
    return partE2(profile.weights().crowding() - carved, tenths, 20) + fundingE2();
  }

  private int accountTenths() {
    return known(Ingredient.LS_RATIO, inputs.longShortRatio())
        .map(
            ratio ->
                switch (evidence.fast()) {
                  case 1 -> band(-ratio, -50, -70, 6, -100, 4);
                  case -1 -> band(ratio, 200, 150, 6, 100, 4);
                  default -> 0;
                })
        .orElse(5);
  }

  private int topTraderTenths() {
    return known(Ingredient.LS_RATIO, inputs.topTraderLongShare())
        .map(
            share ->
                switch (evidence.fast()) {
                  case 1 -> band(share, 55, 50, 5, 50, 5);
                  case -1 -> band(-share, -45, -50, 5, -50, 5);
                  default -> 0;
                })
        .orElse(5);
  }

  /** All ten tenths from {@code full} percent, else those of the first bound that is reached. */
  private static int band(long e8, int full, int high, int highTenths, int low, int lowTenths) {
    if (e8 >= full * PERCENT_E8) {
      return 10;
    }
    if (e8 >= high * PERCENT_E8) {
      return highTenths;
    }
    return e8 >= low * PERCENT_E8 ? lowTenths : 0;
  }

  private int fundingE2() {
    return known(Ingredient.FUNDING_RATE, inputs.fundingRate()).map(this::fundingE2).orElse(0);
  }

  /** A rate above zero means that longs pay: the crowd is long. */
  private int fundingE2(long rateE8) {
    long withTrade = rateE8 * evidence.fast();
    if (evidence.fast() == 0 || Math.abs(rateE8) < HIGH_FUNDING_E8) {
      return 0;
    }
    if (Math.abs(rateE8) >= EXTREME_FUNDING_E8) {
      return withTrade > EXTREME_FUNDING_E8 ? -500 : 500;
    }
    return withTrade < 0 ? 300 : 0;
  }

  private int environmentE2() {
    int percent =
        known(Ingredient.OI, inputs.openInterestChange1h())
            .map(change -> change >= 3 * PERCENT_E8 ? 100 : change >= 0 ? 67 : 33)
            .orElse(50);
    return partE2(profile.weights().environment(), percent, 100);
  }

  private int confirmationE2() {
    int carved = profile.uses(Ingredient.LIQUIDATION) ? Profile.CARVED : 0;
    int thirds = 0;
    if (evidence.fast() != 0) {
      thirds += evidence.vwapSide() == evidence.fast() ? 2 : 0;
      thirds += evidence.day() == evidence.fast() ? 1 : 0;
    }
    return partE2(profile.weights().confirmation() - carved, thirds, 3) + liquidationE2();
  }

  private int liquidationE2() {
    Optional<Long> longs = known(Ingredient.LIQUIDATION, inputs.longLiquidationUsd());
    Optional<Long> shorts = known(Ingredient.LIQUIDATION, inputs.shortLiquidationUsd());
    if (evidence.fast() == 0 || longs.isEmpty() || shorts.isEmpty()) {
      return 0;
    }
    Fixed hit = Fixed.ofE8(evidence.fast() > 0 ? shorts.get() : longs.get());
    Fixed other = Fixed.ofE8(evidence.fast() > 0 ? longs.get() : shorts.get());
    if (hit.plus(other).compareTo(LEAST_LIQUIDATION) < 0) {
      return 0;
    }
    return reaches(hit, other, 20) ? 500 : reaches(hit, other, 12) ? 300 : 0;
  }

  /** True when hit / other is at least that many tenths; against nothing it always is. */
  private static boolean reaches(Fixed hit, Fixed other, int tenths) {
    BigDecimal bound = other.toBigDecimal().multiply(BigDecimal.valueOf(tenths));
    return hit.toBigDecimal().movePointRight(1).compareTo(bound) >= 0;
  }

  /** A premium of Coinbase in the trade's direction helps, one against it does not. */
  private int auxiliaryE2() {
    int fifths =
        known(Ingredient.COINBASE_PREMIUM, inputs.coinbasePremium())
            .map(this::premiumFifths)
            .orElse(2);
    return partE2(profile.weights().auxiliary(), fifths, 5);
  }

  private int premiumFifths(long premiumE8) {
    if (Math.abs(premiumE8) <= PREMIUM_E8) {
      return 2;
    }
    return Long.signum(premiumE8) == evidence.fast() ? 5 : 0;
  }

  /** That part of whole points, in hundredths, rounded half up. */
  private static int partE2(int points, int part, int whole) {
    return Math.floorDiv(2 * 100 * points * part + whole, 2 * whole);
  }
}
