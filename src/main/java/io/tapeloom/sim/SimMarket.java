package io.tapeloom.sim;

import java.util.List;
import java.util.OptionalLong;

/**
 * The generated market: BTCUSDT, ETHUSDT, XRPUSDT and SOLUSDT on USD-M and on spot, where BNBUSDT
 * joins them, since 2026-01-01 UTC, the same for everyone who knows the seed, and without an end.
 * What is traded on both follows one price.
 */
public final class SimMarket implements TradeSource {
  private final List<Tape> tapes;

  private SimMarket(List<Tape> tapes) {
    this.tapes = tapes;
  }

  /** The ordinary market of that seed. */
  public static SimMarket ofSeed(long seed) {
    return of(seed, Scenario.ORDINARY);
  }

  /** The market of that seed in which that happens. */
  public static SimMarket of(long seed, Scenario scenario) {
    return new SimMarket(
        Nature.all().stream()
            .<Tape>map(nature -> new GeneratedTape(nature.in(scenario), seed))
            .toList());
  }

  @Override
  public List<Tape> tapes() {
    return tapes;
  }

  @Override
  public OptionalLong clockStartMs() {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong haltMs() {
    return OptionalLong.empty();
  }
}
