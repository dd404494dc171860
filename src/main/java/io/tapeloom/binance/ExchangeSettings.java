package io.tapeloom.binance;

import io.tapeloom.kernel.Instrument;
import java.util.List;

/**
 * Where an exchange is and how patient we are with it; times are real time.
 *
 * @param restUrl base address of REST, without path
 * @param wsUrl base address of the market streams, without path
 * @param weightPerMinute request weight one address may spend, 0 = unlimited
 * @param watchdogMs silence after which a BTC or ETH stream is given up
 * @param calmWatchdogMs the same for quieter symbols
 * @param connectionLifeMs age at which a connection is replaced
 * @param requestTimeoutMs longest wait for a REST answer
 * @param subscribeByMessage true to subscribe by SUBSCRIBE messages instead of the address
 */
public record ExchangeSettings(
    String restUrl,
    String wsUrl,
    int weightPerMinute,
    long watchdogMs,
    long calmWatchdogMs,
    long connectionLifeMs,
    long requestTimeoutMs,
    boolean subscribeByMessage) {
  private static final List<String> BUSY = List.of("BTC", "ETH");
  private static final long LEAST_PATIENCE_MS = 2_000;
  private static final long HOUR_MS = 3_600_000;

  /** Refuses what cannot work. */
  public ExchangeSettings {
    if (weightPerMinute < 0 || watchdogMs < 1 || calmWatchdogMs < 1 || connectionLifeMs < 1) {
      throw new IllegalArgumentException("exchange: a limit is below its least value");
    }
    if (requestTimeoutMs < 1) {
      throw new IllegalArgumentException("exchange.request_timeout_ms: expected above 0");
    }
  }

  /** An exchange on one port of this machine without limits: the simulated one. */
  public static ExchangeSettings local(int port) {
    String host = "127.0.0.1:" + port;
    return new ExchangeSettings(
        "http://" + host, "ws://" + host, 0, 5_000, 10_000, 23 * HOUR_MS, 10_000, false);
  }

  /** The USD-M exchange itself, within its limits. */
  public static ExchangeSettings usdm() {
    return new ExchangeSettings(
        "https://fapi.binance.com",
        "wss://fstream.binance.com",
        2_400,
        5_000,
        10_000,
        23 * HOUR_MS,
        10_000,
        false);
  }

  /** The same with another age limit. */
  public ExchangeSettings withConnectionLifeMs(long lifeMs) {
    return new ExchangeSettings(
        restUrl,
        wsUrl,
        weightPerMinute,
        watchdogMs,
        calmWatchdogMs,
        lifeMs,
        requestTimeoutMs,
        subscribeByMessage);
  }

  /** The same with another patience for all symbols. */
  public ExchangeSettings withWatchdogMs(long patienceMs) {
    return new ExchangeSettings(
        restUrl,
        wsUrl,
        weightPerMinute,
        patienceMs,
        patienceMs,
        connectionLifeMs,
        requestTimeoutMs,
        subscribeByMessage);
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
