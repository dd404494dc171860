package io.tapeloom.sim.io;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Market;
import io.tapeloom.sim.io.keys.Permission;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what tools ask of accounts and keys; each mistake names its field. */
final class Asked {
  private Asked() {}

  static Map<Market, SortedMap<String, Long>> balances(Object value) {
    Map<Market, SortedMap<String, Long>> balances = new EnumMap<>(Market.class);
    if (value == null) {
      return balances;
    }
    if (!(value instanceof JsonObject markets)) {
      throw new BadAsk("balances", "an object of markets", value);
    }
    for (String code : markets.fieldNames()) {
      Market market =
          Market.find(code).orElseThrow(() -> new BadAsk("balances", "spot and usdm", code));
      SortedMap<String, Long> amounts = new TreeMap<>();
      JsonObject assets = object(markets, code);
      for (String asset : assets.fieldNames()) {
        String field = "balances." + code + "." + asset;
        long amountE8 = e8(field, assets.getValue(asset));
        if (amountE8 < 0) {
          throw new BadAsk(field, "nothing below 0", assets.getValue(asset));
        }
        amounts.put(asset(asset), amountE8);
      }
      balances.put(market, amounts);
    }
    return balances;
  }

  static String asset(Object value) {
    if (value instanceof String text && text.matches("[A-Z0-9]{2,10}")) {
      return text;
    }
    throw new BadAsk("asset", "an asset such as USDT", value);
  }

  static long e8(String field, Object value) {
    try {
      return Decimals.parseE8(String.valueOf(value));
    } catch (IllegalArgumentException e) {
      throw new BadAsk(field, "a decimal as text such as \"100.5\"", value);
    }
  }

  static JsonObject object(JsonObject asked, String field) {
    Object value = asked.getValue(field, new JsonObject());
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new BadAsk(field, "an object", value);
  }

  static String text(JsonObject asked, String field, String unsaid) {
    Object value = asked.getValue(field, unsaid);
    if (value instanceof String text && text.length() <= 8_192) {
      return text;
    }
    throw new BadAsk(field, "a text", value);
  }

  static <E extends Enum<E>> E one(Class<E> type, JsonObject asked, String field, String unsaid) {
    String name = text(asked, field, unsaid).toUpperCase(Locale.ROOT);
    return Arrays.stream(type.getEnumConstants())
        .filter(e -> e.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new BadAsk(field, "one of " + List.of(type.getEnumConstants()), name));
  }

  static Set<Permission> permissions(JsonObject asked) {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    for (Object name : array(asked, "permissions")) {
      JsonObject one = new JsonObject().put("permissions", name);
      permissions.add(one(Permission.class, one, "permissions", ""));
    }
    return permissions;
  }

  static Set<String> addresses(JsonObject asked) {
    Set<String> addresses = new TreeSet<>();
    for (Object address : array(asked, "ips")) {
      addresses.add(text(new JsonObject().put("ips", address), "ips", ""));
    }
    return addresses;
  }

  static JsonArray array(JsonObject asked, String field) {
    Object value = asked.getValue(field, new JsonArray());
    if (value instanceof JsonArray array) {
      return array;
    }
    throw new BadAsk(field, "a list", value);
  }
}
