package io.tapeloom.gateway;

import io.tapeloom.kernel.Health;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.signal.Decided;
import io.tapeloom.signal.Decision;
import io.tapeloom.signal.Withheld;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/** The newest decision of every instrument and strategy. */
public final class DecisionBoard {
  private static final long WARM_MS = 4 * 3_600_000L;
  private final Function<Decided, JsonObject> json;
  private final Map<Key, Decided> newest = new ConcurrentSkipListMap<>();

  private record Key(Instrument instrument, String strategy) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int first = instrument.compareTo(other.instrument);
      return first != 0 ? first : strategy.compareTo(other.strategy);
    }
  }

  /** A board that writes decisions as {@code /api/signals/history} does. */
  public DecisionBoard(Function<Decided, JsonObject> json) {
    this.json = json;
  }

  /** Keeps the decision unless a newer one is known. */
  public void accept(Decided decided) {
    Decision decision = decided.decision();
    newest.merge(
        new Key(decision.instrument(), decision.strategy()),
        decided,
        (old, fresh) -> fresh.decision().t() >= old.decision().t() ? fresh : old);
  }

  /** Up once that instrument was decided on. */
  public Health health(Instrument instrument) {
    String part = "signal." + instrument;
    return of(instrument).isPresent()
        ? new Health(part, Health.Status.UP, "")
        : new Health(part, Health.Status.DOWN, "waiting");
  }

  private Optional<Decision> of(Instrument instrument) {
    return newest.values().stream()
        .map(Decided::decision)
        .filter(d -> d.instrument().equals(instrument))
        .findFirst();
  }

  /** Whether that instrument's windows are full. */
  boolean warm(Instrument instrument) {
    return of(instrument).filter(d -> !d.withheld().contains(Withheld.WARMING)).isPresent();
  }

  /** Market time until that instrument's windows are full; empty before the first decision. */
  OptionalLong warmInMs(Instrument instrument, long marketMs) {
    return of(instrument)
        .map(d -> OptionalLong.of(Math.max(0, d.tapeFromMs() + WARM_MS - marketMs)))
        .orElse(OptionalLong.empty());
  }

  /** All of them in the shape of the history's items. */
  JsonArray items() {
    JsonArray items = new JsonArray();
    newest.values().forEach(d -> items.add(json.apply(d)));
    return items;
  }
}
