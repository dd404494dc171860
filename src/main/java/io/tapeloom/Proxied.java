package io.tapeloom;

import io.tapeloom.net.ProxySettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Proxies to the exchange; their logins are never printed. */
public record Proxied(
    List<String> list, List<String> disabled, boolean direct, int testEveryS, String logins) {
  /** The same as the clients want it. */
  public ProxySettings rules() {
    boolean straight = direct || list.isEmpty();
    return new ProxySettings(
        ProxySettings.parse(list, logins), disabled, straight, testEveryS * 1_000L);
  }

  /** Reads a checked, complete section. */
  static Proxied of(JsonObject json) {
    Proxied proxied =
        new Proxied(
            texts(json.getJsonArray("list")),
            texts(json.getJsonArray("disabled")),
            json.getBoolean("direct"),
            json.getInteger("test_every_s"),
            json.getString("logins"));
    proxied.rules();
    return proxied;
  }

  private static List<String> texts(JsonArray array) {
    return array.stream().map(String.class::cast).toList();
  }

  @Override
  public String toString() {
    return "Proxied[list=" + list + ", disabled=" + disabled + ", direct=" + direct + "]";
  }
}
