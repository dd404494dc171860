package io.tapeloom.sim;

/**
 * Walks a symbol minute by minute and adds up trade counts and returns. A minute's draws come from
 * hash(seed, symbol, minute); carried over are the pressure of the takers (a fast and a slow
 * memory, which give runs of tens of minutes), how busy the market is, and the pull towards home
 * that keeps a year of returns within bounds.
 */
final class Walk {
  private static final double FAST = 0.955;
  private static final double FAST_NOISE = 0.2966;
  private static final double SLOW = 0.994;
  private static final double SLOW_NOISE = 0.1094;
  private static final double BUSY = 0.98;
  private static final double BUSY_NOISE = 0.199;
  private static final double DRIFT = 0.12;
  private static final double PULL = 1e-4;
  private static final int SWEEP_ONE_IN = 11;
  private static final double SWEEP_WITH_FLOW = 0.62;

  private final Nature nature;
  private final Course course;
  private final Premium premium;
  private final long seed;
  private final long salt;
  private final Scenario scenario;
  private long index;
  private long firstId;
  private long ticks;
  private double fast;
  private double slow;
  private double busy;

  /**
   * Everything the walk carries from one minute to the next.
   *
   * @param firstId id of the next trade
   * @param ticks price of the course
   */
  record State(long firstId, long ticks, double fast, double slow, double busy) {
    /** Where every symbol starts. */
    static State start(Nature nature) {
      return new State(1, nature.course().homeTicks(), 0, 0, 0);
    }
  }

  Walk(Nature nature, long seed, long index, State from) {
    this.nature = nature;
    this.course = nature.course();
    this.premium = new Premium(course);
    this.seed = seed;
    this.salt = nature.salt(seed);
    this.scenario = nature.scenario();
    this.index = index;
    this.firstId = from.firstId();
    this.ticks = from.ticks();
    this.fast = from.fast();
    this.slow = from.slow();
    this.busy = from.busy();
  }

  State state() {
    return new State(firstId, ticks, fast, slow, busy);
  }

  /** The plan of the current minute; the walk then stands at the next one. */
  Minute next() {
    long draw = Chance.at(seed, index);
    fast = FAST * fast + FAST_NOISE * Chance.bell(draw);
    slow = SLOW * slow + SLOW_NOISE * Chance.bell(Chance.mix(draw + 1));
    busy = BUSY * busy + BUSY_NOISE * Chance.bell(Chance.mix(draw + 2));
    Weather weather = scenario.at(index);
    double flow = 0.75 * fast + 0.55 * slow + weather.flow();
    long odds = Chance.mix(draw + 3);
    int sweep = sweep(odds, flow, weather.sweepers());
    int count =
        count(
            weather.trades() * (sweep == 0 ? 1 : 2.2),
            ((salt == 0 ? odds : Chance.mix(odds ^ salt)) & 0xFFFF) / 65536.0);
    long close = close(weather, flow, sweep, Chance.bell(Chance.mix(draw + 4)));
    Minute minute =
        new Minute(
            index, firstId, count, quoted(ticks, index), quoted(close, index + 1), flow, sweep);
    index++;
    firstId += count;
    ticks = close;
    return minute;
  }

  /** A price of the course at the start of a minute as this market quotes it. */
  private long quoted(long courseTicks, long minute) {
    if (nature.leads()) {
      return courseTicks;
    }
    long less = courseTicks * course.tickE8() / 100_000_000L * premium.e8(minute * Minute.MS);
    return (courseTicks * course.tickE8() - less) / nature.listing().tickE8();
  }

  private static int sweep(long odds, double flow, int sweepers) {
    if (sweepers != Weather.ANYBODY) {
      return sweepers;
    }
    if (Long.remainderUnsigned(odds >>> 32, SWEEP_ONE_IN) != 0) {
      return 0;
    }
    boolean with = (odds >>> 16 & 0xFFFF) < SWEEP_WITH_FLOW * 65_536;
    return with == flow >= 0 ? 1 : -1;
  }

  private int count(double factor, double rounding) {
    if (factor == 0) {
      return 0;
    }
    double rate = nature.tradesPerMinute() * day() * (1 + 0.35 * busy + 0.06 * busy * busy);
    return Math.max(1, (int) (rate * factor * (0.85 + 0.3 * rounding) + rounding));
  }

  /** Busiest at 15:00 UTC, quietest at 03:00. */
  private double day() {
    double hour = index % 1440 / 60.0;
    double fromPeak = Math.abs((hour + 9) % 24 - 12) / 12;
    return 0.75 + 0.5 * fromPeak;
  }

  private long close(Weather weather, double flow, int sweep, double noise) {
    double wild = sweep != 0 ? 1.4 : 0.6 + 0.3 * Math.abs(busy);
    double usual = wild * noise + DRIFT * (flow - weather.flow()) + 0.7 * sweep;
    double push = course.sigmaTicks() * (weather.wild() * usual + weather.push());
    double pull = PULL * (course.homeTicks() - ticks);
    long moved = ticks + Math.round(push + pull);
    return Math.clamp(moved, course.homeTicks() / 2, course.homeTicks() * 2);
  }
}
