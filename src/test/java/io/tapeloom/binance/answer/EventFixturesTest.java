package io.tapeloom.binance.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.SharedFiles;
import io.tapeloom.binance.wire.Json;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Market;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Recorded events and answers of real accounts are read with what they say. */
class EventFixturesTest {
  private static final Map<String, Reply<?>> ANSWERS =
      Map.ofEntries(
          Map.entry("futures/account_info_v2", find(Market.USDM, "GET /fapi/v2/account")),
          Map.entry("futures/balance", UsdmReplies.BALANCES),
          Map.entry("futures/open_algo_orders", UsdmReplies.ALGO_OPEN),
          Map.entry("futures/order_response", UsdmReplies.QUERY),
          Map.entry("futures/position_risk", find(Market.USDM, "GET /fapi/v2/positionRisk")),
          Map.entry("spot/account_response", SpotReplies.ACCOUNT),
          Map.entry("spot/account_trades_response", SpotReplies.MY_TRADES),
          Map.entry("spot/all_orders_response", SpotReplies.ALL_ORDERS),
          Map.entry("spot/avg_price_response", find(Market.SPOT, "GET /api/v3/avgPrice")),
          Map.entry(
              "spot/book_ticker_response", find(Market.SPOT, "GET /api/v3/ticker/bookTicker")),
          Map.entry("spot/cancel_open_orders_response", SpotReplies.CANCEL_ALL),
          Map.entry("spot/cancel_order_response", SpotReplies.CANCEL),
          Map.entry("spot/depth_response", find(Market.SPOT, "GET /api/v3/depth")),
          Map.entry("spot/exchange_info_response", SpotReplies.EXCHANGE_INFO),
          Map.entry("spot/klines_response", find(Market.SPOT, "GET /api/v3/klines")),
          Map.entry("spot/new_order_full_response", SpotReplies.PLACE),
          Map.entry("spot/open_orders_response", SpotReplies.OPEN_ORDERS),
          Map.entry("spot/order_response", SpotReplies.QUERY),
          Map.entry("spot/ping_response", find(Market.SPOT, "GET /api/v3/ping")),
          Map.entry("spot/server_time_response", SpotReplies.TIME),
          Map.entry("spot/ticker_24hr_response", find(Market.SPOT, "GET /api/v3/ticker/24hr")),
          Map.entry("spot/ticker_price_response", find(Market.SPOT, "GET /api/v3/ticker/price")),
          Map.entry("spot/trades_response", find(Market.SPOT, "GET /api/v3/trades")));

  private final Catalogue catalogue = new Catalogue();
  private final UserEvents events = new UserEvents(catalogue);

  private static Reply<?> find(Market market, String name) {
    return new Catalogue().find(market, Reply.Channel.REST, name).orElseThrow();
  }

  static List<Path> files(String folder) {
    Path root = SharedFiles.require("data/binance/events/" + folder);
    try (Stream<Path> files = Files.list(root)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode json(Path file) {
    return Json.read(Example.bytes(file));
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replace(".json", "");
  }

  @Test
  void answersOfRealAccountsAreReadWithTheirContent() {
    int read = 0;
    for (String market : List.of("futures", "spot")) {
      for (Path file : files(market + "/http_json")) {
        Reply<?> reply = ANSWERS.get(market + "/" + stem(file));
        JsonNode payload = json(file);
        // One field of one file is called as another version of the answer calls it.
        JsonNode whole = Whole.of(reply, payload, new TreeSet<>());
        new Seen().compare(file.toString(), reply.read(whole), whole);
        read++;
      }
    }
    assertEquals(ANSWERS.size(), read);
  }

  @Test
  void marketEventsAreReadWithTheirContent() {
    List<Path> all = files("futures/market_data_json");
    for (Path file : all) {
      JsonNode payload = json(file);
      Reply<?> reply =
          catalogue
              .find(Market.USDM, Reply.Channel.STREAM, payload.get("e").asText())
              .orElseThrow();
      assertTrue(new Seen().compare(file.toString(), reply.read(payload), payload) > 3);
    }
    assertEquals(9, all.size());
  }

  @Test
  void userEventsAreReadWithTheirContent() {
    int orders = 0;
    for (Path file : files("futures/user_data_json")) {
      JsonNode payload = json(file);
      UserEvent event = events.read(Market.USDM, payload);
      assertFalse(event instanceof UserEvent.Other, file.toString());
      new Seen().compare(file.toString(), event, payload);
      if (event instanceof UserEvent.OrderUpdate update) {
        orders++;
        boolean ours = update.order().clientOrderId().startsWith("TEST");
        assertEquals(!ours, update.order().forced(), file.toString());
      }
    }
    assertEquals(9, orders);
    for (Path file : files("spot/user_data_json")) {
      JsonNode payload = json(file);
      JsonNode event = payload.has("event") ? payload.get("event") : payload;
      UserEvent read = events.read(Market.SPOT, event);
      assertFalse(read instanceof UserEvent.Other, file.toString());
      new Seen().compare(file.toString(), read, event);
    }
    assertEquals(Map.of(), catalogue.faults());
  }

  @Test
  void aFillSaysWhatWasPaid() {
    Path file =
        SharedFiles.require("data/binance/events/futures/user_data_json/order_update_adl.json");
    UserEvent.OrderUpdate update =
        assertInstanceOf(UserEvent.OrderUpdate.class, events.read(Market.USDM, json(file)));
    assertEquals(Execution.CALCULATED, update.order().execution());
    assertEquals(OrderStatus.NEW_ADL, update.order().status());
    assertTrue(update.order().forced());
    Path spot =
        SharedFiles.require("data/binance/events/spot/user_data_json/execution_report_trade.json");
    UserEvent.SpotExecution fill =
        assertInstanceOf(UserEvent.SpotExecution.class, events.read(Market.SPOT, json(spot)));
    assertEquals(Fixed.parse("2500"), fill.lastPrice());
    assertEquals("ETH", fill.commissionAsset().orElseThrow());
  }

  @Test
  void recordedListsOfAllSymbolsAreRead() {
    Path folder = SharedFiles.require("data/binance/exchange-info");
    SpotMarket.ExchangeInfo spot =
        SpotReplies.EXCHANGE_INFO.read(json(folder.resolve("spot-2021-10.json")));
    SpotMarket.Symbol btc =
        spot.symbols().stream().filter(s -> s.symbol().equals("BTCUSDT")).findFirst().orElseThrow();
    assertEquals(
        "0.01",
        filter(btc.filters(), "PRICE_FILTER")
            .tickSize()
            .orElseThrow()
            .stripTrailingZeros()
            .toPlainString());
    for (String file : List.of("um-2021-07.json", "um-2021-12.json")) {
      JsonNode payload = json(folder.resolve(file));
      UsdmMarket.ExchangeInfo info = UsdmReplies.EXCHANGE_INFO.read(payload);
      assertTrue(new Seen().compare(file, info, payload) > 500);
      UsdmMarket.Symbol contract =
          info.symbols().stream()
              .filter(s -> s.symbol().equals("BTCUSDT"))
              .findFirst()
              .orElseThrow();
      assertEquals("PERPETUAL", contract.contractType());
      assertEquals(
          "5", filter(contract.filters(), "MIN_NOTIONAL").notional().orElseThrow().toPlainString());
    }
  }

  private static Filter filter(List<Filter> filters, String type) {
    return filters.stream().filter(f -> f.filterType().equals(type)).findFirst().orElseThrow();
  }

  private UserEvent event(Market market, String text) {
    return events.read(market, Json.read(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void rareEventsAreReadToo() {
    UserEvent call =
        event(
            Market.USDM,
            "{\"e\":\"MARGIN_CALL\",\"E\":1700000000000,\"cw\":\"3.5\",\"p\":[{\"s\":\"ETHUSDT\","
                + "\"ps\":\"LONG\",\"pa\":\"1.327\",\"mt\":\"CROSSED\",\"iw\":\"0\","
                + "\"mp\":\"187.5\",\"up\":\"-1.25\",\"mm\":\"1.6\"}]}");
    UserEvent.MarginCall called = assertInstanceOf(UserEvent.MarginCall.class, call);
    assertEquals(Fixed.parse("-1.25"), called.positions().getFirst().unrealized());
    UserEvent mode =
        event(
            Market.USDM,
            "{\"e\":\"ACCOUNT_CONFIG_UPDATE\",\"E\":1700000000000,\"T\":1700000000000,"
                + "\"ai\":{\"j\":true}}");
    UserEvent.ConfigUpdate config = assertInstanceOf(UserEvent.ConfigUpdate.class, mode);
    assertTrue(config.mode().orElseThrow().multiAssets());
    assertTrue(config.leverage().isEmpty());
    assertInstanceOf(
        UserEvent.KeyExpired.class,
        event(Market.USDM, "{\"e\":\"listenKeyExpired\",\"E\":1700000000000}"));
    assertInstanceOf(
        UserEvent.SpotTerminated.class,
        event(Market.SPOT, "{\"e\":\"eventStreamTerminated\",\"E\":1700000000000}"));
  }

  @Test
  void anEventNobodyKnowsIsKeptByItsName() {
    byte[] text = "{\"e\":\"GRID_UPDATE\",\"E\":1700000000000,\"gu\":{}}".getBytes();
    UserEvent event = events.read(Market.USDM, Json.read(text));
    assertEquals(new UserEvent.Other(1_700_000_000_000L, "GRID_UPDATE"), event);
  }
}
