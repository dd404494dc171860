package io.tapeloom.signal;

import io.tapeloom.kernel.Side;
import io.tapeloom.market.AggTrade;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holds what was decided for a hundred trades; remembers in which order it was asked. */
final class ShortBook implements Positions {
  private final Map<String, Side> sides = new TreeMap<>();
  private final Map<String, Integer> left = new TreeMap<>();
  private long told;

  @Override
  public Optional<Side> held(String strategy) {
    return Optional.ofNullable(sides.get(strategy));
  }

  @Override
  public void decided(Decision decision) {
    told = told * 31 + decision.t();
    sides.put(decision.strategy(), decision.direction().orElseThrow());
    left.put(decision.strategy(), 100);
  }

  @Override
  public void refused(String strategy, long t) {
    sides.remove(strategy);
  }

  @Override
  public void on(long effectiveMs, AggTrade trade) {
    told = told * 31 + effectiveMs;
    left.replaceAll((strategy, trades) -> trades - 1);
    left.entrySet().stream().filter(e -> e.getValue() == 0).forEach(e -> sides.remove(e.getKey()));
  }

  /** A hash over every call in order. */
  long told() {
    return told;
  }
}
