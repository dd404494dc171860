package io.tapeloom.cli;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Symbol;
import io.tapeloom.ledger.ClosedCycle;
import io.tapeloom.ledger.PaperStats;
import io.tapeloom.trade.PaperEvent.Closed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;

/**
 * What the paper trades of a replay came to, for people.
 *
 * @param open trades that the tape's end left open; no sum holds them
 * @param feesUsdt fees of the closed ones, within their result already
 */
record ReplayResult(PaperStats stats, long open, Fixed feesUsdt, String unit) {
  private static final String QUOTE = "USDT";

  /** The result of these cycles of one symbol. */
  static ReplayResult of(Symbol symbol, List<PaperCycle> cycles) {
    List<Closed> ends =
        cycles.stream()
            .flatMap(cycle -> cycle.closed().stream())
            .sorted(Comparator.comparingLong(end -> end.fill().timeMs()))
            .toList();
    List<ClosedCycle> closed = ends.stream().map(end -> closed(symbol, end)).toList();
    return new ReplayResult(
        PaperStats.of(closed, List.of(), Fixed.ZERO, Long.MIN_VALUE),
        cycles.size() - ends.size(),
        ends.stream().map(Closed::feesUsdt).reduce(Fixed.ZERO, Fixed::plus),
        symbol.name().endsWith(QUOTE) ? " " + QUOTE : " in the quote currency");
  }

  private static ClosedCycle closed(Symbol symbol, Closed end) {
    return new ClosedCycle(
        symbol.name(), end.status(), end.fill().timeMs(), end.pnlUsdt(), end.pnlR());
  }

  /** Lines for a summary's table, each with its end; none where nothing was closed. */
  String lines() {
    if (stats.total() == 0) {
      return "";
    }
    Fixed totalR = stats.curve().getLast().r();
    return """
        win rate      %s%% (%d of %d)%s
        total         %s R
        P&L           %s%s, after fees of %s
        max drawdown  %s R
        """
        .formatted(
            rounded(stats.winRate().orElseThrow().toBigDecimal().movePointRight(2), 1),
            stats.wins(),
            stats.total(),
            open == 0 ? "" : ", " + open + " more still open",
            rounded(totalR.toBigDecimal(), 2),
            rounded(stats.realisedUsdt().toBigDecimal(), 2),
            unit,
            rounded(feesUsdt.toBigDecimal(), 2),
            rounded(stats.maxDrawdownR().toBigDecimal(), 2));
  }

  private static String rounded(BigDecimal value, int decimals) {
    return value.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }
}
