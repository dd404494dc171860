package io.tapeloom.signal;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Quiet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A seeded market that behaves badly: bursts, hours of silence, trades out of time order,
 * quantities from one unit to billions and of no common step, holes in the ids, inputs that come
 * and go.
 */
final class RandomTape {
  private final SplittableRandom random;
  private final Shape shape;
  private final List<Step> steps = new ArrayList<>();
  private long nowMs;
  private long nextId;
  private long priceE8;
  private long receivedMs;

  /**
   * What a tape looks like.
   *
   * @param gapMs mean distance of trades
   * @param silences one trade in that many is followed by silence, 0 = none
   * @param silenceMs longest silence
   * @param holes one trade in that many is followed by a hole in the ids, 0 = none
   * @param stepE8 step of most quantities
   * @param wild one quantity in that many has no step at all, 0 = none
   * @param largest largest usual quantity in steps
   */
  record Shape(
      int trades,
      int gapMs,
      int silences,
      int silenceMs,
      int holes,
      long stepE8,
      int wild,
      long largest) {}

  private RandomTape(long seed, Shape shape) {
    this.random = new SplittableRandom(seed);
    this.shape = shape;
    this.nowMs = 1_720_000_000_000L + random.nextLong(86_400_000);
    this.nextId = random.nextLong(1, 1_000_000);
    this.priceE8 = random.nextLong(1, 70_000) * Fixed.ONE_E8;
  }

  static List<Step> of(long seed, Shape shape) {
    RandomTape tape = new RandomTape(seed, shape);
    if (one(tape.random, 3)) {
      tape.nowMs = tape.nowMs / 15_000 * 15_000;
    }
    for (int i = 0; i < shape.trades(); i++) {
      tape.next();
    }
    return tape.steps;
  }

  private static boolean one(SplittableRandom random, int in) {
    return in > 0 && random.nextInt(in) == 0;
  }

  private void next() {
    if (one(random, 40)) {
      steps.add(new Step.News(inputs()));
    }
    if (one(random, shape.silences())) {
      silence();
    } else {
      nowMs += one(random, 3) ? 0 : random.nextInt(2 * shape.gapMs());
    }
    if (one(random, 400)) {
      nowMs = (nowMs / 15_000 + 1) * 15_000;
    }
    if (one(random, shape.holes())) {
      long to = nextId + random.nextInt(50);
      steps.add(new Step.Hole(new Gap(Tapes.BTC, nextId, to, false)));
      nextId = to + 1;
    }
    long timeMs = one(random, 10) ? nowMs - random.nextInt(3_000) : nowMs;
    steps.add(new Step.Trade(trade(timeMs), nowMs + random.nextInt(8_000)));
  }

  private void silence() {
    long until = nowMs + random.nextInt(shape.silenceMs());
    while (one(random, 2)) {
      nowMs += random.nextLong(until - nowMs + 1);
      long id = one(random, 5) ? nextId : nextId - 1;
      steps.add(new Step.Silence(new Quiet(Tapes.BTC, id, nowMs), nowMs + 100));
    }
    nowMs = until;
  }

  private AggTrade trade(long timeMs) {
    priceE8 = Math.max(1, priceE8 + random.nextInt(-3, 4) * Math.max(1, priceE8 / 20_000));
    long id = nextId++;
    return new AggTrade(Tapes.BTC, id, priceE8, qtyE8(), id, id, timeMs, random.nextInt(100) < 48);
  }

  private long qtyE8() {
    if (one(random, shape.wild())) {
      int bits = random.nextInt(1, 62);
      return 1 + random.nextLong(1L << bits);
    }
    double skewed = Math.pow(random.nextDouble(), 6);
    long steps = 1 + (long) (skewed * shape.largest());
    return shape.stepE8() * (one(random, 4) ? Math.min(steps, 5) : steps);
  }

  private Inputs inputs() {
    return new Inputs(
        maybe("0.4", "0.5", "0.7", "0.9", "1", "1.5", "1.7", "2", "3"),
        maybe("0.3", "0.45", "0.47", "0.5", "0.52", "0.55", "0.6"),
        maybe("-0.02", "0", "0.01", "0.03", "0.05"),
        maybe("-0.001", "-0.0005", "0", "0.0005", "0.00050001", "0.002"),
        maybe("-0.002", "-0.001", "-0.0005", "0", "0.0003", "0.0005", "0.001", "0.0011"),
        maybe("0", "20000", "30000", "100000", "120000"),
        maybe("0", "30000", "50000", "100000", "240000"));
  }

  private Optional<Observed> maybe(String... values) {
    if (one(random, 3)) {
      return Optional.empty();
    }
    receivedMs = Math.max(receivedMs, nowMs + random.nextInt(20_000));
    return Optional.of(
        new Observed(Fixed.parse(values[random.nextInt(values.length)]), receivedMs));
  }
}
