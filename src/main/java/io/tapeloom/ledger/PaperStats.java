package io.tapeloom.ledger;

import io.tapeloom.kernel.Fixed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Results of closed cycles, and beside them what open ones have made so far. Sums are exact; a
 * ratio is rounded half even to 8 decimals and absent where it is not defined.
 *
 * @param realisedUsdt sum of the closed cycles
 * @param openUsdt what cycles that are not closed have booked and would bring now
 * @param wins cycles with a result above zero
 * @param winRate wins / total
 * @param avgLossR mean of results below zero, negative
 * @param payoff mean win / mean loss without its sign
 * @param profitFactor USDT won / USDT lost
 * @param maxDrawdownR deepest fall of the running sum of R below its peak, from zero on
 * @param curve one point per closed cycle, oldest first
 */
public record PaperStats(
    Fixed initialBalance,
    Fixed realisedUsdt,
    Fixed openUsdt,
    int total,
    int wins,
    Optional<Fixed> winRate,
    Optional<Fixed> avgWinR,
    Optional<Fixed> avgLossR,
    Optional<Fixed> payoff,
    Optional<Fixed> expectancyR,
    Optional<Fixed> profitFactor,
    Fixed maxDrawdownR,
    Fixed todayR,
    Fixed todayUsdt,
    Map<ExitStatus, Integer> byExit,
    Map<String, BySymbol> bySymbol,
    List<Point> curve) {
  /** Count and sum of one symbol. */
  public record BySymbol(int n, Fixed pnlR) {
    BySymbol plus(BySymbol other) {
      return new BySymbol(n + other.n, pnlR.plus(other.pnlR));
    }
  }

  /** Equity and running sum of R after one cycle. */
  public record Point(long t, Fixed equity, Fixed r) {}

  /**
   * Results of cycles in the order in which they closed.
   *
   * @param open cycles beside them that are not closed
   * @param dayStartMs 00:00 UTC of today
   */
  public static PaperStats of(
      List<ClosedCycle> cycles, List<OpenResult> open, Fixed initialBalance, long dayStartMs) {
    Predicate<ClosedCycle> won = c -> c.pnlR().signum() > 0;
    Predicate<ClosedCycle> lost = c -> c.pnlR().signum() < 0;
    List<ClosedCycle> winners = cycles.stream().filter(won).toList();
    List<ClosedCycle> losers = cycles.stream().filter(lost).toList();
    List<ClosedCycle> today = cycles.stream().filter(c -> c.closedMs() >= dayStartMs).toList();
    Optional<Fixed> avgWin = ratio(sumR(winners), BigDecimal.valueOf(winners.size()));
    Optional<Fixed> avgLoss = ratio(sumR(losers), BigDecimal.valueOf(losers.size()));
    BigDecimal count = BigDecimal.valueOf(cycles.size());
    List<Point> curve = curve(cycles, initialBalance);
    return new PaperStats(
        initialBalance,
        sumUsdt(cycles),
        open.stream().map(OpenResult::knownUsdt).reduce(Fixed.ZERO, Fixed::plus),
        cycles.size(),
        winners.size(),
        ratio(BigDecimal.valueOf(winners.size()), count),
        avgWin,
        avgLoss,
        avgWin.flatMap(w -> avgLoss.flatMap(l -> ratio(decimal(w), decimal(l).negate()))),
        ratio(sumR(cycles), count),
        ratio(decimal(sumUsdt(winners)), decimal(sumUsdt(losers)).negate()),
        drawdown(curve),
        Fixed.of(sumR(today)),
        sumUsdt(today),
        byExit(cycles),
        bySymbol(cycles),
        curve);
  }

  /** What the account is worth: the balance after all closed cycles and the open ones' result. */
  public Fixed equity() {
    return initialBalance.plus(realisedUsdt).plus(openUsdt);
  }

  private static BigDecimal decimal(Fixed value) {
    return value.toBigDecimal();
  }

  private static Optional<Fixed> ratio(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? Optional.empty()
        : Optional.of(Fixed.of(part.divide(whole, 8, RoundingMode.HALF_EVEN)));
  }

  private static BigDecimal sumR(List<ClosedCycle> cycles) {
    return decimal(cycles.stream().map(ClosedCycle::pnlR).reduce(Fixed.ZERO, Fixed::plus));
  }

  private static Fixed sumUsdt(List<ClosedCycle> cycles) {
    return cycles.stream().map(ClosedCycle::pnlUsdt).reduce(Fixed.ZERO, Fixed::plus);
  }

  private static List<Point> curve(List<ClosedCycle> cycles, Fixed initialBalance) {
    List<Point> curve = new ArrayList<>(cycles.size());
    Fixed equity = initialBalance;
    Fixed r = Fixed.ZERO;
    for (ClosedCycle cycle : cycles) {
      equity = equity.plus(cycle.pnlUsdt());
      r = r.plus(cycle.pnlR());
      curve.add(new Point(cycle.closedMs(), equity, r));
    }
    return List.copyOf(curve);
  }

  private static Fixed drawdown(List<Point> curve) {
    Fixed peak = Fixed.ZERO;
    Fixed deepest = Fixed.ZERO;
    for (Point point : curve) {
      peak = point.r().compareTo(peak) > 0 ? point.r() : peak;
      Fixed fall = peak.minus(point.r());
      deepest = fall.compareTo(deepest) > 0 ? fall : deepest;
    }
    return deepest;
  }

  private static Map<ExitStatus, Integer> byExit(List<ClosedCycle> cycles) {
    Map<ExitStatus, Integer> counts = new EnumMap<>(ExitStatus.class);
    cycles.forEach(c -> counts.merge(c.status(), 1, Integer::sum));
    return counts;
  }

  private static Map<String, BySymbol> bySymbol(List<ClosedCycle> cycles) {
    Map<String, BySymbol> sums = new TreeMap<>();
    cycles.forEach(c -> sums.merge(c.symbol(), new BySymbol(1, c.pnlR()), BySymbol::plus));
    return sums;
  }
}
