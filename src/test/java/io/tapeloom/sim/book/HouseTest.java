package io.tapeloom.sim.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a user's order fares among the rest of the market, each case told by a few quotes. */
class HouseTest {
  private final HeardTrades heard = new HeardTrades();
  private final MatchingBook book = new MatchingBook(heard);
  private final TreeMap<Long, Map<Long, Long>> bids = new TreeMap<>();
  private final TreeMap<Long, Map<Long, Long>> asks = new TreeMap<>();
  private final List<Print> tape = new ArrayList<>();
  private final House house = new House(book, this::ladder, this::prints);

  private record Print(long timeMs, long ticks, long steps, boolean takerBuys) {}

  @BeforeEach
  void quietMarket() {
    bids.put(0L, Map.of(100L, 10L, 99L, 20L));
    asks.put(0L, Map.of(102L, 10L, 103L, 20L));
    heard.timed(house::timeMs);
  }

  /** The newest ladder of that time or before. */
  private void ladder(long slotMs, LevelSink bidSink, LevelSink askSink) {
    new TreeMap<>(bids.floorEntry(slotMs).getValue()).descendingMap().forEach(bidSink::level);
    new TreeMap<>(asks.floorEntry(slotMs).getValue()).forEach(askSink::level);
  }

  private void prints(long fromMs, long toMs, PrintSink sink) {
    tape.stream()
        .filter(p -> p.timeMs >= fromMs && p.timeMs < toMs)
        .forEach(p -> sink.print(p.timeMs, p.ticks, p.steps, p.takerBuys));
  }

  @Test
  void theLadderStandsInTheBookAndAMarketOrderTakesIt() {
    house.quote(50);
    assertEquals(List.of("100: 10 in 1", "99: 20 in 1"), levels(true));
    assertEquals(List.of("102: 10 in 1", "103: 20 in 1"), levels(false));
    assertEquals(Result.FILLED, send(1, true, MatchingBook.MARKET, 15, Force.IOC));
    assertEquals(
        List.of(
            "50 -1(0) <- 1(7) buys 10 at 102, 0 left", "50 -1(0) <- 1(7) buys 5 at 103, 15 left"),
        heard.take());
  }

  @Test
  void whatAnOrderTookIsBackWithTheNextLadder() {
    house.quote(50);
    send(1, true, MatchingBook.MARKET, 15, Force.IOC);
    house.quote(99);
    assertEquals(List.of("103: 15 in 1"), levels(false));
    house.quote(100);
    assertEquals(List.of("102: 10 in 1", "103: 20 in 1"), levels(false));
  }

  @Test
  void anOrderWaitsForWhatStoodBeforeIt() {
    tape.add(new Print(120, 100, 6, false));
    tape.add(new Print(150, 100, 3, false));
    tape.add(new Print(160, 100, 1, false));
    tape.add(new Print(170, 100, 2, false));
    tape.add(new Print(180, 100, 9, false));
    house.quote(110);
    assertEquals(Result.RESTING, send(1, true, 100, 5, Force.GTC));
    house.follow(165);
    assertEquals(List.of(), heard.take());
    house.follow(199);
    assertEquals(
        List.of(
            "170 1(7) <- -1(0) sells 2 at 100, 3 left", "180 1(7) <- -1(0) sells 3 at 100, 0 left"),
        heard.take());
  }

  @Test
  void newQuotesJoinBehindAndOldOnesLeaveFromTheBack() {
    bids.put(100L, Map.of(100L, 14L));
    bids.put(200L, Map.of(100L, 11L));
    bids.put(300L, Map.of(100L, 4L));
    house.quote(50);
    send(1, true, 100, 5, Force.GTC);
    house.quote(150);
    assertEquals(List.of("100: 19 in 3"), levels(true));
    house.quote(250);
    assertEquals(List.of("100: 16 in 3"), levels(true));
    house.quote(350);
    assertEquals(List.of("100: 9 in 2"), levels(true));
    tape.add(new Print(360, 100, 5, false));
    house.follow(370);
    assertEquals(List.of("360 1(7) <- -1(0) sells 1 at 100, 4 left"), heard.take());
  }

  @Test
  void aTradeThroughAnOrdersPriceFillsItFirst() {
    house.quote(50);
    send(1, false, 103, 5, Force.GTC);
    tape.add(new Print(60, 104, 3, true));
    house.follow(70);
    assertEquals(List.of("60 1(7) <- -1(0) buys 3 at 103, 2 left"), heard.take());
    house.quote(71);
    assertEquals(List.of("103: 2 in 1"), levels(false));
  }

  @Test
  void aLadderThatMovesThroughAnOrdersPriceFillsIt() {
    bids.put(100L, Map.of(97L, 10L));
    asks.put(100L, Map.of(98L, 2L, 99L, 1L, 100L, 9L));
    house.quote(50);
    send(1, true, 99, 4, Force.GTC);
    house.follow(150);
    assertEquals(
        List.of(
            "100 1(7) <- -1(0) sells 2 at 99, 2 left", "100 1(7) <- -1(0) sells 1 at 99, 1 left"),
        heard.take());
    house.follow(200);
    assertEquals(List.of("200 1(7) <- -1(0) sells 1 at 99, 0 left"), heard.take());
    house.quote(200);
    assertEquals(List.of("98: 1 in 1", "99: 1 in 1", "100: 9 in 1"), levels(false));
  }

  @Test
  void anOrderInsideTheSpreadTradesBeforeTheHouse() {
    house.quote(50);
    send(1, true, 101, 4, Force.GTC);
    tape.add(new Print(60, 100, 6, false));
    house.quote(70);
    assertEquals(List.of("60 1(7) <- -1(0) sells 4 at 101, 0 left"), heard.take());
    assertEquals(List.of("100: 8 in 1", "99: 20 in 1"), levels(true));
  }

  @Test
  void usersTradeWithEachOtherInTheirTurn() {
    house.quote(50);
    send(1, true, 101, 4, Force.GTC);
    assertEquals(Result.FILLED, book.submit(2, 8, false, 100, 6, Force.GTC, Stp.EXPIRE_MAKER));
    assertEquals(
        List.of(
            "50 1(7) <- 2(8) sells 4 at 101, 0 left", "50 -1(0) <- 2(8) sells 2 at 100, 8 left"),
        heard.take());
  }

  @Test
  void nobodyQuotesAnyMoreAndTheUsersOrderStays() {
    bids.put(100L, Map.of());
    asks.put(100L, Map.of());
    house.quote(50);
    send(1, true, 100, 5, Force.GTC);
    house.quote(150);
    assertEquals(List.of("100: 5 in 1"), levels(true));
    assertEquals(List.of(), levels(false));
  }

  @Test
  void timeDoesNotRunBackAndOrdersComeAfterTheQuotes() {
    assertThrows(IllegalStateException.class, () -> early(new MatchingBook(heard)));
    house.quote(500);
    assertThrows(IllegalArgumentException.class, () -> house.follow(499));
    house.follow(5_000);
    send(1, true, 100, 5, Force.GTC);
    assertThrows(IllegalStateException.class, () -> house.follow(5_001));
  }

  private void early(MatchingBook unquoted) {
    unquoted.submit(1, 7, true, 100, 5, Force.GTC, Stp.NONE);
    new House(unquoted, this::ladder, this::prints).follow(10);
  }

  private Result send(long id, boolean buy, long ticks, long steps, Force force) {
    return book.submit(id, 7, buy, ticks, steps, force, Stp.NONE);
  }

  private List<String> levels(boolean ofBids) {
    return new AnyBook.Fast(book).levels(ofBids);
  }
}
