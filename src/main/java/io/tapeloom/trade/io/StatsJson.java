package io.tapeloom.trade.io;

import static io.tapeloom.trade.io.TradeApi.text;

import io.tapeloom.ledger.PaperReview;
import io.tapeloom.ledger.PaperStats;
import io.tapeloom.trade.PaperSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Results in the words of the HTTP contract. */
final class StatsJson {
  private StatsJson() {}

  static JsonObject of(PaperStats s, PaperReview review) {
    return sums(s)
        .put("sharpeDailyR", text(review.sharpeDailyR()))
        .put("avgHoldMs", review.avgHoldMs().isPresent() ? review.avgHoldMs().getAsLong() : null)
        .put("longestWins", review.longestWins())
        .put("longestLosses", review.longestLosses())
        .put("bestR", text(review.bestR()))
        .put("worstR", text(review.worstR()))
        .put("feesUsdt", review.feesUsdt().toString())
        .put("groups", groups(review));
  }

  /** What the simulated account assumes, so that a page can say so. */
  static JsonObject rules(PaperSettings rules) {
    return new JsonObject()
        .put("feeBps", rules.feeBps().toString())
        .put("slippageBps", rules.slippageBps().toString())
        .put("latencyMs", rules.latencyMs())
        .put("riskPerTrade", rules.sizer().riskPerTrade().toString())
        .put("maxPositions", rules.maxPositions())
        .put("timeStopMs", rules.timeStopMs());
  }

  private static JsonArray groups(PaperReview review) {
    JsonArray groups = new JsonArray();
    review
        .groups()
        .forEach(
            group ->
                groups.add(
                    new JsonObject()
                        .put("by", group.by().code())
                        .put("key", group.key())
                        .put("n", group.n())
                        .put("wins", group.wins())
                        .put("pnlR", group.pnlR().toString())
                        .put("pnlUsdt", group.pnlUsdt().toString())));
    return groups;
  }

  private static JsonObject sums(PaperStats s) {
    return new JsonObject()
        .put("initialBalance", s.initialBalance().toString())
        .put("equity", s.equity().toString())
        .put("realisedUsdt", s.realisedUsdt().toString())
        .put("total", s.total())
        .put("wins", s.wins())
        .put("winRate", text(s.winRate()))
        .put("avgWinR", text(s.avgWinR()))
        .put("avgLossR", text(s.avgLossR()))
        .put("payoff", text(s.payoff()))
        .put("expectancyR", text(s.expectancyR()))
        .put("profitFactor", text(s.profitFactor()))
        .put("maxDrawdownR", s.maxDrawdownR().toString())
        .put("todayR", s.todayR().toString())
        .put("todayUsdt", s.todayUsdt().toString())
        .put("byExit", byExit(s))
        .put("bySymbol", bySymbol(s))
        .put("equityCurve", curve(s));
  }

  private static JsonObject byExit(PaperStats s) {
    JsonObject counts = new JsonObject();
    s.byExit().forEach((status, n) -> counts.put(status.code(), n));
    return counts;
  }

  private static JsonObject bySymbol(PaperStats s) {
    JsonObject sums = new JsonObject();
    s.bySymbol()
        .forEach(
            (symbol, sum) ->
                sums.put(
                    symbol, new JsonObject().put("n", sum.n()).put("pnlR", sum.pnlR().toString())));
    return sums;
  }

  private static JsonArray curve(PaperStats s) {
    JsonArray points = new JsonArray();
    s.curve()
        .forEach(
            p ->
                points.add(
                    new JsonObject()
                        .put("t", p.t())
                        .put("equity", p.equity().toString())
                        .put("r", p.r().toString())));
    return points;
  }
}
