package io.tapeloom.trade.io;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.ledger.ClientOrderId;
import io.tapeloom.ledger.ClosedCycle;
import io.tapeloom.ledger.ExitStatus;
import io.tapeloom.ledger.Fill;
import io.tapeloom.ledger.FinishedTrade;
import io.tapeloom.ledger.Ledger;
import io.tapeloom.ledger.OpenResult;
import io.tapeloom.ledger.OrderSide;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the paper pages read; a strategy that is absent means all of them. */
public final class TradeQueries {
  private static final String CYCLES =
      """
      SELECT c.id, c.symbol, c.strategy, c.side, c.qty, c.remaining_qty, c.entry_price, c.entry_ms,
        c.sl_price, c.tp1_price, c.tp2_price, c.tp1_hit, c.risk_distance, c.score, c.tier, c.state,
        (SELECT t.price_e8 FROM agg_trades_meta m
         JOIN agg_trade t ON t.instrument_id = m.instrument_id AND t.time_ms = m.last_time_ms
           AND t.agg_id = m.last_agg_id
         WHERE m.instrument_id = c.instrument_id) AS last_e8
      FROM trade_cycle c
      WHERE c.venue = 'PAPER' AND ($1::text IS NULL OR c.strategy = $1)
      """;

  /** Open cycles with the newest trade on the tape beside them. */
  static final String POSITIONS = CYCLES + "  AND c.state <> 'CLOSED' ORDER BY c.t DESC, c.id DESC";

  /** Entered cycles whose result is not among the equity rows yet. */
  static final String STANDING =
      CYCLES
          + """
          AND c.entry_price IS NOT NULL
            AND NOT EXISTS (SELECT FROM equity e WHERE e.cycle_id = c.id)
          """;

  static final String FILLS =
      """
      SELECT o.cycle_id, o.side AS order_side, c.side, f.trade_id, f.coid, f.price, f.qty, f.fee,
        f.exch_ts
      FROM fill f JOIN order_journal o ON o.coid = f.coid JOIN trade_cycle c ON c.id = o.cycle_id
      WHERE o.cycle_id = ANY ($1::bigint[]) ORDER BY f.exch_ts, f.trade_id
      """;

  static final String HISTORY =
      """
      SELECT id, symbol, strategy, side, exit_status, entry_price, entry_ms, exit_price, exit_ms,
        qty, pnl_r, pnl_usdt, fee_usdt, score, tier
      FROM trade_cycle
      WHERE venue = 'PAPER' AND state = 'CLOSED' AND exit_status IS NOT NULL
        AND ($1::text IS NULL OR strategy = $1)
        AND ($2::bigint IS NULL OR (exit_ms, id) < ($2, $3::bigint))
      ORDER BY exit_ms DESC, id DESC LIMIT $4
      """;

  /** Results from the equity rows, oldest first. */
  static final String RESULTS =
      """
      SELECT c.id, c.symbol, c.exit_status, c.strategy, c.side, c.tier, c.entry_ms, c.fee_usdt,
        e.t, e.realised_usdt, e.r
      FROM equity e JOIN trade_cycle c ON c.id = e.cycle_id
      WHERE c.venue = 'PAPER' AND ($1::text IS NULL OR c.strategy = $1)
      ORDER BY e.t, e.cycle_id
      """;

  private final Pool pool;

  /** Queries over that pool. */
  public TradeQueries(Pool pool) {
    this.pool = pool;
  }

  /** An open cycle with what its fills made of it; no result before the first fill. */
  record OpenCycle(Row row, Optional<Fixed> mark, Optional<OpenResult> result) {}

  /** Open cycles, newest first, with their result so far at the newest trade's price. */
  Future<List<OpenCycle>> positions(Optional<String> strategy) {
    return cycles(POSITIONS, strategy);
  }

  private Future<List<OpenCycle>> cycles(String sql, Optional<String> strategy) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(strategy.orElse(null)))
        .compose(cycles -> fills(cycles).map(fills -> valued(cycles, fills)));
  }

  private Future<RowSet<Row>> fills(RowSet<Row> cycles) {
    List<Long> ids = new ArrayList<>();
    cycles.forEach(row -> ids.add(row.getLong("id")));
    Tuple arguments = Tuple.tuple().addArrayOfLong(ids.toArray(Long[]::new));
    return pool.preparedQuery(FILLS).execute(arguments);
  }

  /** Trade ids are unique within one symbol and account only, so each cycle has its own ledger. */
  private static List<OpenCycle> valued(RowSet<Row> cycles, RowSet<Row> fills) {
    Map<Long, Ledger> ledgers = new TreeMap<>();
    for (Row row : fills) {
      ledgers
          .computeIfAbsent(row.getLong("cycle_id"), _ -> new Ledger())
          .on(Side.valueOf(row.getString("side")), fill(row));
    }
    List<OpenCycle> open = new ArrayList<>();
    for (Row row : cycles) {
      long id = row.getLong("id");
      Optional<Fixed> mark = Optional.ofNullable(row.getLong("last_e8")).map(Fixed::ofE8);
      Optional<OpenResult> result =
          Optional.ofNullable(ledgers.get(id))
              .flatMap(ledger -> ledger.position(id))
              .map(position -> OpenResult.of(position, mark));
      open.add(new OpenCycle(row, mark, result));
    }
    return open;
  }

  private static Fill fill(Row row) {
    return new Fill(
        row.getLong("trade_id"),
        ClientOrderId.parse(row.getString("coid")),
        OrderSide.valueOf(row.getString("order_side")),
        TradeRows.fixed(row, "price"),
        TradeRows.fixed(row, "qty"),
        TradeRows.fixed(row, "fee"),
        row.getLong("exch_ts"));
  }

  /** Keys of the last row of the page before. */
  record After(long exitMs, long id) {}

  /** Closed cycles, newest first. */
  Future<List<Row>> history(Optional<String> strategy, Optional<After> after, int fetch) {
    Tuple arguments =
        Tuple.of(
            strategy.orElse(null),
            after.map(After::exitMs).orElse(null),
            after.map(After::id).orElse(null),
            fetch);
    return pool.preparedQuery(HISTORY)
        .execute(arguments)
        .map(
            rows -> {
              List<Row> closed = new ArrayList<>(rows.size());
              rows.forEach(closed::add);
              return closed;
            });
  }

  /**
   * Every result, each cycle counted once: closed ones oldest first, and what others made so far.
   */
  record Results(List<FinishedTrade> finished, List<OpenResult> open) {
    List<ClosedCycle> closed() {
      return finished.stream().map(FinishedTrade::result).toList();
    }
  }

  /** A cycle that closes between the two looks is in both, and counts as closed. */
  Future<Results> results(Optional<String> strategy) {
    return cycles(STANDING, strategy)
        .compose(
            standing ->
                pool.preparedQuery(RESULTS)
                    .execute(Tuple.of(strategy.orElse(null)))
                    .map(rows -> results(standing, rows)));
  }

  private static Results results(List<OpenCycle> standing, RowSet<Row> rows) {
    Set<Long> booked = new TreeSet<>();
    List<FinishedTrade> closed = new ArrayList<>(rows.size());
    for (Row row : rows) {
      booked.add(row.getLong("id"));
      closed.add(finished(row));
    }
    List<OpenResult> open =
        standing.stream()
            .filter(cycle -> !booked.contains(cycle.row().getLong("id")))
            .flatMap(cycle -> cycle.result().stream())
            .toList();
    return new Results(closed, open);
  }

  private static FinishedTrade finished(Row row) {
    return new FinishedTrade(
        result(row),
        row.getString("strategy"),
        Side.valueOf(row.getString("side")),
        row.getString("tier"),
        row.getLong("entry_ms"),
        TradeRows.fixed(row, "fee_usdt"));
  }

  private static ClosedCycle result(Row row) {
    return new ClosedCycle(
        row.getString("symbol"),
        ExitStatus.parse(row.getString("exit_status")),
        row.getLong("t"),
        TradeRows.fixed(row, "realised_usdt"),
        TradeRows.fixed(row, "r"));
  }
}
