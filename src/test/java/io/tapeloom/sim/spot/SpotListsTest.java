package io.tapeloom.sim.spot;

import static io.tapeloom.sim.spot.HandMarket.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.sim.Refused;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Order lists: pairs of which one ends the other, and orders that start others. */
class SpotListsTest {
  private static final String BTC = "BTCUSDT";
  private static final int ME = 1;

  private final HandMarket market = new HandMarket("BTC");
  private final DeskLog log = new DeskLog();
  private SpotDesk desk;

  @BeforeEach
  void open() {
    market.trade(500, "100.00", "1", true);
    market.quote(0, List.of("99.99 x 1"), List.of("100.01 x 1"));
    desk = new SpotDesk(List.of(market.venue()), log);
    desk.advance(1_000);
    desk.openAccount(ME, new TreeMap<>(Map.of("USDT", e8("1000"), "BTC", e8("5"))), 1_000);
  }

  private static Ticket maker(OrderSide side, String price) {
    return Ticket.of(BTC, side, OrderType.LIMIT_MAKER, Amounts.at(e8("2"), e8(price)))
        .with(Labels.of("limit"));
  }

  private static Ticket stopLimit(OrderSide side, String stop, String price) {
    Amounts amounts = Amounts.at(e8("2"), e8(price)).withStop(e8(stop));
    return Ticket.of(BTC, side, OrderType.STOP_LOSS_LIMIT, amounts)
        .in(TimeInForce.GTC)
        .with(Labels.of("stop"));
  }

  private String has(String asset) {
    Holding holding =
        desk.queries().holdings(ME).stream().filter(h -> h.asset().equals(asset)).findFirst().get();
    return Decimals.format(holding.freeE8()) + "+" + Decimals.format(holding.lockedE8());
  }

  @Test
  void aPairBindsOnceAndItsLimitOrderEndsTheStop() {
    market.trade(1_100, "105.00", "0.5", true).trade(1_200, "105.00", "3", true);
    ListTicket pair =
        new ListTicket.Oco(
            "pair", maker(OrderSide.SELL, "105"), stopLimit(OrderSide.SELL, "95", "94"));
    ListView list = desk.place(ME, pair, 1_000);
    assertEquals(
        List.of("stop", "limit"), list.orders().stream().map(OrderView::clientOrderId).toList());
    assertEquals("3+2", has("BTC"));
    desk.advance(1_300);
    assertEquals(
        List.of(
            "1000 list OCO EXEC_STARTED",
            "1000 stop NEW NEW",
            "1000 limit NEW NEW",
            "1100 stop EXPIRED EXPIRED OCO_TRIGGER",
            "1100 limit TRADE PARTIALLY_FILLED 0.5 @ 105 fee 0.0525 USDT maker",
            "1200 limit TRADE FILLED 1.5 @ 105 fee 0.1575 USDT maker",
            "1200 list OCO ALL_DONE"),
        log.fresh());
    assertEquals("3+0", has("BTC"));
    assertEquals("1209.79+0", has("USDT"));
    assertEquals(List.of(), desk.queries().openLists(ME));
  }

  @Test
  void aPairsStopEndsTheLimitOrderAndWorks() {
    market.trade(1_100, "95.00", "0.1", false).quote(1_100, List.of("94.50 x 1"), List.of());
    ListTicket pair =
        new ListTicket.Oco("", maker(OrderSide.SELL, "105"), stopLimit(OrderSide.SELL, "95", "94"));
    desk.place(ME, pair, 1_000);
    log.fresh();
    desk.advance(1_150);
    assertEquals(
        List.of(
            "1100 limit EXPIRED EXPIRED OCO_TRIGGER",
            "1100 stop NEW NEW",
            "1100 stop TRADE PARTIALLY_FILLED 1 @ 94.5 fee 0.0945 USDT taker"),
        log.fresh());
    assertEquals("3+1", has("BTC"));
  }

  @Test
  void aPairToBuyBindsWhatTheDearerOneNeeds() {
    ListTicket pair =
        new ListTicket.Oco(
            "pair", stopLimit(OrderSide.BUY, "110", "111"), maker(OrderSide.BUY, "90"));
    desk.place(ME, pair, 1_000);
    assertEquals("778+222", has("USDT"));
    Cancelled cancelled = desk.cancelList(ME, BTC, -1, "pair", "", 1_001);
    assertEquals(2, cancelled.reports().size());
    assertEquals("1000+0", has("USDT"));
    assertEquals(ListStatus.ALL_DONE, cancelled.list().get().status());
  }

  @Test
  void cancellingOneOfAPairCancelsBoth() {
    ListTicket pair =
        new ListTicket.Oco("", maker(OrderSide.SELL, "105"), stopLimit(OrderSide.SELL, "95", "94"));
    ListView list = desk.place(ME, pair, 1_000);
    log.fresh();
    desk.cancel(CancelRequest.of(ME, BTC, list.orders().getFirst().orderId()), 1_001);
    assertEquals(
        List.of(
            "1001 limit CANCELED CANCELED",
            "1001 stop CANCELED CANCELED",
            "1001 list OCO ALL_DONE"),
        log.fresh());
    assertEquals("5+0", has("BTC"));
  }

  @Test
  void pairsThatStandWrongAreRefused() {
    refused(
        -2010,
        "The relationship of the prices for the orders is not correct.",
        new ListTicket.Oco(
            "", maker(OrderSide.SELL, "105"), stopLimit(OrderSide.SELL, "101", "94")));
    refused(
        -1168,
        "At least one OCO order must be contingent.",
        new ListTicket.Oco("", maker(OrderSide.SELL, "105"), maker(OrderSide.SELL, "95")));
    refused(
        -1166,
        "A limit order in a sell OCO must be above.",
        new ListTicket.Oco(
            "", stopLimit(OrderSide.SELL, "105", "94"), maker(OrderSide.SELL, "95")));
    refused(
        -1165,
        "A limit order in a buy OCO must be below.",
        new ListTicket.Oco("", maker(OrderSide.BUY, "105"), stopLimit(OrderSide.BUY, "95", "94")));
    desk.place(ME, Ticket.limit(BTC, OrderSide.BUY, e8("0.1"), e8("99")), 1_000);
    refused(
        -2010,
        "Account has insufficient balance for requested action.",
        new ListTicket.Oco("", stopLimit(OrderSide.BUY, "410", "500"), maker(OrderSide.BUY, "90")));
  }

  private void refused(int code, String text, ListTicket ticket) {
    int before = log.events.size();
    Refused refused = assertThrows(Refused.class, () -> desk.place(ME, ticket, 1_000));
    assertEquals(code + " " + text, refused.code() + " " + refused.text());
    assertEquals(before, log.events.size(), "a refusal says nothing");
  }

  @Test
  void aFilledOrderStartsTheOneThatWaited() {
    market.trade(1_100, "99.99", "5", false);
    Ticket working =
        Ticket.limit(BTC, OrderSide.BUY, e8("2"), e8("99.99")).with(Labels.of("working"));
    Ticket pending =
        Ticket.limit(BTC, OrderSide.SELL, e8("2"), e8("101")).with(Labels.of("pending"));
    ListView list = desk.place(ME, new ListTicket.Oto("", working, pending), 1_000);
    assertEquals(OrderStatus.PENDING_NEW, list.orders().getLast().status());
    assertEquals("5+0", has("BTC"));
    desk.advance(1_200);
    assertEquals(
        List.of(
            "1000 list OTO EXEC_STARTED",
            "1000 pending NEW PENDING_NEW",
            "1000 working NEW NEW",
            "1100 working TRADE FILLED 2 @ 99.99 fee 0.002 BTC maker",
            "1100 pending NEW NEW"),
        log.fresh());
    assertEquals("4.998+2", has("BTC"));
  }

  @Test
  void aFilledOrderStartsAPair() {
    market.trade(1_100, "99.99", "5", false).trade(1_300, "104.00", "5", true);
    Ticket working =
        Ticket.limit(BTC, OrderSide.BUY, e8("2"), e8("99.99")).with(Labels.of("working"));
    ListTicket ticket =
        new ListTicket.Otoco(
            "", working, maker(OrderSide.SELL, "104"), stopLimit(OrderSide.SELL, "95", "94"));
    desk.place(ME, ticket, 1_000);
    desk.advance(1_200);
    assertEquals("4.998+2", has("BTC"));
    desk.advance(1_400);
    assertEquals(
        List.of(
            "1300 stop EXPIRED EXPIRED OCO_TRIGGER",
            "1300 limit TRADE FILLED 2 @ 104 fee 0.208 USDT maker",
            "1300 list OTO ALL_DONE"),
        log.fresh().subList(7, 10));
  }

  @Test
  void whatWaitedEndsWithTheOrderThatItWaitedFor() {
    Ticket working =
        Ticket.limit(BTC, OrderSide.BUY, e8("2"), e8("100.01"))
            .in(TimeInForce.IOC)
            .with(Labels.of("working"));
    Ticket pending = Ticket.market(BTC, OrderSide.SELL, e8("2")).with(Labels.of("pending"));
    desk.place(ME, new ListTicket.Oto("", working, pending), 1_000);
    List<String> lines = log.fresh();
    assertEquals(
        List.of(
            "1000 working EXPIRED EXPIRED UNFILLED_IOC_QUANTITY_EXPIRED",
            "1000 pending EXPIRED EXPIRED OTO_PHASE_ONE_EXPIRED",
            "1000 list OTO ALL_DONE"),
        lines.subList(lines.size() - 3, lines.size()));
  }
}
