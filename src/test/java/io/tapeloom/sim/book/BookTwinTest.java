package io.tapeloom.sim.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under random order flow the book does what its naive twin does, trade for trade. */
class BookTwinTest {
  private static final int COMMANDS = 6_000;

  private final HeardTrades heard = new HeardTrades();
  private final HeardTrades heardByTwin = new HeardTrades();
  private final MatchingBook book = new MatchingBook(heard);
  private final AnyBook fast = new AnyBook.Fast(book);
  private final NaiveBook twin = new NaiveBook(heardByTwin);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 20_261_121})
  void theBookAgreesWithItsTwin(long seed) {
    OrderFlow flow = new OrderFlow(seed);
    Map<String, Integer> answers = new TreeMap<>();
    int events = 0;
    for (int i = 0; i < COMMANDS; i++) {
      OrderFlow.Command command = flow.next();
      String where = "seed " + seed + ", command " + i + ": " + command;
      String answer = command.ask(twin);
      assertEquals(answer, command.ask(fast), where);
      List<String> lines = heard.take();
      assertEquals(heardByTwin.take(), lines, where);
      assertTheSame(where);
      events += lines.size();
      answers.merge(answer.split("[ ,]")[0], 1, Integer::sum);
    }
    System.out.println("seed " + seed + ": " + answers + ", " + events + " trades and expiries");
    for (Result result : Result.values()) {
      assertTrue(answers.containsKey(result.name()), result + " occurs in " + answers);
    }
    assertTrue(events > COMMANDS / 3, "the flow trades: " + events);
  }

  private void assertTheSame(String where) {
    assertEquals(twin.levels(true), fast.levels(true), where);
    assertEquals(twin.levels(false), fast.levels(false), where);
    assertEquals(twin.resting(), book.resting(), where);
    long bid = book.bestBid();
    long ask = book.bestAsk();
    assertTrue(bid == MatchingBook.NONE || ask == MatchingBook.NONE || bid < ask, where);
  }
}
