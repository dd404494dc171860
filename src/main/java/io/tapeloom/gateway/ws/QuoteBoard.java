package io.tapeloom.gateway.ws;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.Kline;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * The quote of one symbol: last price, and the bars of this and the day before in UTC. The order
 * book is not recorded, so bid, ask and spread are null and named as missing, like anything else
 * that is not known yet.
 */
final class QuoteBoard {
  private final Listing listing;
  private OptionalLong lastE8 = OptionalLong.empty();
  private Optional<Kline> today = Optional.empty();
  private Optional<Kline> before = Optional.empty();

  QuoteBoard(Listing listing) {
    this.listing = listing;
  }

  void last(long priceE8) {
    lastE8 = OptionalLong.of(priceE8);
  }

  /** A bar of one day, stored or running; what is older than what is known is passed over. */
  void day(Kline bar) {
    long newestMs = today.map(Kline::openMs).orElse(Long.MIN_VALUE);
    if (bar.openMs() > newestMs) {
      before = today;
      today = Optional.of(bar);
    } else if (bar.openMs() == newestMs) {
      today = Optional.of(bar);
    } else if (bar.openMs() >= before.map(Kline::openMs).orElse(Long.MIN_VALUE)) {
      before = Optional.of(bar);
    }
  }

  /** Stored bars of days; the running one is known better. */
  void seed(List<Kline> days) {
    days.stream()
        .filter(d -> today.filter(t -> t.openMs() == d.openMs()).isEmpty())
        .forEach(this::day);
  }

  /** False while the day before is not known although rows may tell it. */
  boolean complete() {
    return previousE8().isPresent();
  }

  private OptionalLong previousE8() {
    return today
        .flatMap(t -> before.filter(b -> b.openMs() == t.openMs() - Interval.D1.ms()))
        .map(b -> OptionalLong.of(b.closeE8()))
        .orElse(OptionalLong.empty());
  }

  private OptionalLong changeE8() {
    OptionalLong previous = previousE8();
    return lastE8.isPresent() && previous.isPresent()
        ? OptionalLong.of(lastE8.getAsLong() - previous.getAsLong())
        : OptionalLong.empty();
  }

  /** The change in percent with two decimals, in 1e-8. */
  private OptionalLong percentE8() {
    OptionalLong change = changeE8();
    OptionalLong previous = previousE8();
    if (change.isEmpty() || previous.getAsLong() == 0) {
      return OptionalLong.empty();
    }
    BigDecimal percent = BigDecimal.valueOf(change.getAsLong()).movePointRight(2);
    BigDecimal rounded =
        percent.divide(BigDecimal.valueOf(previous.getAsLong()), 2, RoundingMode.HALF_EVEN);
    return OptionalLong.of(rounded.movePointRight(8).longValueExact());
  }

  /** The day's bar follows the trades by a moment: the last price is never outside of its range. */
  private OptionalLong of(ToLongFunction<Kline> value) {
    return today.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(value.applyAsLong(today.orElseThrow()));
  }

  /** Appends it as JSON. */
  void json(StringBuilder out) {
    SymbolName name = listing.name();
    out.append("{\"n\":\"").append(name.full()).append("\",\"s\":\"ok\",\"v\":{");
    out.append("\"short_name\":\"").append(name.ticker());
    out.append("\",\"exchange\":\"").append(Listing.EXCHANGE);
    out.append("\",\"description\":\"").append(listing.description()).append('"');
    List<String> missing = new ArrayList<>();
    value(out, missing, "ch", changeE8());
    value(out, missing, "chp", percentE8());
    value(out, missing, "lp", lastE8);
    List.of("ask", "bid", "spread").forEach(n -> value(out, missing, n, OptionalLong.empty()));
    value(out, missing, "open_price", of(Kline::openE8));
    value(
        out,
        missing,
        "high_price",
        of(day -> Math.max(day.highE8(), lastE8.orElse(Long.MIN_VALUE))));
    value(
        out, missing, "low_price", of(day -> Math.min(day.lowE8(), lastE8.orElse(Long.MAX_VALUE))));
    value(out, missing, "prev_close_price", previousE8());
    volume(out, missing);
    out.append("},\"missing\":[");
    missing.forEach(n -> out.append('"').append(n).append("\","));
    out.setLength(missing.isEmpty() ? out.length() : out.length() - 1);
    out.append("]}");
  }

  private static void value(StringBuilder out, List<String> missing, String name, OptionalLong e8) {
    out.append(",\"").append(name).append("\":");
    if (e8.isPresent()) {
      Decimals.append(out, e8.getAsLong());
    } else {
      out.append("null");
      missing.add(name);
    }
  }

  private void volume(StringBuilder out, List<String> missing) {
    if (today.isPresent()) {
      Exact.append(out.append(",\"volume\":"), today.get().volumeE8());
    } else {
      value(out, missing, "volume", OptionalLong.empty());
    }
  }
}
