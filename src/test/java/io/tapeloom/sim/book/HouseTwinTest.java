package io.tapeloom.sim.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The house does what its naive twin does, and what stands in the book depends on time alone: the
 * twin plays every millisecond, one book is followed at random moments between the commands, and
 * one never.
 */
class HouseTwinTest {
  private static final int COMMANDS = 1_500;
  private static final long START_MS = 1_000_000;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 20_261_121})
  void theHouseAgreesWithItsTwinHoweverOftenItIsCalled(long seed) {
    Rig rig = new Rig(seed);
    for (int i = 0; i < COMMANDS; i++) {
      rig.pass();
      rig.command("seed %d, command %d at %d: ".formatted(seed, i, rig.nowMs));
    }
    System.out.printf("seed %d: %d events, house alone %d times%n", seed, rig.events, rig.alone);
    assertTrue(rig.events > COMMANDS / 3, "users trade: " + rig.events);
    assertTrue(rig.alone > 20, "the house is alone at times: " + rig.alone);
  }

  /** A house with its book, and what the book said. */
  private static final class Stand {
    private final HeardTrades heard = new HeardTrades();
    private final MatchingBook book = new MatchingBook(heard);
    private final AnyBook any = new AnyBook.Fast(book);
    private final House house;

    private Stand(RandomMarket market) {
      house = new House(book, market, market);
      heard.timed(house::timeMs);
    }
  }

  /** Three books in one market. */
  private static final class Rig {
    private final SplittableRandom random;
    private final OrderFlow flow;
    private final Stand often;
    private final Stand never;
    private final HeardTrades heardByTwin = new HeardTrades();
    private final NaiveBook twin = new NaiveBook(heardByTwin);
    private final NaiveHouse twinHouse;
    private long nowMs = START_MS;
    private int events;
    private int alone;

    private Rig(long seed) {
      RandomMarket market = new RandomMarket(seed);
      random = new SplittableRandom(seed);
      flow = new OrderFlow(seed);
      often = new Stand(market);
      never = new Stand(market);
      twinHouse = new NaiveHouse(twin, market, market, START_MS);
      heardByTwin.timed(twinHouse::timeMs);
    }

    /** Time goes on; one of the houses notices now and then. */
    private void pass() {
      long thenMs = nowMs + random.nextInt(random.nextInt(10) == 0 ? 900 : 60);
      while (nowMs < thenMs) {
        nowMs = Math.min(thenMs, nowMs + 1 + random.nextInt(80));
        if (random.nextBoolean()) {
          often.house.follow(nowMs);
        } else if (random.nextInt(4) == 0) {
          often.house.quote(nowMs);
        }
      }
    }

    private static boolean needsLevels(OrderFlow.Command command) {
      return switch (command.kind()) {
        case SUBMIT, QUOTE_AMOUNT -> true;
        case CANCEL, REDUCE -> false;
      };
    }

    private void command(String place) {
      boolean clear = random.nextInt(40) == 0;
      OrderFlow.Command command = flow.next();
      twinHouse.quote(nowMs);
      alone += twin.resting() == 0 ? 1 : 0;
      String answer = clear ? flow.cancelAll(twin) : command.ask(twin);
      List<String> expected = heardByTwin.take();
      events += expected.size();
      for (Stand stand : List.of(often, never)) {
        String where = place + (stand == often ? "followed often, " : "never, ") + command;
        if (needsLevels(command)) {
          stand.house.quote(nowMs);
        } else {
          stand.house.follow(nowMs);
        }
        assertEquals(answer, clear ? flow.cancelAll(stand.any) : command.ask(stand.any), where);
        assertEquals(expected, stand.heard.take(), where);
        stand.house.quote(nowMs);
        assertEquals(twin.levels(true), stand.any.levels(true), where);
        assertEquals(twin.levels(false), stand.any.levels(false), where);
      }
    }
  }
}
