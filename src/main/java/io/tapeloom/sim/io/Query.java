package io.tapeloom.sim.io;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.kernel.Market;
import io.tapeloom.kernel.Symbol;
import io.tapeloom.sim.Tape;
import io.tapeloom.sim.TradeSource;
import io.vertx.core.MultiMap;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads request parameters and refuses bad ones in the exchange's words. */
final class Query {
  private static final long MOST = 10_000_000_000_000_000L;

  private final MultiMap params;

  Query(MultiMap params) {
    this.params = params;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(params.get(name));
  }

  OptionalLong number(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long value = Long.parseLong(text.get());
      if (value < 0 || value > MOST) {
        throw Refusal.invalid(name);
      }
      return OptionalLong.of(value);
    } catch (NumberFormatException e) {
      throw Refusal.malformed(name);
    }
  }

  int limit(int unsaid, int most) {
    long limit = number("limit").orElse(unsaid);
    if (limit < 1 || limit > most) {
      throw Refusal.invalid("limit");
    }
    return (int) limit;
  }

  Tape tape(TradeSource source) {
    String name = text("symbol").filter(s -> !s.isEmpty()).orElseThrow(() -> missing("symbol"));
    return find(source, name).orElseThrow(() -> Refusal.of(-1121, "Invalid symbol."));
  }

  static Optional<Tape> find(TradeSource source, String name) {
    try {
      return source.tape(new Instrument(Market.USDM, new Symbol(name)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  Interval interval() {
    String code = text("interval").filter(s -> !s.isEmpty()).orElseThrow(() -> missing("interval"));
    return Interval.find(code).orElseThrow(() -> Refusal.of(-1120, "Invalid interval."));
  }

  private static Refusal missing(String name) {
    return Refusal.malformed(name);
  }
}
