package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.FaultKind;
import io.tapeloom.sim.FaultMoment;
import io.tapeloom.sim.FaultPlace;
import io.tapeloom.sim.FaultRule;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads one fault as files and tools write it; what is wrong with it is named by its field. */
final class FaultText {
  private static final Set<String> FIELDS =
      Set.of(
          "kind", "at_ms", "on", "nth", "rate", "market", "symbol", "account", "path", "stream",
          "event", "count", "for_ms", "code", "msg", "call", "frames");
  private static final long LONGEST_MS = 86_400_000;
  private static final int MOST = 1_000_000;

  private final JsonObject said;

  private FaultText(JsonObject said) {
    this.said = said;
  }

  /**
   * The rule that an object states.
   *
   * @throws BadAsk naming the field
   */
  static FaultRule read(JsonObject said) {
    return new FaultText(said).rule();
  }

  private FaultRule rule() {
    for (String field : new TreeSet<>(said.fieldNames())) {
      if (!FIELDS.contains(field)) {
        throw new BadAsk(field, "one of " + new TreeSet<>(FIELDS), said.getValue(field));
      }
    }
    FaultKind kind = kind();
    FaultRule.When when = when();
    int usual = when.rate() > 0 ? 0 : 1;
    int count = (int) number("count", usual, usual, MOST);
    int code = (int) number("code", 0, -99_999, 0);
    int frames = (int) number("frames", 0, 0, MOST);
    check(kind, code);
    return new FaultRule(
        kind,
        when,
        target(kind),
        count,
        number("for_ms", 0, 0, LONGEST_MS),
        code + frames,
        words(kind));
  }

  private FaultKind kind() {
    Object name = said.getValue("kind");
    return FaultKind.find(String.valueOf(name))
        .orElseThrow(() -> new BadAsk("kind", "one of " + kinds(), name));
  }

  static String kinds() {
    return Arrays.stream(FaultKind.values()).map(FaultKind::code).collect(Collectors.joining(", "));
  }

  private void check(FaultKind kind, int code) {
    if (kind == FaultKind.REFUSE && code == 0) {
      throw new BadAsk("code", "the exchange's code, such as -2019", said.getValue("code"));
    }
    if (kind == FaultKind.BY_HAND && !text("call").matches("(GET|POST|PUT|DELETE) /\\S+")) {
      throw new BadAsk("call", "a call such as POST /fapi/v1/order?symbol=...", text("call"));
    }
    if (kind == FaultKind.HALT && text("symbol").isEmpty()) {
      throw new BadAsk("symbol", "the symbol to halt", said.getValue("symbol"));
    }
  }

  private FaultRule.When when() {
    boolean timed = said.containsKey("at_ms");
    boolean waits = said.containsKey("on");
    if (timed && waits) {
      throw new BadAsk("on", "either at_ms or on, not both", said.getValue("on"));
    }
    OptionalLong atMs =
        timed ? OptionalLong.of(number("at_ms", 0, 0, Long.MAX_VALUE / 4)) : OptionalLong.empty();
    Optional<FaultMoment> on = waits ? Optional.of(moment()) : Optional.empty();
    return new FaultRule.When(atMs, on, (int) number("nth", 1, 1, MOST), rate());
  }

  private FaultMoment moment() {
    Object name = said.getValue("on");
    List<String> codes = Arrays.stream(FaultMoment.values()).map(FaultMoment::code).toList();
    return FaultMoment.find(String.valueOf(name))
        .orElseThrow(() -> new BadAsk("on", "one of " + String.join(", ", codes), name));
  }

  private double rate() {
    Object value = said.getValue("rate", 0);
    if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 1) {
      return number.doubleValue();
    }
    throw new BadAsk("rate", "0 to 1", value);
  }

  private FaultRule.Target target(FaultKind kind) {
    Optional<Market> market = Optional.empty();
    if (said.containsKey("market")) {
      String code = text("market");
      market =
          Optional.of(
              Market.find(code).orElseThrow(() -> new BadAsk("market", "spot or usdm", code)));
    }
    String name =
        kind.place() == FaultPlace.FRAME
            ? text("stream")
            : kind.place() == FaultPlace.EVENT ? text("event") : text("path");
    return new FaultRule.Target(market, text("symbol"), (int) number("account", 0, 0, MOST), name);
  }

  private String words(FaultKind kind) {
    return kind == FaultKind.BY_HAND ? text("call") : text("msg");
  }

  private String text(String field) {
    Object value = said.getValue(field, "");
    if (value instanceof String text && text.length() <= 2_000) {
      return text;
    }
    throw new BadAsk(field, "a text", value);
  }

  private long number(String field, long unsaid, long least, long most) {
    Object value = said.getValue(field, unsaid);
    boolean whole = value instanceof Integer || value instanceof Long;
    long number = whole ? ((Number) value).longValue() : Long.MIN_VALUE;
    if (number < least || number > most) {
      throw new BadAsk(field, "a whole number from " + least + " to " + most, value);
    }
    return number;
  }
}
