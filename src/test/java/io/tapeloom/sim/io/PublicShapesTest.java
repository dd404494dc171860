package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.SharedFiles;
import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.SimMarket;
import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every member of an official example is in our payload too, with the same JSON type. */
class PublicShapesTest {
  private static final long NOW = 1_770_120_000_000L + 2_345_678;
  private static final String EXAMPLES = "data/binance/official-examples/";
  private static Vertx vertx;
  private static SimClient client;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    SimVerticle sim =
        new SimVerticle(
            SimSettings.onPort(0).unlimited(),
            MarketClock.startingAt(NOW, 30),
            SimMarket.ofSeed(7));
    vertx.deployVerticle(sim).await();
    client = new SimClient(vertx, sim.port());
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  private static Object example(String name) throws IOException {
    Path file = SharedFiles.require(EXAMPLES + name + ".json");
    return new JsonObject(Files.readString(file)).getValue("payload");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spot/rest-api/time|/api/v3/time",
        "spot/rest-api/exchangeInfo|/api/v3/exchangeInfo",
        "spot/rest-api/depth|/api/v3/depth?symbol=BTCUSDT",
        "spot/rest-api/getTrades|/api/v3/trades?symbol=BTCUSDT",
        "spot/rest-api/historicalTrades|/api/v3/historicalTrades?symbol=BTCUSDT&fromId=1",
        "spot/rest-api/aggTrades|/api/v3/aggTrades?symbol=BTCUSDT",
        "spot/rest-api/klines|/api/v3/klines?symbol=BTCUSDT&interval=1s",
        "spot/rest-api/uiKlines|/api/v3/uiKlines?symbol=BTCUSDT&interval=1M",
        "spot/rest-api/avgPrice|/api/v3/avgPrice?symbol=BTCUSDT",
        "spot/rest-api/ticker24hr|/api/v3/ticker/24hr?symbol=BTCUSDT",
        "spot/rest-api/ticker|/api/v3/ticker?symbol=BTCUSDT&windowSize=4h",
        "spot/rest-api/tickerTradingDay|/api/v3/ticker/tradingDay?symbol=BTCUSDT",
        "spot/rest-api/tickerPrice|/api/v3/ticker/price?symbol=BTCUSDT",
        "spot/rest-api/tickerBookTicker|/api/v3/ticker/bookTicker?symbol=BTCUSDT",
        "usds-futures/rest-api/checkServerTime|/fapi/v1/time",
        "usds-futures/rest-api/orderBook|/fapi/v1/depth?symbol=BTCUSDT",
        "usds-futures/rest-api/rpiOrderBook|/fapi/v1/rpiDepth?symbol=BTCUSDT",
        "usds-futures/rest-api/recentTradesList|/fapi/v1/trades?symbol=BTCUSDT",
        "usds-futures/rest-api/compressedAggregateTradesList|/fapi/v1/aggTrades?symbol=BTCUSDT",
        "usds-futures/rest-api/klineCandlestickData|/fapi/v1/klines?symbol=BTCUSDT&interval=3d",
        "usds-futures/rest-api/continuousContractKlineCandlestickData|/fapi/v1/continuousKlines?pair=BTCUSDT&contractType=PERPETUAL&interval=1m",
        "usds-futures/rest-api/markPriceKlineCandlestickData|/fapi/v1/markPriceKlines?symbol=BTCUSDT&interval=1m",
        "usds-futures/rest-api/indexPriceKlineCandlestickData|/fapi/v1/indexPriceKlines?pair=BTCUSDT&interval=5m",
        "usds-futures/rest-api/premiumIndexKlineData|/fapi/v1/premiumIndexKlines?symbol=BTCUSDT&interval=1h",
        "usds-futures/rest-api/markPrice|/fapi/v1/premiumIndex?symbol=BTCUSDT",
        "usds-futures/rest-api/getFundingRateHistory|/fapi/v1/fundingRate?symbol=BTCUSDT",
        "usds-futures/rest-api/getFundingRateInfo|/fapi/v1/fundingInfo",
        "usds-futures/rest-api/ticker24hrPriceChangeStatistics|/fapi/v1/ticker/24hr?symbol=BTCUSDT",
        "usds-futures/rest-api/symbolPriceTicker|/fapi/v1/ticker/price?symbol=BTCUSDT",
        "usds-futures/rest-api/symbolPriceTickerV2|/fapi/v2/ticker/price?symbol=BTCUSDT",
        "usds-futures/rest-api/symbolOrderBookTicker|/fapi/v1/ticker/bookTicker?symbol=BTCUSDT",
        "usds-futures/rest-api/openInterest|/fapi/v1/openInterest?symbol=BTCUSDT",
        "usds-futures/rest-api/openInterestStatistics|/futures/data/openInterestHist?symbol=BTCUSDT&period=5m",
        "usds-futures/rest-api/topTraderLongShortRatioAccounts|/futures/data/topLongShortAccountRatio?symbol=BTCUSDT&period=5m",
        "usds-futures/rest-api/topTraderLongShortRatioPositions|/futures/data/topLongShortPositionRatio?symbol=BTCUSDT&period=1d",
        "usds-futures/rest-api/longShortRatio|/futures/data/globalLongShortAccountRatio?symbol=BTCUSDT&period=5m",
        "usds-futures/rest-api/takerBuySellVolume|/futures/data/takerlongshortRatio?symbol=BTCUSDT&period=5m",
        "usds-futures/rest-api/basis|/futures/data/basis?pair=BTCUSDT&contractType=PERPETUAL&period=5m",
        "usds-futures/rest-api/queryIndexPriceConstituents|/fapi/v1/constituents?symbol=BTCUSDT",
      })
  void restPayloadsHaveTheOfficialShape(String name, String path) throws IOException {
    Object wanted = example(name);
    Object got = Json.decodeValue(client.get(path).body());
    compare(name, wanted, got);
    assertTrue(!(got instanceof JsonArray rows) || !rows.isEmpty(), name + ": no rows");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spot/websocket-streams/aggTrade|/spot/ws/btcusdt@aggTrade",
        "spot/websocket-streams/trade|/spot/ws/btcusdt@trade",
        "spot/websocket-streams/kline|/spot/ws/btcusdt@kline_1s",
        "spot/websocket-streams/klineOffset|/spot/ws/btcusdt@kline_1d@+08:00",
        "spot/websocket-streams/miniTicker|/spot/ws/btcusdt@miniTicker",
        "spot/websocket-streams/ticker|/spot/ws/btcusdt@ticker",
        "spot/websocket-streams/allMiniTicker|/spot/ws/!miniTicker@arr",
        "spot/websocket-streams/rollingWindowTicker|/spot/ws/btcusdt@ticker_1h",
        "spot/websocket-streams/allMarketRollingWindowTicker|/spot/ws/!ticker_4h@arr",
        "spot/websocket-streams/avgPrice|/spot/ws/btcusdt@avgPrice",
        "spot/websocket-streams/bookTicker|/spot/ws/btcusdt@bookTicker",
        "spot/websocket-streams/diffBookDepth|/spot/ws/btcusdt@depth@100ms",
        "spot/websocket-streams/partialBookDepth|/spot/ws/btcusdt@depth5",
        "usds-futures/websocket-streams/aggregateTradeStreams|/market/ws/btcusdt@aggTrade",
        "usds-futures/websocket-streams/klineCandlestickStreams|/market/ws/btcusdt@kline_1w",
        "usds-futures/websocket-streams/continuousContractKlineCandlestickStreams|/market/ws/btcusdt_perpetual@continuousKline_1m",
        "usds-futures/websocket-streams/individualSymbolMiniTickerStream|/market/ws/btcusdt@miniTicker",
        "usds-futures/websocket-streams/individualSymbolTickerStreams|/market/ws/btcusdt@ticker",
        "usds-futures/websocket-streams/allMarketMiniTickersStream|/market/ws/!miniTicker@arr",
        "usds-futures/websocket-streams/allMarketTickersStreams|/market/ws/!ticker@arr",
        "usds-futures/websocket-streams/individualSymbolBookTickerStreams|/public/ws/btcusdt@bookTicker",
        "usds-futures/websocket-streams/allBookTickersStream|/public/ws/!bookTicker",
        "usds-futures/websocket-streams/diffBookDepthStreams|/public/ws/btcusdt@depth",
        "usds-futures/websocket-streams/rpiDiffBookDepthStreams|/public/ws/btcusdt@rpiDepth@500ms",
        "usds-futures/websocket-streams/partialBookDepthStreams|/public/ws/btcusdt@depth20@100ms",
        "usds-futures/websocket-streams/markPriceStream|/market/ws/btcusdt@markPrice@1s",
        "usds-futures/websocket-streams/markPriceStreamForAllMarket|/market/ws/!markPrice@arr",
        "usds-futures/websocket-streams/liquidationOrderStreams|/market/ws/btcusdt@forceOrder",
        "usds-futures/websocket-streams/allMarketLiquidationOrderStreams|/market/ws/!forceOrder@arr",
      })
  void streamPayloadsHaveTheOfficialShape(String name, String path)
      throws IOException, InterruptedException {
    Object wanted = example(name);
    SimClient.Line line = client.open(path);
    Object got = Json.decodeValue(line.texts.poll(30, java.util.concurrent.TimeUnit.SECONDS));
    compare(name, wanted, got);
    line.socket.close();
  }

  private static void compare(String at, Object wanted, Object got) {
    assertEquals(type(wanted), type(got), at + ": " + got);
    if (wanted instanceof JsonObject object) {
      for (String field : object.fieldNames()) {
        if (at.endsWith("filters[0]") && !field.equals("filterType")) {
          continue; // Examples merge the members of several kinds of filters.
        }
        if (at.endsWith("exchangeInfo.rateLimits[0]") && field.equals("count")) {
          continue; // Only the WebSocket API counts.
        }
        assertTrue(((JsonObject) got).containsKey(field), at + ": no " + field + " in " + got);
        Object ours = ((JsonObject) got).getValue(field);
        if (!at.contains("exchangeInfo") || !List.of("sors", "exchangeFilters").contains(field)) {
          compare(at + "." + field, object.getValue(field), ours);
        }
      }
    }
    if (wanted instanceof JsonArray array && !array.isEmpty() && !((JsonArray) got).isEmpty()) {
      compare(at + "[0]", array.getValue(0), ((JsonArray) got).getValue(0));
    }
  }

  private static String type(Object value) {
    return switch (value) {
      case null -> "null";
      case JsonObject object -> "object";
      case JsonArray array -> "array";
      case Number number -> "number";
      case String text -> "string";
      case Boolean flag -> "boolean";
      default -> value.getClass().getSimpleName();
    };
  }
}
