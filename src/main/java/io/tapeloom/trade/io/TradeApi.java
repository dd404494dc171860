package io.tapeloom.trade.io;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.ledger.OpenResult;
import io.tapeloom.ledger.PaperReview;
import io.tapeloom.ledger.PaperStats;
import io.tapeloom.trade.PaperSettings;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Api;
import io.tapeloom.web.Call;
import io.tapeloom.web.Operation;
import io.tapeloom.web.Paging;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Serves paper trading from rows: positions, history, results. */
public final class TradeApi implements Api {
  private static final long DAY_MS = 86_400_000;
  private final TradeQueries queries;
  private final PaperSettings rules;
  private final InstantSource clock;

  /** An API over those queries; the clock is the market's. */
  public TradeApi(TradeQueries queries, PaperSettings rules, InstantSource clock) {
    this.queries = queries;
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "paperPositions", call -> positions(call.text("strategy")).map(Answer::json),
        "paperHistory", this::history,
        "paperStats", call -> stats(call.text("strategy")).map(Answer::json));
  }

  /** Open positions as they are served, newest first; {@code nextCursor} is always null. */
  public Future<JsonObject> positions(Optional<String> strategy) {
    return queries
        .positions(strategy)
        .map(
            open -> {
              JsonArray items = new JsonArray();
              open.forEach(cycle -> items.add(position(cycle)));
              return new JsonObject().put("items", items).putNull("nextCursor");
            });
  }

  private static JsonObject position(TradeQueries.OpenCycle cycle) {
    Row row = cycle.row();
    Optional<Fixed> booked = cycle.result().map(OpenResult::bookedUsdt);
    Optional<Fixed> unrealised = cycle.result().flatMap(OpenResult::unrealisedUsdt);
    Optional<Fixed> pnl = cycle.result().flatMap(OpenResult::pnlUsdt);
    return named(row)
        .put("remainingQty", text(row, "remaining_qty"))
        .put("entryPrice", text(row, "entry_price"))
        .put("entryTime", row.getLong("entry_ms"))
        .put("stopPrice", text(row, "sl_price"))
        .put("tp1Price", text(row, "tp1_price"))
        .put("tp2Price", text(row, "tp2_price"))
        .put("tp1Hit", row.getBoolean("tp1_hit"))
        .put("markPrice", text(cycle.mark()))
        .put("realisedUsdt", text(booked))
        .put("realisedR", text(inRisk(row, booked)))
        .put("unrealisedUsdt", text(unrealised))
        .put("unrealisedR", text(inRisk(row, unrealised)))
        .put("pnlUsdt", text(pnl))
        .put("pnlR", text(inRisk(row, pnl)))
        .put("state", row.getString("state"));
  }

  /** In units of what the whole entry risked, half even to 8 decimals. */
  private static Optional<Fixed> inRisk(Row row, Optional<Fixed> usdt) {
    var risked = row.getBigDecimal("qty").multiply(row.getBigDecimal("risk_distance"));
    return usdt.map(u -> Fixed.of(u.toBigDecimal().divide(risked, 8, RoundingMode.HALF_EVEN)));
  }

  private static JsonObject named(Row row) {
    return new JsonObject()
        .put("cycleId", row.getLong("id"))
        .put("symbol", row.getString("symbol"))
        .put("strategy", row.getString("strategy"))
        .put("side", row.getString("side"))
        .put("qty", text(row, "qty"))
        .put("score", row.getInteger("score"))
        .put("tier", row.getString("tier"));
  }

  private Future<Answer> history(Call call) {
    Paging paging = call.paging();
    Optional<TradeQueries.After> after =
        paging.after().map(keys -> new TradeQueries.After(keys.number(0), keys.number(1)));
    return queries
        .history(call.text("strategy"), after, paging.fetch())
        .map(rows -> Answer.json(paging.page(rows, TradeApi::keys, TradeApi::closed)));
  }

  private static Paging.Keys keys(Row row) {
    return Paging.Keys.of(row.getLong("exit_ms"), row.getLong("id"));
  }

  /** The newest closed trades as they are served. */
  public Future<List<JsonObject>> newestClosed(int limit) {
    return queries
        .history(Optional.empty(), Optional.empty(), limit)
        .map(rows -> rows.stream().map(TradeApi::closed).toList());
  }

  private static JsonObject closed(Row row) {
    return named(row)
        .put("status", row.getString("exit_status"))
        .put("entryPrice", text(row, "entry_price"))
        .put("entryTime", row.getLong("entry_ms"))
        .put("exitPrice", text(row, "exit_price"))
        .put("exitTime", row.getLong("exit_ms"))
        .put("pnlR", text(row, "pnl_r"))
        .put("pnlUsdt", text(row, "pnl_usdt"))
        .put("feeUsdt", text(row, "fee_usdt"));
  }

  /** Results with the equity curve as they are served. */
  public Future<JsonObject> stats(Optional<String> strategy) {
    long today = Math.floorDiv(clock.millis(), DAY_MS) * DAY_MS;
    return queries
        .results(strategy)
        .map(
            r -> {
              PaperStats sums = PaperStats.of(r.closed(), r.open(), rules.initialBalance(), today);
              return StatsJson.of(sums, PaperReview.of(r.finished()))
                  .put("rules", StatsJson.rules(rules));
            });
  }

  private static String text(Row row, String column) {
    return text(TradeRows.maybe(row, column));
  }

  static String text(Optional<Fixed> value) {
    return value.map(Fixed::toString).orElse(null);
  }
}
