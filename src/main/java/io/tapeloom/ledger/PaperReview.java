package io.tapeloom.ledger;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a trader asks after the sums of {@link PaperStats}: where the result came from and how
 * steady it was. Absent where it is not defined.
 *
 * @param sharpeDailyR mean of the daily sums of R over their sample deviation, times the root of
 *     365; a UTC day without a close between the first and the last counts as zero
 * @param longestWins longest run of results above zero
 * @param longestLosses longest run of results below zero
 * @param groups every group of every kind, in the order of {@link By} and then by key
 */
public record PaperReview(
    Optional<Fixed> sharpeDailyR,
    OptionalLong avgHoldMs,
    int longestWins,
    int longestLosses,
    Optional<Fixed> bestR,
    Optional<Fixed> worstR,
    Fixed feesUsdt,
    List<Group> groups) {
  private static final MathContext PRECISE = MathContext.DECIMAL64;
  private static final BigDecimal DAYS_A_YEAR = BigDecimal.valueOf(365);

  /** What trades are grouped by. */
  public enum By {
    /** Who decided it. */
    STRATEGY(FinishedTrade::strategy),
    /** What was traded. */
    SYMBOL(trade -> trade.result().symbol()),
    /** Long or short. */
    DIRECTION(trade -> trade.side().name()),
    /** How large. */
    TIER(FinishedTrade::tier),
    /** How it ended. */
    EXIT(trade -> trade.result().status().code()),
    /** UTC hour of the entry, two digits. */
    HOUR(PaperReview::hour);

    private final Function<FinishedTrade, String> key;

    By(Function<FinishedTrade, String> key) {
      this.key = key;
    }

    /** Lower-case name used in answers. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Trades that have one thing in common. */
  public record Group(By by, String key, int n, int wins, Fixed pnlR, Fixed pnlUsdt) {
    private Group plus(Group other) {
      return new Group(
          by,
          key,
          n + other.n,
          wins + other.wins,
          pnlR.plus(other.pnlR),
          pnlUsdt.plus(other.pnlUsdt));
    }
  }

  /** Copies the groups. */
  public PaperReview {
    groups = List.copyOf(groups);
  }

  /** The review of trades in the order in which they closed. */
  public static PaperReview of(List<FinishedTrade> trades) {
    List<Fixed> results = trades.stream().map(t -> t.result().pnlR()).toList();
    long heldMs = trades.stream().mapToLong(FinishedTrade::heldMs).sum();
    return new PaperReview(
        sharpe(trades),
        trades.isEmpty() ? OptionalLong.empty() : OptionalLong.of(heldMs / trades.size()),
        longest(results, r -> r.signum() > 0),
        longest(results, r -> r.signum() < 0),
        results.stream().max(Fixed::compareTo),
        results.stream().min(Fixed::compareTo),
        trades.stream().map(FinishedTrade::feeUsdt).reduce(Fixed.ZERO, Fixed::plus),
        groups(trades));
  }

  private static String hour(FinishedTrade trade) {
    return "%02d".formatted(Math.floorMod(trade.entryMs(), Interval.D1.ms()) / Interval.H1.ms());
  }

  private static int longest(List<Fixed> results, Predicate<Fixed> counts) {
    int longest = 0;
    int run = 0;
    for (Fixed result : results) {
      run = counts.test(result) ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static Optional<Fixed> sharpe(List<FinishedTrade> trades) {
    List<BigDecimal> days = daily(trades);
    if (days.size() < 2) {
      return Optional.empty();
    }
    BigDecimal count = BigDecimal.valueOf(days.size());
    BigDecimal mean = days.stream().reduce(BigDecimal.ZERO, BigDecimal::add).divide(count, PRECISE);
    BigDecimal squares =
        days.stream()
            .map(day -> day.subtract(mean).pow(2))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal deviation = squares.divide(count.subtract(BigDecimal.ONE), PRECISE).sqrt(PRECISE);
    if (deviation.signum() == 0) {
      return Optional.empty();
    }
    BigDecimal sharpe = mean.divide(deviation, PRECISE).multiply(DAYS_A_YEAR.sqrt(PRECISE));
    return Optional.of(Fixed.of(sharpe.setScale(8, RoundingMode.HALF_EVEN)));
  }

  private static List<BigDecimal> daily(List<FinishedTrade> trades) {
    TreeMap<Long, BigDecimal> sums = new TreeMap<>();
    for (FinishedTrade trade : trades) {
      long day = Math.floorDiv(trade.result().closedMs(), Interval.D1.ms());
      sums.merge(day, trade.result().pnlR().toBigDecimal(), BigDecimal::add);
    }
    List<BigDecimal> days = new ArrayList<>();
    for (long day = sums.isEmpty() ? 1 : sums.firstKey();
        !sums.isEmpty() && day <= sums.lastKey();
        day++) {
      days.add(sums.getOrDefault(day, BigDecimal.ZERO));
    }
    return days;
  }

  private static List<Group> groups(List<FinishedTrade> trades) {
    List<Group> groups = new ArrayList<>();
    for (By by : By.values()) {
      Map<String, Group> sums = new TreeMap<>();
      for (FinishedTrade trade : trades) {
        Group one = one(by, trade);
        sums.merge(one.key(), one, Group::plus);
      }
      groups.addAll(sums.values());
    }
    return groups;
  }

  private static Group one(By by, FinishedTrade trade) {
    ClosedCycle result = trade.result();
    int wins = result.pnlR().signum() > 0 ? 1 : 0;
    return new Group(by, by.key.apply(trade), 1, wins, result.pnlR(), result.pnlUsdt());
  }
}
