package io.tapeloom.gateway.ws;

import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.web.Nearest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The symbols that are recorded here: searched, resolved, or refused by name. */
final class Catalogue {
  private static final List<String> RESOLUTIONS =
      List.of("1", "5", "15", "60", "240", "1D", "1W", "1M");
  private final Map<String, Listing> listings = new TreeMap<>();

  Catalogue(List<InstrumentSpec> specs) {
    specs.stream().map(Listing::of).forEach(l -> listings.put(l.name().full(), l));
  }

  List<Listing> all() {
    return List.copyOf(listings.values());
  }

  /**
   * The listing of that name.
   *
   * @throws Refused with SYMBOL_NOT_FOUND where it is not recorded
   */
  Listing find(SymbolName name) {
    Optional<Listing> found = Optional.ofNullable(listings.get(name.full()));
    return found.orElseThrow(
        () -> Refused.of(ErrorCode.SYMBOL_NOT_FOUND, "symbol: " + absent(name)));
  }

  private String absent(SymbolName name) {
    SymbolName perpetual = new SymbolName(name.symbol(), true);
    if (!name.perpetual() && listings.containsKey(perpetual.full())) {
      return "spot pairs are not recorded yet; the perpetual is " + perpetual.full();
    }
    List<String> names = listings.values().stream().map(l -> l.name().ticker()).toList();
    return name.full() + " is not recorded here" + Nearest.hint(name.ticker(), names);
  }

  JsonObject config() {
    JsonArray currencies = new JsonArray();
    all().stream().flatMap(l -> l.quote().stream()).distinct().forEach(currencies::add);
    JsonArray types = new JsonArray();
    all().stream().map(Listing::type).distinct().forEach(t -> types.add(type(t)));
    return new JsonObject()
        .put("supports_search", true)
        .put("supports_group_request", false)
        .put("supports_marks", false)
        .put("supports_timescale_marks", false)
        .put("supports_time", true)
        .put("supported_resolutions", new JsonArray(RESOLUTIONS))
        .put("currency_codes", currencies)
        .put("symbols_types", types);
  }

  private static JsonObject type(String type) {
    String name = type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
    return new JsonObject().put("name", name).put("value", type);
  }

  /** Symbols whose name or description holds the text. */
  JsonObject search(Params params) {
    String wanted = params.optionalText("query", 60).orElse("").toUpperCase(Locale.ROOT);
    params
        .optionalText("exchange", 30)
        .filter(e -> !e.isEmpty())
        .ifPresent(SymbolName::checkExchange);
    String type = params.optionalText("symbolType", 30).orElse("");
    int limit = params.number("limit", 50, 1, 100);
    int offset = params.number("offset", 0, 0, 1_000_000);
    List<Listing> matches =
        all().stream()
            .filter(l -> type.isEmpty() || type.equalsIgnoreCase(l.type()))
            .filter(l -> matches(l, wanted))
            .toList();
    JsonArray page = new JsonArray();
    matches.stream().skip(offset).limit(limit).forEach(l -> page.add(l.found()));
    return new JsonObject()
        .put("symbols", page)
        .put("total", matches.size())
        .put("count", page.size());
  }

  private static boolean matches(Listing listing, String wanted) {
    String text = listing.name().full() + " " + listing.description().toUpperCase(Locale.ROOT);
    return text.contains(wanted);
  }
}
