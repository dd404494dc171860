package io.tapeloom.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What results are made of, and how steady they were. */
class PaperReviewTest {
  private static final long DAY = 86_400_000;

  private static Fixed fixed(String text) {
    return Fixed.parse(text);
  }

  private static FinishedTrade trade(long closedMs, long heldMs, String r, Side side) {
    ClosedCycle result =
        new ClosedCycle("BTCUSDT", ExitStatus.TP, closedMs, fixed(r + "0"), fixed(r));
    long entryMs = closedMs - heldMs;
    return new FinishedTrade(result, "v51_baseline", side, "standard", entryMs, fixed("0.5"));
  }

  @Test
  void withoutTradesNothingIsDefined() {
    PaperReview review = PaperReview.of(List.of());
    assertEquals(Optional.empty(), review.sharpeDailyR());
    assertEquals(OptionalLong.empty(), review.avgHoldMs());
    assertEquals(Optional.empty(), review.bestR());
    assertEquals(0, review.longestWins() + review.longestLosses());
    assertTrue(review.groups().isEmpty());
  }

  @Test
  void idleDaysCountAsZeroInTheSharpeRatio() {
    List<FinishedTrade> trades =
        List.of(
            trade(DAY + 5, 5, "1.5", Side.LONG),
            trade(DAY + 9, 5, "0.5", Side.LONG),
            trade(3 * DAY + 1, 5, "1.0", Side.SHORT));
    // Days 2, 0, 1: mean 1, sample deviation 1, times the root of 365.
    assertEquals(Optional.of(fixed("19.10497317")), PaperReview.of(trades).sharpeDailyR());
    assertEquals(Optional.empty(), PaperReview.of(trades.subList(0, 2)).sharpeDailyR());
  }

  @Test
  void runsHoldTimeAndGroupsAreCounted() {
    List<FinishedTrade> trades =
        List.of(
            trade(10, 4, "0.5", Side.LONG),
            trade(20, 6, "0.7", Side.SHORT),
            trade(30, 8, "-1.0", Side.LONG),
            trade(40, 2, "0.0", Side.LONG),
            trade(7_200_050, 5, "-0.5", Side.LONG));
    PaperReview review = PaperReview.of(trades);
    assertEquals(List.of(2, 1), List.of(review.longestWins(), review.longestLosses()));
    assertEquals(OptionalLong.of(5), review.avgHoldMs());
    assertEquals(Optional.of(fixed("0.7")), review.bestR());
    assertEquals(Optional.of(fixed("-1")), review.worstR());
    assertEquals(fixed("2.5"), review.feesUsdt());
    assertEquals(List.of("LONG 4 1 -1", "SHORT 1 1 0.7"), lines(review, PaperReview.By.DIRECTION));
    assertEquals(List.of("00 4 2 0.2", "02 1 0 -0.5"), lines(review, PaperReview.By.HOUR));
  }

  private static List<String> lines(PaperReview review, PaperReview.By by) {
    return review.groups().stream()
        .filter(group -> group.by() == by)
        .map(g -> g.key() + " " + g.n() + " " + g.wins() + " " + g.pnlR())
        .toList();
  }
}
