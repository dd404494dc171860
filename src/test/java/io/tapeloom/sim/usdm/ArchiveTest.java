package io.tapeloom.sim.usdm;

import static io.tapeloom.sim.usdm.Scene.ME;
import static io.tapeloom.sim.usdm.Scene.START;
import static io.tapeloom.sim.usdm.Scene.code;
import static io.tapeloom.sim.usdm.Scene.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How far back users can look, and in what pages. */
class ArchiveTest {
  private static final long DAY_MS = 86_400_000;
  private final Scene scene = Scene.btc();
  private final UsdmDesk desk = scene.desk();

  private OrderState rest(long afterMs) {
    NewOrder order = NewOrder.limit("BTCUSDT", OrderSide.BUY, e8("0.02"), e8("9990"));
    return desk.place(ME, order, START + afterMs).matched();
  }

  private OrderState trade(long afterMs) {
    NewOrder order = NewOrder.market("BTCUSDT", OrderSide.BUY, e8("0.02"));
    return desk.place(ME, order, START + afterMs).matched();
  }

  /** Goes flat, so that weeks pass without anything to look after. */
  private void close() {
    desk.place(ME, NewOrder.market("BTCUSDT", OrderSide.SELL, e8("0.02")), START);
  }

  private List<Long> orders(Page page, long afterMs) {
    return desk.archive().orders(ME, Optional.of("BTCUSDT"), page, START + afterMs).stream()
        .map(OrderState::id)
        .toList();
  }

  private static Page page(long from, long to, int limit) {
    return new Page(
        OptionalLong.empty(), OptionalLong.of(START + from), OptionalLong.of(START + to), limit);
  }

  @Test
  void cancelledOrdersVanishAfterThreeDaysAndFilledOnesAfterNinety() {
    OrderRef gone = OrderRef.of("BTCUSDT", rest(0).id());
    OrderRef filled = OrderRef.of("BTCUSDT", trade(0).id());
    close();
    desk.cancel(ME, gone, START + 5);
    long three = START + 5 + 3 * DAY_MS;
    assertEquals(OrderStatus.CANCELED, desk.archive().order(ME, gone, three).status());
    assertEquals(-2013, code(() -> desk.archive().order(ME, gone, three + 1)));
    long ninety = START + 90 * DAY_MS;
    assertEquals(OrderStatus.FILLED, desk.archive().order(ME, filled, ninety).status());
    assertEquals(-2013, code(() -> desk.archive().order(ME, filled, ninety + 1)));
  }

  @Test
  void anExchangeThatWasStartedAgainGivesNoIdTwice() {
    trade(0);
    OrderState before = trade(1);
    long fill = newestFill(desk, 2);
    UsdmDesk again = Scene.btc().desk();
    NewOrder order = NewOrder.market("BTCUSDT", OrderSide.BUY, e8("0.02"));
    OrderState after = again.place(ME, order, START + 1_000).matched();
    assertTrue(after.id() > before.id(), after.id() + " after " + before.id());
    assertTrue(newestFill(again, 1_000) > fill);
  }

  private static long newestFill(UsdmDesk of, long afterMs) {
    return of.archive()
        .trades(ME, "BTCUSDT", OptionalLong.empty(), Page.newest(1), START + afterMs)
        .getLast()
        .id();
  }

  @Test
  void anOldOrderThatIsStillOpenHoldsNoneOfTheEndedOnes() {
    TreeMap<Long, Boolean> rows = new TreeMap<>(Map.of(1L, true, 2L, false, 3L, false, 4L, true));
    History.oldest(rows, 3, open -> open);
    assertEquals(List.of(1L, 3L, 4L), List.copyOf(rows.keySet()));
    History.oldest(rows, 1, open -> open);
    assertEquals(List.of(1L, 4L), List.copyOf(rows.keySet()));
  }

  @Test
  void pagesGoFromAStartOrANumberUpwardsAndOtherwiseShowTheNewest() {
    List<Long> ids = List.of(rest(0).id(), rest(1_000).id(), rest(2_000).id(), rest(3_000).id());
    assertEquals(ids, orders(Page.newest(500), 4_000));
    assertEquals(ids.subList(2, 4), orders(Page.newest(2), 4_000));
    assertEquals(ids.subList(1, 3), orders(page(500, 9_000, 2), 4_000));
    Page from =
        new Page(OptionalLong.of(ids.get(1)), OptionalLong.empty(), OptionalLong.empty(), 2);
    assertEquals(ids.subList(1, 3), orders(from, 4_000));
  }

  @Test
  void oneQuestionSpansAWeekAndRunsForward() {
    assertEquals(-4165, code(() -> orders(page(0, 7 * DAY_MS + 1, 10), 0)));
    assertTrue(orders(page(0, 7 * DAY_MS, 10), 0).isEmpty());
    assertEquals(-1023, code(() -> page(10, 9, 10)));
    Page mixed = new Page(OptionalLong.of(1), OptionalLong.of(START), OptionalLong.empty(), 10);
    assertEquals(
        -1128,
        code(() -> desk.archive().trades(ME, "BTCUSDT", OptionalLong.empty(), mixed, START)));
  }

  @Test
  void withoutTimesAWeekIsShown() {
    OrderState early = trade(0);
    close();
    OrderState later = rest(8 * DAY_MS);
    assertEquals(List.of(later.id()), orders(Page.newest(500), 8 * DAY_MS));
    Page all = new Page(OptionalLong.of(1), OptionalLong.empty(), OptionalLong.empty(), 500);
    assertEquals(early.id(), orders(all, 8 * DAY_MS).getFirst());
  }

  @Test
  void everyFillIsARowOfTradesAndOfIncome() {
    OrderState order = trade(0);
    desk.place(ME, NewOrder.market("BTCUSDT", OrderSide.SELL, e8("0.02")), START + 10);
    List<TradeRow> one =
        desk.archive()
            .trades(ME, "BTCUSDT", OptionalLong.of(order.id()), Page.newest(9), START + 20);
    assertEquals(1, one.size());
    assertEquals(0, one.getFirst().realizedE8());
    List<IncomeRow> rows =
        desk.archive()
            .income(ME, Optional.of("BTCUSDT"), Optional.empty(), Page.newest(9), START + 20);
    assertEquals(
        List.of(IncomeRow.Kind.COMMISSION, IncomeRow.Kind.REALIZED_PNL, IncomeRow.Kind.COMMISSION),
        rows.stream().map(IncomeRow::kind).toList());
    assertEquals(e8("-0.004"), rows.get(1).amountE8());
  }
}
