package io.tapeloom.binance.account;

import static io.tapeloom.binance.account.ExchangeRig.BTC;
import static io.tapeloom.binance.account.ExchangeRig.accepted;
import static io.tapeloom.binance.account.ExchangeRig.await;
import static io.tapeloom.binance.account.ExchangeRig.off;
import static io.tapeloom.binance.account.ExchangeRig.rejected;
import static io.tapeloom.binance.account.ExchangeRig.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.binance.answer.AlgoStatus;
import io.tapeloom.binance.answer.OrderStatus;
import io.tapeloom.binance.answer.PositionSide;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Market;
import io.tapeloom.ledger.OrderSide;
import io.tapeloom.ledger.Refusal.Ground;
import io.tapeloom.ledger.SendOutcome;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Calls over one socket: against the simulated exchange, and against one that breaks off. */
class WsTradingTest {
  private static final Fixed LOT = Fixed.parse("0.01");
  private static ExchangeRig rig;

  /** Counts lines. */
  private static final class Lines implements WsApi.Listener {
    private final AtomicInteger ups = new AtomicInteger();
    private final AtomicInteger downs = new AtomicInteger();

    @Override
    public void up() {
      ups.incrementAndGet();
    }

    @Override
    public void event(JsonNode event) {
      throw new AssertionError("nobody subscribed: " + event);
    }

    @Override
    public void down(String why) {
      downs.incrementAndGet();
    }
  }

  @BeforeAll
  static void open() {
    rig = new ExchangeRig();
    await(rig.rest.syncClock(Market.USDM));
  }

  @AfterAll
  static void close() {
    rig.close();
  }

  private static WsApi open(Market market, String url, Lines lines) throws InterruptedException {
    SplittableRandom chance = new SplittableRandom(1);
    WsApi api = new WsApi(rig.vertx, market, url, 3_600_000, rig.rest, chance, lines);
    SendOutcome<?> early = await(new WsTrading(api).cancelUsdm(BTC, OrderRef.of(1)));
    assertEquals(
        Ground.HELD_BACK, assertInstanceOf(SendOutcome.NotSent.class, early).refusal().ground());
    api.start();
    until("a line", () -> lines.ups.get() > 0);
    return api;
  }

  @Test
  void spotOrdersArePlacedFoundAndCancelled() throws InterruptedException {
    WsApi api = open(Market.SPOT, rig.settings.urls().spotWsApi(), new Lines());
    WsTrading trading = new WsTrading(api);
    Fixed low = off(rig.price(), "0.9");
    SpotOrder order = SpotOrder.limit(BTC, OrderSide.BUY, LOT, low, "tl-ae-1-E0");
    assertEquals(Optional.of(OrderStatus.NEW), accepted(trading.place(order)).status());
    assertEquals(Ground.DUPLICATE, rejected(trading.place(order)));
    OrderRef ref = OrderRef.of("tl-ae-1-E0");
    assertEquals(OrderStatus.NEW, accepted(trading.statusSpot(BTC, ref)).status());
    assertEquals(OrderStatus.CANCELED, accepted(trading.cancelSpot(BTC, ref)).status());
    assertEquals(Ground.NO_SUCH_ORDER, rejected(trading.cancelSpot(BTC, ref)));
    await(api.stop());
  }

  @Test
  void usdmOrdersAndStopsArePlacedFoundAndCancelled() throws InterruptedException {
    WsApi api = open(Market.USDM, rig.settings.urls().usdmWsApi(), new Lines());
    WsTrading trading = new WsTrading(api);
    Fixed low = off(rig.price(), "0.97");
    OrderRef ref = OrderRef.of("tl-ae-2-E0");
    UsdmOrder order = UsdmOrder.limit(BTC, OrderSide.BUY, LOT, low, "tl-ae-2-E0");
    assertEquals(OrderStatus.NEW, accepted(trading.place(order)).status());
    assertEquals(LOT, accepted(trading.statusUsdm(BTC, ref)).origQty());
    assertEquals(OrderStatus.CANCELED, accepted(trading.cancelUsdm(BTC, ref)).status());
    Fixed trigger = off(low, "0.9");
    AlgoOrder stop =
        AlgoOrder.closingStop(BTC, OrderSide.SELL, PositionSide.BOTH, trigger, "tl-ae-2-S0");
    assertEquals(AlgoStatus.NEW, accepted(trading.placeAlgo(stop)).algoStatus());
    OrderRef stopRef = OrderRef.of("tl-ae-2-S0");
    assertEquals("tl-ae-2-S0", accepted(trading.cancelAlgo(stopRef)).clientAlgoId());
    List<Future<? extends SendOutcome<?>>> many = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      many.add(trading.statusUsdm(BTC, ref));
    }
    many.forEach(call -> assertInstanceOf(SendOutcome.Accepted.class, await(call)));
    await(api.stop());
  }

  @Test
  void aCallWhoseLineBreaksIsUnknownAndTheNextOneGoesOverANewLine() throws InterruptedException {
    List<ServerWebSocket> peers = new CopyOnWriteArrayList<>();
    List<JsonObject> heard = new CopyOnWriteArrayList<>();
    HttpServer server =
        rig.vertx
            .createHttpServer()
            .webSocketHandler(
                peer -> {
                  peers.add(peer);
                  peer.textMessageHandler(text -> heard.add(new JsonObject(text)));
                })
            .listen(0, "127.0.0.1")
            .await();
    Lines lines = new Lines();
    WsApi api = open(Market.USDM, "ws://127.0.0.1:" + server.actualPort() + "/ws-fapi/v1", lines);
    WsTrading trading = new WsTrading(api);
    UsdmOrder order = UsdmOrder.market(BTC, OrderSide.BUY, LOT, "tl-ae-3-E0");
    Future<? extends SendOutcome<?>> lost = trading.place(order);
    until("the order there", () -> heard.size() == 1);
    JsonObject params = heard.getFirst().getJsonObject("params");
    assertEquals(rig.sim.key(), params.getString("apiKey"));
    assertInstanceOf(Number.class, params.getValue("timestamp"));
    assertEquals(64, params.getString("signature").length());
    peers.getFirst().writeTextMessage("{\"id\":\"c999\",\"status\":200,\"result\":{}}");
    peers.getFirst().writeTextMessage("no json");
    peers.getFirst().close();
    assertInstanceOf(SendOutcome.Unknown.class, await(lost));
    until("a second line", () -> lines.ups.get() == 2);
    assertEquals(1, lines.downs.get());
    answers(trading, peers.getLast(), heard, order);
    await(api.stop());
    await(server.close());
  }

  /** Answers in each of the ways that mean something. */
  private static void answers(
      WsTrading trading, ServerWebSocket peer, List<JsonObject> heard, UsdmOrder order)
      throws InterruptedException {
    String[][] ends = {
      {"\"status\":200,\"result\":{\"orderId\":1}", "Unknown"},
      {"\"status\":200", "Unknown"},
      {"\"result\":{}", "Unknown"},
      {"\"status\":400,\"error\":{\"code\":-2019,\"msg\":\"Margin\"}", "Rejected"},
      {"\"status\":503,\"error\":{\"code\":-1008,\"msg\":\"throttled\"}", "NotSent"},
      {"\"status\":408,\"error\":{\"code\":-1007,\"msg\":\"Timeout\"}", "Unknown"},
    };
    for (String[] end : ends) {
      int before = heard.size();
      Future<? extends SendOutcome<?>> call = trading.place(order);
      until("a request", () -> heard.size() > before);
      String id = heard.getLast().getString("id");
      peer.writeTextMessage("{\"id\":\"" + id + "\"," + end[0] + "}");
      assertEquals(end[1], await(call).getClass().getSimpleName(), end[0]);
    }
    assertTrue(rig.catalogue.faults().containsKey("WS_API usdm order.place"));
  }
}
