package io.tapeloom.binance;

import io.tapeloom.kernel.Market;
import io.tapeloom.net.SafeAddress;

/**
 * Where each kind of traffic goes, without paths of single calls. USD-M serves its streams under
 * three roots since April 2026; the spot market has one. An empty WS-API address means that the
 * exchange offers none there.
 *
 * @param spotRest base of {@code /api/v3}
 * @param spotStreams base of {@code /ws} and {@code /stream}
 * @param spotWsApi full address of the WS-API
 * @param usdmRest base of {@code /fapi}
 * @param usdmPublic base of book streams
 * @param usdmMarket base of trades, klines, mark prices, tickers, liquidations
 * @param usdmPrivate base of user streams
 * @param usdmWsApi full address of the WS-API
 */
public record ExchangeUrls(
    String spotRest,
    String spotStreams,
    String spotWsApi,
    String usdmRest,
    String usdmPublic,
    String usdmMarket,
    String usdmPrivate,
    String usdmWsApi) {

  /** The deployments that the exchange itself runs. */
  public enum Profile {
    /** Real money. */
    PRODUCTION(
        new ExchangeUrls(
            "https://api.binance.com",
            "wss://stream.binance.com:9443",
            "wss://ws-api.binance.com/ws-api/v3",
            "https://fapi.binance.com",
            "wss://fstream.binance.com/public",
            "wss://fstream.binance.com/market",
            "wss://fstream.binance.com/private",
            "wss://ws-fapi.binance.com/ws-fapi/v1")),
    /** The exchange's test networks. */
    TESTNET(
        new ExchangeUrls(
            "https://testnet.binance.vision",
            "wss://stream.testnet.binance.vision",
            "wss://ws-api.testnet.binance.vision/ws-api/v3",
            "https://testnet.binancefuture.com",
            "wss://fstream.binancefuture.com/public",
            "wss://fstream.binancefuture.com/market",
            "wss://fstream.binancefuture.com/private",
            "wss://testnet.binancefuture.com/ws-fapi/v1")),
    /** Demo trading on real prices; it has no WS-API for USD-M. */
    DEMO(
        new ExchangeUrls(
            "https://demo-api.binance.com",
            "wss://demo-stream.binance.com",
            "wss://demo-ws-api.binance.com/ws-api/v3",
            "https://demo-fapi.binance.com",
            "wss://demo-fstream.binance.com/public",
            "wss://demo-fstream.binance.com/market",
            "wss://demo-fstream.binance.com/private",
            ""));

    private final ExchangeUrls urls;

    Profile(ExchangeUrls urls) {
      this.urls = urls;
    }

    /** Where that deployment is. */
    public ExchangeUrls urls() {
      return urls;
    }
  }

  /** Refuses plain text to another machine. */
  public ExchangeUrls {
    SafeAddress.require("spot REST", spotRest);
    SafeAddress.require("spot streams", spotStreams);
    SafeAddress.require("USD-M REST", usdmRest);
    SafeAddress.require("USD-M public streams", usdmPublic);
    SafeAddress.require("USD-M market streams", usdmMarket);
    SafeAddress.require("USD-M private streams", usdmPrivate);
    requireOrAbsent("spot WS-API", spotWsApi);
    requireOrAbsent("USD-M WS-API", usdmWsApi);
  }

  private static void requireOrAbsent(String what, String url) {
    if (!url.isEmpty()) {
      SafeAddress.require(what, url);
    }
  }

  /**
   * An exchange that serves everything on one port of this machine: the simulated one. Its spot
   * streams have a root of their own, since both markets have streams of the same names.
   */
  public static ExchangeUrls local(int port) {
    String http = "http://127.0.0.1:" + port;
    String ws = "ws://127.0.0.1:" + port;
    return new ExchangeUrls(
        http,
        ws + "/spot",
        ws + "/ws-api/v3",
        http,
        ws + "/public",
        ws + "/market",
        ws + "/private",
        ws + "/ws-fapi/v1");
  }

  /** Base address of that market's REST. */
  public String rest(Market market) {
    return market == Market.SPOT ? spotRest : usdmRest;
  }

  /** Address of that market's WS-API, empty where there is none. */
  public String wsApi(Market market) {
    return market == Market.SPOT ? spotWsApi : usdmWsApi;
  }

  /** What answers without a login and costs next to nothing: the way there is measured by it. */
  public String ping() {
    return usdmRest + "/fapi/v1/ping";
  }
}
