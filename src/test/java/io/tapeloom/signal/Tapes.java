package io.tapeloom.signal;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Profiles, trades and runs that the tests of the engine share. */
final class Tapes {
  static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  static final Profile V51 =
      new Profile(
          "v51_baseline",
          "5.1",
          100,
          75,
          new Weights(45, 20, 15, 15, 5),
          5,
          new ExitMultiples(Fixed.parse("2"), Fixed.parse("1.5"), Fixed.parse("3")),
          EnumSet.range(Ingredient.CVD, Ingredient.COINBASE_PREMIUM),
          true,
          List.of(),
          Optional.empty());
  static final Profile V52 =
      new Profile(
          "v52_8signals",
          "5.2",
          105,
          75,
          new Weights(40, 25, 15, 20, 5),
          5,
          V51.exits(),
          EnumSet.allOf(Ingredient.class),
          true,
          List.of(),
          Optional.empty());

  private Tapes() {}

  /** The same profile with another threshold. */
  static Profile threshold(Profile p, int threshold) {
    return new Profile(
        p.name(),
        p.version(),
        p.max(),
        threshold,
        p.weights(),
        p.accelBonus(),
        p.exits(),
        p.signals(),
        p.enabled(),
        p.symbols(),
        p.track());
  }

  static AggTrade trade(long id, long timeMs, String price, String qty, boolean sell) {
    return new AggTrade(
        BTC, id, Fixed.parse(price).e8(), Fixed.parse(qty).e8(), id, id, timeMs, sell);
  }

  static SignalEngine engine(Profile... profiles) {
    return engine(Positions.none(), Punctuality.listed(Set.of()), profiles);
  }

  static SignalEngine engine(Positions positions, Punctuality punctuality, Profile... profiles) {
    return new SignalEngine(
        BTC, 100_000, List.of(profiles), positions, EngineSettings.DEFAULT, punctuality);
  }

  /** Everything the engine answers to these trades, each fed at its own time. */
  static List<SignalEvent> feed(SignalEngine engine, List<AggTrade> trades) {
    List<SignalEvent> events = new ArrayList<>();
    trades.forEach(t -> engine.on(t, t.timeMs(), events::add));
    return events;
  }

  static List<Decision> decisions(List<SignalEvent> events) {
    return events.stream()
        .filter(Decided.class::isInstance)
        .map(e -> ((Decided) e).decision())
        .toList();
  }

  static Map<String, Long> noCooldowns() {
    return Map.of();
  }
}
