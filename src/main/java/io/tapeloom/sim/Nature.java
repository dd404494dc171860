package io.tapeloom.sim;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import java.util.List;
import java.util.stream.Stream;

/**
 * The character of one generated symbol.
 *
 * @param course what its price follows
 * @param tradesPerMinute mean number of trades
 * @param meanSteps mean quantity of an ordinary trade
 * @param scenario what kind of market it is in
 */
record Nature(
    Listing listing, Course course, double tradesPerMinute, long meanSteps, Scenario scenario) {
  private static final Course BTC = new Course("BTCUSDT", 10_000_000L, 960_000, 384);
  private static final Course ETH = new Course("ETHUSDT", 1_000_000L, 320_000, 160);
  private static final Course XRP = new Course("XRPUSDT", 10_000L, 22_000, 12);
  private static final Course SOL = new Course("SOLUSDT", 1_000_000L, 14_200, 7.8);
  private static final Course BNB = new Course("BNBUSDT", 1_000_000L, 65_000, 26);

  private Nature(Listing listing, Course course, double tradesPerMinute, long meanSteps) {
    this(listing, course, tradesPerMinute, meanSteps, Scenario.ORDINARY);
  }

  /** The same in another kind of market. */
  Nature in(Scenario other) {
    return new Nature(listing, course, tradesPerMinute, meanSteps, other);
  }

  /** USD-M first, then spot. */
  static List<Nature> all() {
    return Stream.concat(usdm().stream(), spot().stream()).toList();
  }

  /** The four symbols that the first collectors take. */
  static List<Nature> usdm() {
    return List.of(
        new Nature(usdm("BTC", 10_000_000L, 2, 100_000L, 3), BTC, 165, 22),
        new Nature(usdm("ETH", 1_000_000L, 2, 100_000L, 3), ETH, 140, 380),
        new Nature(usdm("XRP", 10_000L, 4, 10_000_000L, 1), XRP, 90, 6_400),
        new Nature(usdm("SOL", 1_000_000L, 4, 100_000_000L, 0), SOL, 110, 19));
  }

  /** The same on spot, and the asset that fees may be paid in. */
  static List<Nature> spot() {
    return List.of(
        new Nature(spot("BTC", 1_000_000L, 1_000L), BTC, 120, 700),
        new Nature(spot("ETH", 1_000_000L, 10_000L), ETH, 100, 1_400),
        new Nature(spot("XRP", 10_000L, 10_000_000L), XRP, 60, 2_100),
        new Nature(spot("SOL", 1_000_000L, 100_000L), SOL, 70, 6_000),
        new Nature(spot("BNB", 1_000_000L, 100_000L), BNB, 40, 500));
  }

  private static Listing usdm(
      String base, long tickE8, int priceDecimals, long stepE8, int qtyDecimals) {
    Instrument instrument = Instrument.of(Market.USDM, base + "USDT");
    return new Listing(instrument, base, tickE8, priceDecimals, stepE8, qtyDecimals);
  }

  /** Spot writes every price and quantity with eight decimals. */
  private static Listing spot(String base, long tickE8, long stepE8) {
    return new Listing(Instrument.of(Market.SPOT, base + "USDT"), base, tickE8, 8, stepE8, 8);
  }

  /** Home in this market's ticks. */
  long homeTicks() {
    return ticks(course.homeTicks());
  }

  /** Deviation of one minute's change in this market's ticks. */
  double sigmaTicks() {
    return course.sigmaTicks() * course.tickE8() / listing.tickE8();
  }

  /** A price of the course in this market's ticks, rounded down. */
  long ticks(long courseTicks) {
    return courseTicks * course.tickE8() / listing.tickE8();
  }

  /** Whether this market's own draws are the course's: futures lead, spot follows them. */
  boolean leads() {
    return listing.instrument().market() == Market.USDM;
  }

  /** What sets this market's own draws apart from the course's, 0 for the one that leads. */
  long salt(long courseSeed) {
    return leads() ? 0 : courseSeed ^ Chance.named(courseSeed, "spot");
  }
}
