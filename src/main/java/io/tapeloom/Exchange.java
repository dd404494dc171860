package io.tapeloom;

import io.tapeloom.binance.ExchangeSettings;
import io.tapeloom.binance.ExchangeUrls;
import io.tapeloom.binance.account.ApiKey;
import io.tapeloom.binance.account.KeyType;
import io.tapeloom.binance.account.Secret;
import io.tapeloom.binance.account.Signer;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;

/** The exchange outside; what is empty is the profile's. */
public record Exchange(
    String profile,
    String restUrl,
    String wsUrl,
    int weightPerMinute,
    Usdm usdm,
    Spot spot,
    Account account) {
  /** USD-M addresses besides REST and the root of its streams. */
  public record Usdm(
      String publicWsUrl, String marketWsUrl, String privateWsUrl, String wsApiUrl) {}

  /** The spot market. */
  public record Spot(String restUrl, String wsUrl, String wsApiUrl, int weightPerMinute) {}

  /** The account's key; its secret is never printed. */
  public record Account(String key, String secret, String keyType, int recvWindowMs) {
    /** The key, where one is set. */
    public Optional<ApiKey> apiKey() {
      return key.isEmpty() || secret.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new ApiKey(
                  key, Secret.of(secret), KeyType.valueOf(keyType.toUpperCase(Locale.ROOT))));
    }

    @Override
    public String toString() {
      return "Account[keyType=" + keyType + ", recvWindowMs=" + recvWindowMs + "]";
    }
  }

  /** Where everything is. */
  public ExchangeUrls urls() {
    ExchangeUrls known = ExchangeUrls.Profile.valueOf(profile.toUpperCase(Locale.ROOT)).urls();
    return new ExchangeUrls(
        or(spot.restUrl(), known.spotRest()),
        or(spot.wsUrl(), known.spotStreams()),
        or(spot.wsApiUrl(), known.spotWsApi()),
        or(restUrl, known.usdmRest()),
        or(usdm.publicWsUrl(), below("/public", known.usdmPublic())),
        or(usdm.marketWsUrl(), below("/market", known.usdmMarket())),
        or(usdm.privateWsUrl(), below("/private", known.usdmPrivate())),
        or(usdm.wsApiUrl(), known.usdmWsApi()));
  }

  private String below(String category, String known) {
    return wsUrl.isEmpty() ? known : wsUrl + category;
  }

  private static String or(String own, String known) {
    return own.isEmpty() ? known : own;
  }

  /** The same as the exchange's clients want it. */
  public ExchangeSettings client() {
    return ExchangeSettings.of(urls(), weightPerMinute, spot.weightPerMinute());
  }

  /** Reads a checked, complete section. */
  static Exchange of(JsonObject json) {
    JsonObject usdm = json.getJsonObject("usdm");
    JsonObject spot = json.getJsonObject("spot");
    Exchange exchange =
        new Exchange(
            json.getString("profile"),
            json.getString("rest_url"),
            json.getString("ws_url"),
            json.getInteger("weight_per_minute"),
            new Usdm(
                usdm.getString("public_ws_url"),
                usdm.getString("market_ws_url"),
                usdm.getString("private_ws_url"),
                usdm.getString("ws_api_url")),
            new Spot(
                spot.getString("rest_url"),
                spot.getString("ws_url"),
                spot.getString("ws_api_url"),
                spot.getInteger("weight_per_minute")),
            account(json.getJsonObject("account")));
    exchange.urls();
    return exchange;
  }

  private static Account account(JsonObject json) {
    Account account =
        new Account(
            json.getString("key"),
            json.getString("secret"),
            json.getString("key_type"),
            json.getInteger("recv_window_ms"));
    account.apiKey().ifPresent(Signer::of);
    return account;
  }
}
