package io.tapeloom.binance;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.net.Outbound;
import java.util.List;

/**
 * Where an exchange is and how patient we are with it; times are real time.
 *
 * @param urls where it is
 * @param weightPerMinute request weight one address may spend on USD-M, 0 = unlimited
 * @param spotWeightPerMinute the same on the spot market
 * @param watchdogMs silence after which a BTC or ETH stream is given up
 * @param calmWatchdogMs the same for quieter symbols
 * @param connectionLifeMs age at which a connection is replaced
 * @param requestTimeoutMs longest wait for a REST answer
 * @param subscribeByMessage true to subscribe by SUBSCRIBE messages instead of the address
 * @param outbound how connections get there
 */
public record ExchangeSettings(
    ExchangeUrls urls,
    int weightPerMinute,
    int spotWeightPerMinute,
    long watchdogMs,
    long calmWatchdogMs,
    long connectionLifeMs,
    long requestTimeoutMs,
    boolean subscribeByMessage,
    Outbound outbound) {
  private static final List<String> BUSY = List.of("BTC", "ETH");
  private static final long LEAST_PATIENCE_MS = 2_000;
  private static final long HOUR_MS = 3_600_000;

  /** Refuses what cannot work. */
  public ExchangeSettings {
    if (weightPerMinute < 0
        || spotWeightPerMinute < 0
        || watchdogMs < 1
        || calmWatchdogMs < 1
        || connectionLifeMs < 1) {
      throw new IllegalArgumentException("exchange: a limit is below its least value");
    }
    if (requestTimeoutMs < 1) {
      throw new IllegalArgumentException("exchange.request_timeout_ms: expected above 0");
    }
  }

  /** An exchange on one port of this machine without limits: the simulated one. */
  public static ExchangeSettings local(int port) {
    return of(ExchangeUrls.local(port), 0, 0);
  }

  /** The exchange itself, within its limits. */
  public static ExchangeSettings production() {
    return of(ExchangeUrls.Profile.PRODUCTION.urls(), 2_400, 6_000);
  }

  /** An exchange at those addresses with those limits, and the usual patience. */
  public static ExchangeSettings of(
      ExchangeUrls urls, int weightPerMinute, int spotWeightPerMinute) {
    return new ExchangeSettings(
        urls,
        weightPerMinute,
        spotWeightPerMinute,
        5_000,
        10_000,
        23 * HOUR_MS,
        10_000,
        false,
        Outbound.DIRECT);
  }

  /** Request weight one address may spend in a minute on that market, 0 = unlimited. */
  public int weightPerMinute(Market market) {
    return market == Market.SPOT ? spotWeightPerMinute : weightPerMinute;
  }

  /** The same on another way out of this machine. */
  public ExchangeSettings via(Outbound way) {
    return new ExchangeSettings(
        urls,
        weightPerMinute,
        spotWeightPerMinute,
        watchdogMs,
        calmWatchdogMs,
        connectionLifeMs,
        requestTimeoutMs,
        subscribeByMessage,
        way);
  }

  /** The same with other ways to subscribe. */
  public ExchangeSettings withSubscribeByMessage(boolean byMessage) {
    return new ExchangeSettings(
        urls,
        weightPerMinute,
        spotWeightPerMinute,
        watchdogMs,
        calmWatchdogMs,
        connectionLifeMs,
        requestTimeoutMs,
        byMessage,
        outbound);
  }

  /** The same with another age limit. */
  public ExchangeSettings withConnectionLifeMs(long lifeMs) {
    return new ExchangeSettings(
        urls,
        weightPerMinute,
        spotWeightPerMinute,
        watchdogMs,
        calmWatchdogMs,
        lifeMs,
        requestTimeoutMs,
        subscribeByMessage,
        outbound);
  }

  /** The same with another patience for all symbols. */
  public ExchangeSettings withWatchdogMs(long patienceMs) {
    return new ExchangeSettings(
        urls,
        weightPerMinute,
        spotWeightPerMinute,
        patienceMs,
        patienceMs,
        connectionLifeMs,
        requestTimeoutMs,
        subscribeByMessage,
        outbound);
  }

  /**
   * Real milliseconds of silence after which the stream of that instrument is given up, when market
   * time runs at that speed: a slow market speaks seldom, and in a fast one the patience shrinks
   * only as far as a healthy machine may pause.
   */
  public long watchdogMs(Instrument instrument, double speed) {
    long patienceMs =
        BUSY.stream().anyMatch(instrument.symbol().name()::startsWith)
            ? watchdogMs
            : calmWatchdogMs;
    return Math.max(Math.min(patienceMs, LEAST_PATIENCE_MS), (long) (patienceMs / speed));
  }
}
