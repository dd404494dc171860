package io.tapeloom.signal;

/**
 * Limits of the engine that are not a matter of a strategy.
 *
 * @param cooldownMs rest of a strategy after a tradeable decision
 * @param warmMs contiguous tape needed before anything is traded
 * @param maxPositions positions a strategy may hold; 0 withholds every decision
 */
public record EngineSettings(long cooldownMs, long warmMs, int maxPositions) {
  /** Ten minutes, four hours, four positions. */
  public static final EngineSettings DEFAULT = new EngineSettings(600_000, 14_400_000, 4);

  /** Refuses negative limits. */
  public EngineSettings {
    if (cooldownMs < 0 || warmMs < 0 || maxPositions < 0) {
      throw new IllegalArgumentException(
          "signal settings: expected no negative limit, got %d, %d, %d"
              .formatted(cooldownMs, warmMs, maxPositions));
    }
  }
}
