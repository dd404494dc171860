package io.tapeloom.trade;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Symbol;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.risk.Exposure;
import io.tapeloom.risk.Limits;
import io.tapeloom.risk.Proposal;
import io.tapeloom.risk.RiskEngine;
import io.tapeloom.risk.Verdict;
import io.tapeloom.signal.ExitMultiples;
import io.tapeloom.signal.Profile;
import io.tapeloom.signal.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that turns an intent into a paper entry: the account's assumptions, the exits of each
 * strategy, and the rules. Live, replay and the engine's own book ask the same desk.
 */
public final class PaperDesk {
  private final PaperSettings settings;
  private final Map<String, ExitMultiples> exits;
  private final Map<String, List<Symbol>> symbols;
  private final RiskEngine risk;

  /** A desk for those strategies, of which the enabled ones may trade. */
  public PaperDesk(PaperSettings settings, Map<String, ExitMultiples> exits, Set<String> enabled) {
    this(settings, exits, enabled, Map.of());
  }

  private PaperDesk(
      PaperSettings settings,
      Map<String, ExitMultiples> exits,
      Set<String> enabled,
      Map<String, List<Symbol>> symbols) {
    this.settings = settings;
    this.symbols = new TreeMap<>(symbols);
    this.exits = new TreeMap<>(exits);
    this.risk = new RiskEngine(new Limits(settings.maxPositions(), exits.keySet(), enabled));
  }

  /** A desk for strategy files as they are. */
  public static PaperDesk of(PaperSettings settings, List<Profile> profiles) {
    Map<String, ExitMultiples> exits = new TreeMap<>();
    Set<String> enabled = new TreeSet<>();
    Map<String, List<Symbol>> symbols = new TreeMap<>();
    for (Profile profile : profiles) {
      exits.put(profile.name(), profile.exits());
      symbols.put(profile.name(), profile.symbols());
      if (profile.enabled()) {
        enabled.add(profile.name());
      }
    }
    return new PaperDesk(settings, exits, enabled, symbols);
  }

  /** What the account assumes. */
  public PaperSettings settings() {
    return settings;
  }

  /** Names of the strategies that score that instrument, in order. */
  public Set<String> strategies(Instrument instrument) {
    Set<String> names = new TreeSet<>();
    for (String name : exits.keySet()) {
      List<Symbol> only = symbols.getOrDefault(name, List.of());
      if (only.isEmpty() || only.contains(instrument.symbol())) {
        names.add(name);
      }
    }
    return names;
  }

  /** A fresh broker for one instrument. */
  public PaperBroker broker(InstrumentSpec spec) {
    return new PaperBroker(spec, settings, exits);
  }

  /** Distance of the stop and size of an entry; empty when the strategy is not known. */
  public Optional<Plan> plan(Intent intent, InstrumentSpec spec) {
    PaperPricing pricing = new PaperPricing(spec, settings);
    return Optional.ofNullable(exits.get(intent.strategy()))
        .map(
            rules -> {
              Fixed distance = pricing.riskDistance(rules, intent.atr());
              return new Plan(intent.tier(), distance, pricing.qty(distance, intent.tier()));
            });
  }

  /** The verdict on an intent, given what its strategy holds. */
  public Verdict decide(Intent intent, InstrumentSpec spec, Exposure exposure) {
    Fixed qty = plan(intent, spec).map(Plan::qty).orElse(Fixed.ZERO);
    boolean tiered = intent.tier().isPresent();
    return risk.decide(
        new Proposal(intent.strategy(), spec.instrument(), intent.side(), tiered, qty), exposure);
  }

  /** How an entry would be made. */
  public record Plan(Optional<Tier> tier, Fixed riskDistance, Fixed qty) {}
}
