package io.tapeloom.binance.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.SharedFiles;
import io.tapeloom.binance.wire.Json;
import io.tapeloom.kernel.Market;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The official example payloads beside the project, each with the answer it belongs to. */
record Example(String file, Reply.Channel channel, Market market, String name, JsonNode payload) {
  private static final String FOLDER = "data/binance/official-examples";

  /** Methods whose examples do not name them. */
  private static final Map<String, String> SPOT_METHODS =
      Map.ofEntries(
          Map.entry("accountCommission", "account.commission"),
          Map.entry("accountRateLimitsOrders", "account.rateLimits.orders"),
          Map.entry("accountStatus", "account.status"),
          Map.entry("blockTradesHistorical", "blockTrades.historical"),
          Map.entry("openOrderListsStatus", "openOrderLists.status"),
          Map.entry("openOrdersCancelAll", "openOrders.cancelAll"),
          Map.entry("openOrdersStatus", "openOrders.status"),
          Map.entry("orderAmendKeepPriority", "order.amend.keepPriority"),
          Map.entry("orderAmendments", "order.amendments"),
          Map.entry("orderCancel", "order.cancel"),
          Map.entry("orderCancelReplace", "order.cancelReplace"),
          Map.entry("orderListCancel", "orderList.cancel"),
          Map.entry("orderListPlace", "orderList.place"),
          Map.entry("orderListPlaceOco", "orderList.place.oco"),
          Map.entry("orderListPlaceOpo", "orderList.place.opo"),
          Map.entry("orderListPlaceOpoco", "orderList.place.opoco"),
          Map.entry("orderListPlaceOto", "orderList.place.oto"),
          Map.entry("orderListPlaceOtoco", "orderList.place.otoco"),
          Map.entry("orderListStatus", "orderList.status"),
          Map.entry("orderPlace", "order.place"),
          Map.entry("orderStatus", "order.status"),
          Map.entry("orderTest", "order.test"),
          Map.entry("referencePriceCalculation", "referencePrice.calculation"),
          Map.entry("sessionLogon", "session.logon"),
          Map.entry("sessionLogout", "session.logout"),
          Map.entry("sessionStatus", "session.status"),
          Map.entry("sessionSubscriptions", "session.subscriptions"),
          Map.entry("sorOrderPlace", "sor.order.place"),
          Map.entry("sorOrderTest", "sor.order.test"),
          Map.entry("ticker24hr", "ticker.24hr"),
          Map.entry("tickerBook", "ticker.book"),
          Map.entry("tickerPrice", "ticker.price"),
          Map.entry("tickerTradingDay", "ticker.tradingDay"),
          Map.entry("tradesAggregate", "trades.aggregate"),
          Map.entry("tradesHistorical", "trades.historical"),
          Map.entry("tradesRecent", "trades.recent"),
          Map.entry("userDataStreamSubscribe", "userDataStream.subscribe"),
          Map.entry("userDataStreamSubscribeSignature", "userDataStream.subscribe.signature"),
          Map.entry("userDataStreamUnsubscribe", "userDataStream.unsubscribe"));

  private static final Map<String, String> USDM_METHODS =
      Map.ofEntries(
          Map.entry("accountInformation", "account.status"),
          Map.entry("accountInformationV2", "v2/account.status"),
          Map.entry("cancelAlgoOrder", "algoOrder.cancel"),
          Map.entry("cancelOrder", "order.cancel"),
          Map.entry("closeUserDataStream", "userDataStream.stop"),
          Map.entry("futuresAccountBalance", "account.balance"),
          Map.entry("futuresAccountBalanceV2", "v2/account.balance"),
          Map.entry("keepaliveUserDataStream", "userDataStream.ping"),
          Map.entry("modifyOrder", "order.modify"),
          Map.entry("newAlgoOrder", "algoOrder.place"),
          Map.entry("newOrder", "order.place"),
          Map.entry("orderBook", "depth"),
          Map.entry("positionInformation", "account.position"),
          Map.entry("positionInformationV2", "v2/account.position"),
          Map.entry("queryOrder", "order.status"),
          Map.entry("startUserDataStream", "userDataStream.start"),
          Map.entry("symbolOrderBookTicker", "ticker.book"),
          Map.entry("symbolPriceTicker", "ticker.price"));

  /** All of them in the order of their paths; skips the test where they are absent. */
  static List<Example> all() {
    Path folder = SharedFiles.require(FOLDER);
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(f -> f.toString().endsWith(".json"))
          .sorted()
          .map(f -> of(folder, f))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Example of(Path folder, Path path) {
    JsonNode all = Json.read(bytes(path));
    Path relative = folder.relativize(path);
    Market market = relative.getName(0).toString().equals("spot") ? Market.SPOT : Market.USDM;
    String stem = path.getFileName().toString().replace(".json", "");
    JsonNode payload = all.get("payload");
    return switch (relative.getName(1).toString()) {
      case "rest-api" ->
          new Example(relative.toString(), Reply.Channel.REST, market, rest(stem, all), payload);
      case "websocket-api" ->
          new Example(
              relative.toString(), Reply.Channel.WS_API, market, method(market, stem), payload);
      default ->
          new Example(
              relative.toString(), Reply.Channel.STREAM, market, event(stem, payload), payload);
    };
  }

  private static String rest(String stem, JsonNode all) {
    String endpoint = all.get("_endpoint").asText();
    return endpoint.isEmpty() && stem.equals("orderListOtoco")
        ? "POST /api/v3/orderList/otoco"
        : endpoint;
  }

  private static String method(Market market, String stem) {
    return (market == Market.SPOT ? SPOT_METHODS : USDM_METHODS).getOrDefault(stem, stem);
  }

  private static String event(String stem, JsonNode payload) {
    JsonNode first = payload.isArray() ? payload.get(0) : payload;
    if (first.has("e")) {
      return first.get("e").asText();
    }
    return stem.equals("bookTicker") ? "bookTicker" : "partialDepth";
  }

  /** The part of the payload that the answer's shape describes. */
  JsonNode content() {
    return channel == Reply.Channel.WS_API ? payload.get("result") : payload;
  }

  static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
