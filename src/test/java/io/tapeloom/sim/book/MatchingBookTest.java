package io.tapeloom.sim.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the book, each told by a few orders. */
class MatchingBookTest {
  private static final long MARKET = MatchingBook.MARKET;
  private static final long NONE = MatchingBook.NONE;

  private final HeardTrades heard = new HeardTrades();
  private final MatchingBook book = new MatchingBook(heard);

  @Test
  void betterPricesTradeFirstAndAtOnePriceTheLongerResting() {
    sell(1, 1, 102, 5);
    sell(2, 2, 101, 5);
    sell(3, 3, 101, 5);
    assertEquals(Result.FILLED, buy(9, 4, 102, 12));
    assertEquals(
        List.of(
            "2(2) <- 9(4) buys 5 at 101, 0 left",
            "3(3) <- 9(4) buys 5 at 101, 0 left",
            "1(1) <- 9(4) buys 2 at 102, 3 left"),
        heard.take());
    assertEquals(List.of("102: 3 in 1"), levels(false));
  }

  @Test
  void aLimitOrderTradesUpToItsPriceAndRestsThere() {
    sell(1, 1, 101, 5);
    sell(2, 1, 103, 5);
    assertEquals(Result.PARTLY_FILLED_RESTING, buy(3, 2, 102, 7));
    assertEquals(102, book.bestBid());
    assertEquals(103, book.bestAsk());
    assertEquals(2, book.left(3));
    assertEquals(Result.RESTING, buy(4, 2, 100, 1));
    assertEquals(List.of("102: 2 in 1", "100: 1 in 1"), levels(true));
  }

  @Test
  void anEmptyBookHasNoBestPrice() {
    assertEquals(NONE, book.bestBid());
    assertEquals(NONE, book.bestAsk());
    assertEquals(0, book.resting());
  }

  @Test
  void anImmediateOrderExpiresWithWhatItCouldNotTrade() {
    sell(1, 1, 101, 5);
    assertEquals(Result.EXPIRED, submit(2, 2, true, 101, 8, Force.IOC));
    assertEquals(
        List.of("1(1) <- 2(2) buys 5 at 101, 0 left", "2(2) expires with 3: IOC"), heard.take());
    assertEquals(NONE, book.left(2));
    assertEquals(Result.EXPIRED, submit(3, 2, false, MARKET, 8, Force.IOC));
    assertEquals(List.of("3(2) expires with 8: IOC"), heard.take());
  }

  @Test
  void aMarketOrderTakesEveryPrice() {
    buy(1, 1, 100, 5);
    buy(2, 1, 1, 5);
    assertEquals(Result.FILLED, submit(3, 2, false, MARKET, 10, Force.IOC));
    sell(4, 1, Long.MAX_VALUE, 5);
    assertEquals(Result.FILLED, submit(5, 2, true, MARKET, 5, Force.IOC));
  }

  @Test
  void fillOrKillTradesWholeOrNotAtAll() {
    sell(1, 1, 101, 5);
    sell(2, 1, 102, 5);
    assertEquals(Result.REJECTED_FOK, submit(3, 2, true, 101, 6, Force.FOK));
    assertEquals(Result.REJECTED_FOK, submit(3, 2, true, MARKET, 11, Force.FOK));
    assertEquals(List.of(), heard.take());
    assertEquals(List.of("101: 5 in 1", "102: 5 in 1"), levels(false));
    assertEquals(Result.FILLED, submit(3, 2, true, 102, 10, Force.FOK));
    assertEquals(2, heard.take().size());
  }

  @Test
  void fillOrKillCountsOnlyWhatItMayTradeWith() {
    sell(1, 7, 101, 5);
    sell(2, 8, 101, 5);
    assertEquals(Result.REJECTED_FOK, book.submit(3, 7, true, 101, 6, Force.FOK, Stp.EXPIRE_MAKER));
    assertEquals(Result.REJECTED_FOK, book.submit(3, 7, true, 101, 5, Force.FOK, Stp.EXPIRE_TAKER));
    assertEquals(Result.REJECTED_FOK, book.submit(3, 7, true, 101, 5, Force.FOK, Stp.EXPIRE_BOTH));
    assertEquals(2, book.resting());
    assertEquals(Result.FILLED, book.submit(3, 7, true, 101, 5, Force.FOK, Stp.EXPIRE_MAKER));
    assertEquals(
        List.of("1(7) expires with 5: STP", "2(8) <- 3(7) buys 5 at 101, 0 left"), heard.take());
    sell(4, 7, 101, 5);
    assertEquals(Result.FILLED, book.submit(5, 7, true, 101, 5, Force.FOK, Stp.NONE));
  }

  @Test
  void aPostOnlyOrderNeverTakes() {
    sell(1, 1, 101, 5);
    assertEquals(Result.REJECTED_POST_ONLY, submit(2, 2, true, 101, 5, Force.POST_ONLY));
    assertEquals(Result.REJECTED_POST_ONLY, submit(2, 1, true, 105, 5, Force.POST_ONLY));
    assertEquals(List.of(), heard.take());
    assertEquals(Result.RESTING, submit(2, 2, true, 100, 5, Force.POST_ONLY));
  }

  @Test
  void selfTradePreventionExpiresTheTaker() {
    threeAsks();
    assertEquals(Result.EXPIRED, book.submit(9, 7, true, 103, 9, Force.GTC, Stp.EXPIRE_TAKER));
    assertEquals(
        List.of("1(5) <- 9(7) buys 3 at 101, 0 left", "9(7) expires with 6: STP"), heard.take());
    assertEquals(List.of("102: 3 in 1", "103: 3 in 1"), levels(false));
    assertEquals(NONE, book.left(9));
  }

  @Test
  void selfTradePreventionExpiresTheMaker() {
    threeAsks();
    assertEquals(
        Result.PARTLY_FILLED_RESTING, book.submit(9, 7, true, 103, 9, Force.GTC, Stp.EXPIRE_MAKER));
    assertEquals(
        List.of(
            "1(5) <- 9(7) buys 3 at 101, 0 left",
            "2(7) expires with 3: STP",
            "3(6) <- 9(7) buys 3 at 103, 0 left"),
        heard.take());
    assertEquals(3, book.left(9));
  }

  @Test
  void selfTradePreventionExpiresBoth() {
    threeAsks();
    assertEquals(Result.EXPIRED, book.submit(9, 7, true, 103, 9, Force.GTC, Stp.EXPIRE_BOTH));
    assertEquals(
        List.of(
            "1(5) <- 9(7) buys 3 at 101, 0 left",
            "2(7) expires with 3: STP",
            "9(7) expires with 6: STP"),
        heard.take());
    assertEquals(List.of("103: 3 in 1"), levels(false));
  }

  private void threeAsks() {
    sell(1, 5, 101, 3);
    sell(2, 7, 102, 3);
    sell(3, 6, 103, 3);
  }

  @Test
  void cancellingSaysWhatWasLeft() {
    sell(1, 1, 101, 5);
    buy(2, 2, 101, 2);
    assertEquals(3, book.cancel(1));
    assertEquals(NONE, book.cancel(1));
    assertEquals(List.of(), levels(false));
  }

  @Test
  void aReducedOrderKeepsItsPlace() {
    sell(1, 1, 101, 5);
    sell(2, 2, 101, 5);
    assertEquals(5, book.reduce(1, 2));
    assertEquals(NONE, book.reduce(3, 2));
    assertThrows(IllegalArgumentException.class, () -> book.reduce(1, 3));
    assertThrows(IllegalArgumentException.class, () -> book.reduce(1, 0));
    assertEquals(List.of("101: 7 in 2"), levels(false));
    heard.take();
    buy(3, 3, 101, 3);
    assertEquals(
        List.of("1(1) <- 3(3) buys 2 at 101, 0 left", "2(2) <- 3(3) buys 1 at 101, 4 left"),
        heard.take());
  }

  @Test
  void takableCountsWithoutTouching() {
    threeAsks();
    assertEquals(3, book.takable(true, 101, 100, 0));
    assertEquals(9, book.takable(true, MARKET, 100, 0));
    assertEquals(6, book.takable(true, MARKET, 100, 7));
    assertEquals(4, book.takable(true, MARKET, 4, 7));
    assertEquals(0, book.takable(false, 101, 100, 0));
    assertEquals(3, book.resting());
  }

  @Test
  void aQuoteAmountBuysWholeStepsLevelByLevel() {
    threeAsks();
    assertEquals(3, book.stepsForQuote(true, 303));
    assertEquals(3, book.stepsForQuote(true, 404));
    assertEquals(4, book.stepsForQuote(true, 405));
    assertEquals(9, book.stepsForQuote(true, Long.MAX_VALUE));
    assertEquals(0, book.stepsForQuote(true, 100));
    assertEquals(0, book.stepsForQuote(false, 1_000));
  }

  @Test
  void whatCannotBeAnOrderIsRefusedAndChangesNothing() {
    sell(1, 1, 101, 5);
    assertThrows(IllegalArgumentException.class, () -> buy(1, 2, 101, 5));
    assertThrows(IllegalArgumentException.class, () -> buy(0, 2, 101, 5));
    assertThrows(IllegalArgumentException.class, () -> buy(2, 0, 101, 5));
    assertThrows(IllegalArgumentException.class, () -> buy(2, 2, -1, 5));
    assertThrows(IllegalArgumentException.class, () -> buy(2, 2, 101, 0));
    long tooMany = MatchingBook.MOST_STEPS + 1;
    assertThrows(IllegalArgumentException.class, () -> buy(2, 2, 100, tooMany));
    assertThrows(IllegalArgumentException.class, () -> buy(2, 2, MARKET, 5));
    assertEquals(List.of("101: 5 in 1"), levels(false));
    assertEquals(List.of(), heard.take());
  }

  @Test
  void aListenerCannotChangeTheBookWhileItMatches() {
    MatchingBook[] self = new MatchingBook[1];
    MatchingBook meddled =
        new MatchingBook(
            new MatchingBook.Listener() {
              @Override
              public void traded(
                  long makerId,
                  int makerOwner,
                  long takerId,
                  int takerOwner,
                  boolean takerBuys,
                  long ticks,
                  long steps,
                  long makerLeft) {
                self[0].cancel(2);
              }

              @Override
              public void expired(long orderId, int owner, long stepsLeft, Why why) {}
            });
    self[0] = meddled;
    meddled.submit(1, 1, false, 101, 5, Force.GTC, Stp.NONE);
    meddled.submit(2, 1, false, 102, 5, Force.GTC, Stp.NONE);
    assertThrows(
        IllegalStateException.class, () -> meddled.submit(3, 2, true, 101, 5, Force.GTC, Stp.NONE));
    assertEquals(5, meddled.cancel(2));
  }

  private Result buy(long id, int owner, long ticks, long steps) {
    return submit(id, owner, true, ticks, steps, Force.GTC);
  }

  private Result sell(long id, int owner, long ticks, long steps) {
    return submit(id, owner, false, ticks, steps, Force.GTC);
  }

  private Result submit(long id, int owner, boolean buy, long ticks, long steps, Force force) {
    return book.submit(id, owner, buy, ticks, steps, force, Stp.NONE);
  }

  private List<String> levels(boolean bids) {
    List<String> lines = new ArrayList<>();
    book.levels(
        bids, 10, (ticks, steps, orders) -> lines.add(ticks + ": " + steps + " in " + orders));
    return lines;
  }
}
