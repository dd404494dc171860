package io.tapeloom.sim.io;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.kernel.Market;
import io.tapeloom.kernel.Symbol;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.Tape;
import io.tapeloom.sim.TradeSource;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a call was sent with: query first, then body, in the order sent; where both name a
 * parameter, the query's value holds. Reading refuses bad values in the exchange's words.
 */
public final class Params {
  private static final long LARGEST = 10_000_000_000_000_000L;
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,20})?");
  private static final Set<String> ALWAYS =
      Set.of("timestamp", "recvWindow", "signature", "apiKey");

  private final Map<String, String> values;
  private final Set<String> read = new TreeSet<>();

  /** The given values; the map is copied in its order. */
  public Params(Map<String, String> values) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Everything sent, by name, in the order sent. */
  public Map<String, String> all() {
    return values;
  }

  /** Whether a parameter was sent at all, even if empty. */
  public boolean has(String name) {
    read.add(name);
    return values.containsKey(name);
  }

  /** A parameter that may be left out; sent empty it is refused (-1105). */
  public Optional<String> text(String name) {
    read.add(name);
    String value = values.get(name);
    if (value != null && value.isEmpty()) {
      throw new Refused(-1105, "Parameter '" + name + "' was empty.");
    }
    return Optional.ofNullable(value);
  }

  /** A parameter that must be there (-1102). */
  public String required(String name) {
    read.add(name);
    String value = values.get(name);
    if (value == null || value.isEmpty()) {
      throw Refused.missing(name);
    }
    return value;
  }

  /** A whole number of at least 0; -1102 when malformed, -1130 when out of range. */
  public OptionalLong integer(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long value = Long.parseLong(text.get());
      if (value < 0 || value > LARGEST) {
        throw Refused.invalid(name);
      }
      return OptionalLong.of(value);
    } catch (NumberFormatException e) {
      throw Refused.missing(name);
    }
  }

  /** A whole number that must be there. */
  public long requiredInteger(String name) {
    required(name);
    return integer(name).orElseThrow();
  }

  /** A page size. */
  public int limit(int unsaid, int most) {
    long limit = integer("limit").orElse(unsaid);
    if (limit < 1 || limit > most) {
      throw Refused.invalid("limit");
    }
    return (int) limit;
  }

  /**
   * A decimal in 1e-8: -1100 when it is no plain decimal, -1111 when it has more than 8 decimals or
   * does not fit.
   */
  public OptionalLong e8(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!DECIMAL.matcher(text.get()).matches()) {
      throw new Refused(
          -1100,
          "Illegal characters found in parameter '%s'; legal range is '^([0-9]{1,20})(\\.[0-9]{1,20})?$'."
              .formatted(name));
    }
    try {
      return OptionalLong.of(Decimals.parseE8(text.get()));
    } catch (IllegalArgumentException e) {
      throw new Refused(-1111, "Precision is over the maximum defined for this asset.");
    }
  }

  /** A decimal in 1e-8 that must be there. */
  public long requiredE8(String name) {
    required(name);
    return e8(name).orElseThrow();
  }

  /** true or false in any case. */
  public Optional<Boolean> flag(String name) {
    return text(name).map(value -> flag(name, value));
  }

  private static boolean flag(String name, String value) {
    if (value.equalsIgnoreCase("true")) {
      return true;
    }
    if (value.equalsIgnoreCase("false")) {
      return false;
    }
    throw Refused.missing(name);
  }

  /** One of a closed list by its name; refused with the code that the exchange has for it. */
  public <E extends Enum<E>> Optional<E> enumeration(String name, Class<E> type) {
    return text(name).map(value -> one(name, type, value));
  }

  /** One of a closed list that must be there. */
  public <E extends Enum<E>> E requiredEnumeration(String name, Class<E> type) {
    return one(name, type, required(name));
  }

  /** One of a closed list by its name; refused in those words where it is none of them. */
  public <E extends Enum<E>> Optional<E> enumeration(String name, Class<E> type, Refused unknown) {
    return text(name).map(value -> find(type, value).orElseThrow(() -> unknown));
  }

  private static <E extends Enum<E>> E one(String name, Class<E> type, String value) {
    return find(type, value).orElseThrow(() -> unknown(name));
  }

  private static <E extends Enum<E>> Optional<E> find(Class<E> type, String value) {
    return Stream.of(type.getEnumConstants()).filter(one -> one.name().equals(value)).findFirst();
  }

  private static Refused unknown(String name) {
    return switch (name) {
      case "timeInForce" -> new Refused(-1115, "Invalid timeInForce.");
      case "type" -> new Refused(-1116, "Invalid orderType.");
      case "side" -> new Refused(-1117, "Invalid side.");
      case "newOrderRespType" -> new Refused(-1136, "Invalid newOrderRespType.");
      case "positionSide" -> new Refused(-4060, "Invalid position side.");
      default -> Refused.invalid(name);
    };
  }

  /** A list of texts: a JSON array, or texts between commas. */
  public List<String> list(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return List.of();
    }
    if (!text.get().startsWith("[")) {
      return List.of(text.get().split(","));
    }
    List<String> items = new ArrayList<>();
    for (Object item : array(name)) {
      items.add(String.valueOf(item));
    }
    return items;
  }

  /** A JSON array; empty when it was not sent (-1102 when it is none). */
  public JsonArray array(String name) {
    Optional<String> text = text(name);
    try {
      return text.isEmpty() ? new JsonArray() : new JsonArray(text.get());
    } catch (DecodeException | ClassCastException e) {
      throw Refused.missing(name);
    }
  }

  /** The tape of the symbol that must be named (-1121). */
  public Tape tape(TradeSource source, Market market) {
    return find(source, market, required("symbol"))
        .orElseThrow(() -> new Refused(-1121, "Invalid symbol."));
  }

  private static Optional<Tape> find(TradeSource source, Market market, String name) {
    try {
      return source.tape(new Instrument(market, new Symbol(name)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A kline interval that must be there (-1120). */
  public Interval interval(String name) {
    return Interval.find(required(name)).orElseThrow(() -> new Refused(-1120, "Invalid interval."));
  }

  /**
   * Refuses what was sent and never read (-1104), as spot does; to be asked after reading and
   * before acting.
   */
  public void done() {
    long known =
        values.keySet().stream().filter(n -> read.contains(n) || ALWAYS.contains(n)).count();
    if (known < values.size()) {
      throw new Refused(
          -1104,
          "Not all sent parameters were read; read '%d' parameter(s) but was sent '%d'."
              .formatted(known, values.size()));
    }
  }
}
