package clients;

import com.binance.connector.client.impl.SpotClientImpl;
import com.binance.connector.client.impl.WebSocketApiClientImpl;
import com.binance.connector.client.impl.spot.Trade;
import com.binance.connector.client.utils.signaturegenerator.HmacSignatureGenerator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.StreamSupport;
import org.json.JSONArray;
import org.json.JSONObject;

/** The official Java connector of spot: signed REST calls and the WebSocket API. */
final class SpotConnector {
  private static final String ETH = "ETHUSDT";
  private static final BigDecimal START = new BigDecimal("50000");

  private final Venue venue;
  private final Report.Client is;
  private final Venue.Account account;
  private final Trade trade;

  SpotConnector(Venue venue, Report report) {
    this.venue = venue;
    this.is = report.client("binance-connector-java");
    this.account = venue.open("java-spot", "{\"spot\": {\"USDT\": \"50000\", \"ETH\": \"5\"}}");
    this.trade = new SpotClientImpl(account.key(), account.secret(), venue.rest()).createTrade();
  }

  void prove() {
    account();
    restingOrder();
    marketOrder();
    stops();
    socket();
    refusals();
  }

  /** Parameters of one call; this client adds time and signature to them, so none is used twice. */
  private static Map<String, Object> of(Object... pairs) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (int n = 0; n < pairs.length; n += 2) {
      parameters.put((String) pairs[n], pairs[n + 1]);
    }
    return parameters;
  }

  private static BigDecimal[] held(JSONObject account, String asset) {
    for (Object one : account.getJSONArray("balances")) {
      JSONObject balance = (JSONObject) one;
      if (balance.getString("asset").equals(asset)) {
        return new BigDecimal[] {balance.getBigDecimal("free"), balance.getBigDecimal("locked")};
      }
    }
    return new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO};
  }

  private JSONObject balances() {
    return new JSONObject(trade.account(of()));
  }

  private void account() {
    is.call(
        "account",
        this::balances,
        got -> {
          is.is("USDT", held(got, "USDT")[0], START);
          is.is("ETH", held(got, "ETH")[0], new BigDecimal("5"));
        });
    is.call(
        "commission",
        () -> new JSONObject(trade.commission(of("symbol", ETH))),
        got ->
            is.is(
                "taker",
                got.getJSONObject("standardCommission").getBigDecimal("taker"),
                new BigDecimal("0.001")));
    is.call(
        "rateLimitOrder",
        () -> new JSONArray(trade.rateLimitOrder(of())),
        got -> is.is("limit", got.getJSONObject(0).getInt("limit"), 50));
  }

  private void restingOrder() {
    BigDecimal price = venue.spotPrice(ETH, "-3", "0.01");
    BigDecimal quantity = new BigDecimal("0.5");
    Map<String, Object> wanted =
        of("symbol", ETH, "side", "BUY", "type", "LIMIT", "timeInForce", "GTC");
    wanted.put("quantity", quantity.toPlainString());
    wanted.put("price", price.toPlainString());
    is.call(
        "testNewOrder",
        () -> trade.testNewOrder(new LinkedHashMap<>(wanted)),
        got -> is.is("answer", got, "{}"));
    wanted.put("newClientOrderId", "java-1");
    JSONObject order =
        is.call(
            "newOrder",
            () -> new JSONObject(trade.newOrder(new LinkedHashMap<>(wanted))),
            got -> {
              is.is("status", got.getString("status"), "NEW");
              is.is("id", got.getString("clientOrderId"), "java-1");
              is.is("price", got.getBigDecimal("price"), price);
            });
    Map<String, Object> that = of("symbol", ETH, "orderId", order.getLong("orderId"));
    is.call(
        "account with an open order",
        this::balances,
        got -> {
          is.is("locked", held(got, "USDT")[1], price.multiply(quantity));
          is.is("free", held(got, "USDT")[0], START.subtract(price.multiply(quantity)));
        });
    is.call(
        "getOrder",
        () -> new JSONObject(trade.getOrder(new LinkedHashMap<>(that))),
        got -> is.is("its id", got.getString("clientOrderId"), "java-1"));
    is.call(
        "getOpenOrders",
        () -> new JSONArray(trade.getOpenOrders(of("symbol", ETH))),
        got -> is.is("open", got.length(), 1));
    is.call(
        "cancelOrder",
        () -> new JSONObject(trade.cancelOrder(that)),
        got -> is.is("status", got.getString("status"), "CANCELED"));
    is.call("account after", this::balances, got -> is.is("free", held(got, "USDT")[0], START));
  }

  /** Fills, fee and balances agree to the last digit. */
  private void marketOrder() {
    JSONObject order =
        is.call(
            "newOrder MARKET",
            () ->
                new JSONObject(
                    trade.newOrder(
                        of("symbol", ETH, "side", "SELL", "type", "MARKET", "quantity", "1.5"))),
            got -> {
              is.is("status", got.getString("status"), "FILLED");
              is.is("all of it", total(got.getJSONArray("fills"), "qty"), new BigDecimal("1.5"));
            });
    BigDecimal fee = total(order.getJSONArray("fills"), "commission");
    is.call(
        "myTrades",
        () -> new JSONArray(trade.myTrades(of("symbol", ETH, "orderId", order.get("orderId")))),
        got -> {
          is.is("fees", total(got, "commission"), fee);
          is.is("money", total(got, "quoteQty"), order.getBigDecimal("cummulativeQuoteQty"));
          is.that("each is 0.1 %", objects(got).allMatch(SpotConnector::aThousandth), got);
        });
    is.call(
        "account after a sale",
        this::balances,
        got -> {
          BigDecimal money = START.add(order.getBigDecimal("cummulativeQuoteQty")).subtract(fee);
          is.is("money", held(got, "USDT")[0], money);
          is.is("coins", held(got, "ETH")[0], new BigDecimal("3.5"));
        });
    is.call(
        "getOrders",
        () -> new JSONArray(trade.getOrders(of("symbol", ETH))),
        got -> is.is("two", got.length(), 2));
  }

  private static boolean aThousandth(JSONObject fill) {
    BigDecimal fee = fill.getBigDecimal("quoteQty").movePointLeft(3);
    return fee.setScale(8, RoundingMode.HALF_UP).compareTo(fill.getBigDecimal("commission")) == 0;
  }

  private static BigDecimal total(JSONArray rows, String field) {
    return objects(rows)
        .map(row -> row.getBigDecimal(field))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static java.util.stream.Stream<JSONObject> objects(JSONArray rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(JSONObject.class::cast);
  }

  private void stops() {
    String stop = venue.spotPrice(ETH, "-4", "0.01").toPlainString();
    String limit = venue.spotPrice(ETH, "-4.5", "0.01").toPlainString();
    Map<String, Object> wanted =
        of("symbol", ETH, "side", "SELL", "type", "STOP_LOSS_LIMIT", "timeInForce", "GTC");
    wanted.putAll(of("quantity", "1", "stopPrice", stop, "price", limit));
    JSONObject first =
        is.call(
            "newOrder STOP_LOSS_LIMIT",
            () -> new JSONObject(trade.newOrder(new LinkedHashMap<>(wanted))),
            got -> is.that("has an id", got.getLong("orderId") > 0, got));
    Map<String, Object> instead = new LinkedHashMap<>(wanted);
    instead.put("cancelReplaceMode", "STOP_ON_FAILURE");
    instead.put("cancelOrderId", first.getLong("orderId"));
    instead.put("quantity", "2");
    is.call(
        "cancelReplace",
        () -> new JSONObject(trade.cancelReplace(new LinkedHashMap<>(instead))),
        got -> {
          is.is("cancelled", got.getString("cancelResult"), "SUCCESS");
          is.is("replaced", got.getString("newOrderResult"), "SUCCESS");
        });
    is.call(
        "account with a stop",
        this::balances,
        got -> is.is("locked", held(got, "ETH")[1], new BigDecimal("2")));
    is.call(
        "cancelOpenOrders",
        () -> new JSONArray(trade.cancelOpenOrders(of("symbol", ETH))),
        got -> is.is("that one", got.getJSONObject(0).getString("status"), "CANCELED"));
  }

  private void socket() {
    WebSocketApiClientImpl client =
        new WebSocketApiClientImpl(
            account.key(), new HmacSignatureGenerator(account.secret()), venue.wsApi());
    Queue<JSONObject> heard = new ConcurrentLinkedQueue<>();
    client.connect(text -> heard.add(new JSONObject(text)));
    String price = venue.spotPrice(ETH, "-3", "0.01").toPlainString();
    JSONObject wanted = new JSONObject().put("timeInForce", "GTC").put("requestId", "place");
    wanted.put("quantity", "0.1").put("price", price);
    JSONObject placed =
        asked("place", heard, () -> client.trade().newOrder(ETH, "BUY", "LIMIT", wanted));
    JSONObject that = new JSONObject().put("orderId", placed.getLong("orderId"));
    JSONObject seen = asked("see", heard, () -> client.trade().getOrder(ETH, id(that, "see")));
    is.is("the socket sees its order", seen.getString("status"), "NEW");
    JSONObject rest =
        new JSONObject(trade.getOrder(of("symbol", ETH, "orderId", placed.get("orderId"))));
    is.is("REST sees the same", rest.getString("clientOrderId"), placed.getString("clientOrderId"));
    JSONObject status =
        asked(
            "status", heard, () -> client.account().accountStatus(id(new JSONObject(), "status")));
    is.is("locked", held(status, "USDT")[1], new BigDecimal(price).movePointLeft(1));
    JSONObject gone =
        asked("cancel", heard, () -> client.trade().cancelOrder(ETH, id(that, "cancel")));
    is.is("cancelled", gone.getString("status"), "CANCELED");
    client.close();
  }

  private static JSONObject id(JSONObject parameters, String id) {
    return new JSONObject(parameters.toMap()).put("requestId", id);
  }

  /** Sends by the socket and waits for the result with that id. */
  private JSONObject asked(String id, Queue<JSONObject> heard, Runnable send) {
    JSONObject answer =
        is.call(
                "WS " + id,
                () -> {
                  send.run();
                  return is.eventually(
                      "answer to " + id,
                      () -> heard.stream().filter(m -> id.equals(m.optString("id"))).findFirst(),
                      java.util.Optional::isPresent);
                },
                got -> is.is("status of " + id, got.orElseThrow().getInt("status"), 200))
            .orElseThrow();
    return answer.getJSONObject("result");
  }

  private void refusals() {
    is.refused(
        "more than there is",
        "-2010",
        () ->
            trade.newOrder(of("symbol", ETH, "side", "SELL", "type", "MARKET", "quantity", "500")));
    is.refused(
        "an unknown order", "-2013", () -> trade.getOrder(of("symbol", ETH, "orderId", "1")));
    is.refused("an unknown symbol", "-1121", () -> trade.getOpenOrders(of("symbol", "NOPE")));
    Trade forged = new SpotClientImpl(account.key(), "forged", venue.rest()).createTrade();
    is.refused("a wrong signature", "-1022", () -> forged.account(of()));
  }
}
