package io.tapeloom.trade;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.risk.PositionSizer;
import io.tapeloom.signal.Tier;

/**
 * What a paper account assumes.
 *
 * @param sizer balance and share of it that one standard trade risks
 * @param maxPositions open at once per strategy, over all symbols
 * @param latencyMs from a boundary to the earliest trade that can fill its entry
 * @param slippageBps what a market order loses against the trade that fills it, in 1/10,000
 * @param feeBps taker fee per side on the notional, in 1/10,000
 * @param timeStopMs longest hold after the entry filled
 * @param heavy share of a standard trade that a heavy signal risks
 * @param standard the same for a standard signal
 * @param light the same for a light signal
 */
public record PaperSettings(
    PositionSizer sizer,
    int maxPositions,
    long latencyMs,
    Fixed slippageBps,
    Fixed feeBps,
    long timeStopMs,
    Fixed heavy,
    Fixed standard,
    Fixed light) {
  /** The documented defaults: 10,000 USDT, 2 % a trade, 4 positions, 100 ms, 1 bp, 5 bp, 60 min. */
  public static final PaperSettings DEFAULT =
      new PaperSettings(
          new PositionSizer(Fixed.parse("10000"), Fixed.parse("0.02")),
          4,
          100,
          Fixed.parse("1"),
          Fixed.parse("5"),
          3_600_000,
          Fixed.parse("1.5"),
          Fixed.parse("1"),
          Fixed.parse("0.5"));

  /** Refuses values that would make the account meaningless. */
  public PaperSettings {
    require("max_positions", maxPositions, 0, 1_000);
    require("latency_ms", latencyMs, 0, 14_999);
    require("slippage_bps (1e-8)", slippageBps.e8(), 0, 1_000 * Fixed.ONE_E8);
    require("fee_bps (1e-8)", feeBps.e8(), 0, 1_000 * Fixed.ONE_E8);
    require("time_stop_ms", timeStopMs, 1, 30L * 86_400_000);
  }

  private static void require(String key, long value, long low, long high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "paper." + key + ": expected " + low + " to " + high + ", got " + value);
    }
  }

  /** USDT the account began with. */
  public Fixed initialBalance() {
    return sizer.initialBalance();
  }

  /** Share of a standard trade that the tier risks. */
  public Fixed multiplier(Tier tier) {
    return switch (tier) {
      case HEAVY -> heavy;
      case STANDARD -> standard;
      case LIGHT -> light;
    };
  }
}
