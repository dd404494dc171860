package io.tapeloom.sim.io;

import io.tapeloom.sim.FaultRule;
import java.util.List;

/**
 * Settings of the simulated exchange.
 *
 * @param port port on 127.0.0.1, 0 for any free one
 * @param weightPerMinute request weight an address may use on USD-M per clock minute; spot allows
 *     two and a half times as much, and 0 lifts every limit on requests and orders
 * @param connectionLifeMs real ms after which a stream connection is closed, as the exchange does
 *     every 24 hours
 * @param maxPendingBytes bytes a connection may leave unread before it is closed
 * @param seed of keys and faults
 * @param latencyMs real ms that a signed call takes to the matching engine
 * @param faults what is to go wrong from the start
 */
public record SimSettings(
    int port,
    int weightPerMinute,
    long connectionLifeMs,
    int maxPendingBytes,
    long seed,
    long latencyMs,
    List<FaultRule> faults) {
  /** Default port. */
  public static final int DEFAULT_PORT = 8900;

  /** The exchange's own limit. */
  public static final int EXCHANGE_WEIGHT = 2400;

  /** Longest way to the matching engine. */
  public static final long LONGEST_LATENCY_MS = 60_000;

  private static final long DAY_MS = 86_400_000;
  private static final int PENDING_BYTES = 8 << 20;
  private static final long SEED = 42;

  /** Refuses what cannot be served. */
  public SimSettings {
    check(port >= 0 && port <= 65_535, "port", "0 to 65535", port);
    check(weightPerMinute >= 0, "weight_per_minute", "0 or more", weightPerMinute);
    check(connectionLifeMs >= 100, "connection_life_ms", "100 or more", connectionLifeMs);
    check(maxPendingBytes >= 65_536, "max_pending_bytes", "65536 or more", maxPendingBytes);
    check(
        latencyMs >= 0 && latencyMs <= LONGEST_LATENCY_MS,
        "latency_ms",
        "0 to " + LONGEST_LATENCY_MS,
        latencyMs);
    faults = List.copyOf(faults);
  }

  private static void check(boolean holds, String name, String expected, long got) {
    if (!holds) {
      throw new IllegalArgumentException("sim." + name + ": expected " + expected + ", got " + got);
    }
  }

  /** The exchange's limits on that port. */
  public static SimSettings onPort(int port) {
    return new SimSettings(port, EXCHANGE_WEIGHT, DAY_MS, PENDING_BYTES, SEED, 0, List.of());
  }

  /** The same without limits on requests and orders, for a program on its own machine. */
  public SimSettings unlimited() {
    return withWeight(0);
  }

  /** The same with another limit on request weight. */
  public SimSettings withWeight(int perMinute) {
    return new SimSettings(
        port, perMinute, connectionLifeMs, maxPendingBytes, seed, latencyMs, faults);
  }

  /** The same with another connection life. */
  public SimSettings withConnectionLife(long lifeMs) {
    return new SimSettings(port, weightPerMinute, lifeMs, maxPendingBytes, seed, latencyMs, faults);
  }

  /** The same with another bound on what a client may leave unread. */
  public SimSettings withMaxPending(int bytes) {
    return new SimSettings(port, weightPerMinute, connectionLifeMs, bytes, seed, latencyMs, faults);
  }

  /** The same with the keys of another seed. */
  public SimSettings withSeed(long other) {
    return new SimSettings(
        port, weightPerMinute, connectionLifeMs, maxPendingBytes, other, latencyMs, faults);
  }

  /** The same with another way to the matching engine. */
  public SimSettings withLatency(long ms) {
    return new SimSettings(
        port, weightPerMinute, connectionLifeMs, maxPendingBytes, seed, ms, faults);
  }

  /** The same with faults from the start. */
  public SimSettings withFaults(List<FaultRule> rules) {
    return new SimSettings(
        port, weightPerMinute, connectionLifeMs, maxPendingBytes, seed, latencyMs, rules);
  }
}
