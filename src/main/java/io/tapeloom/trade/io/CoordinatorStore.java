package io.tapeloom.trade.io;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Side;
import io.tapeloom.ledger.Order;
import io.tapeloom.risk.Exposure;
import io.tapeloom.risk.RefusalReason;
import io.tapeloom.trade.Intent;
import io.tapeloom.trade.PaperDesk;
import io.tapeloom.trade.PaperOrders;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rows the coordinator reads and writes; a verdict and what follows from it are one statement. */
public final class CoordinatorStore {
  static final String UNDECIDED =
      """
      SELECT id, instrument_id, strategy, t, side, atr, price, score
      FROM signal WHERE verdict IS NULL AND instrument_id = ANY ($1::smallint[])
      ORDER BY t, id LIMIT 500
      """;

  static final String OPEN =
      """
      SELECT instrument_id, strategy, side, state, walked_ms
      FROM trade_cycle WHERE venue = 'PAPER' AND state <> 'CLOSED' ORDER BY id
      """;

  static final String APPROVE =
      """
      WITH decided AS (
        UPDATE signal SET verdict = 'APPROVED', verdict_reason = ''
        WHERE id = $1 AND verdict IS NULL
        RETURNING id, instrument_id, strategy, t, side, score, atr),
      cycle AS (
        INSERT INTO trade_cycle (id, role, epoch, venue, account, symbol, instrument_id, strategy,
          entry_signal_id, t, planned_ms, side, tier, score, atr, risk_distance, qty, state)
        SELECT $2, $3, $4, 'PAPER', $5, i.symbol, i.id, d.strategy, d.id, d.t, d.t + $6, d.side,
          $7, d.score, d.atr, $8, $9, 'PLANNED'
        FROM decided d JOIN instrument i ON i.id = d.instrument_id
        RETURNING id, role, epoch, venue, account, symbol, qty)
      INSERT INTO order_journal (coid, role, epoch, venue, account, symbol, cycle_id, purpose,
        attempt, side, type, qty, reduce_only, close_position, state)
      SELECT $10, role, epoch, venue, account, symbol, id, 'ENTRY', 0, $11, 'MARKET', qty, false,
        false, 'INTENT'
      FROM cycle
      """;

  /** A row that is not there halts. */
  static final String HALTED =
      "SELECT NOT EXISTS (SELECT FROM risk_gate WHERE id = 1 AND NOT halted)";

  static final String REFUSE =
      """
      UPDATE signal SET verdict = 'REFUSED', verdict_reason = $2
      WHERE id = $1 AND verdict IS NULL
        AND EXISTS (SELECT FROM executor_lease WHERE role = $3 AND epoch = $4)
      """;

  /** What PostgreSQL answers to an entry while trading is halted. */
  static final String HALT_CODE = "55F05";

  private final Pool pool;
  private final Map<Short, Instrument> instruments = new TreeMap<>();

  /** A store over that pool; {@code ids} are the rows of {@code instrument}. */
  public CoordinatorStore(Pool pool, Map<Instrument, Short> ids) {
    this.pool = pool;
    ids.forEach((instrument, id) -> instruments.put(id, instrument));
  }

  /** A signal that waits for its verdict. */
  record Undecided(long id, Instrument instrument, Intent intent) {}

  /** Signals without a verdict in order of time; those of instruments not traded here are left. */
  Future<List<Undecided>> undecided() {
    return pool.preparedQuery(UNDECIDED)
        .execute(Tuple.tuple().addArrayOfShort(instruments.keySet().toArray(Short[]::new)))
        .map(this::undecided);
  }

  private List<Undecided> undecided(RowSet<Row> rows) {
    List<Undecided> signals = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Optional.ofNullable(instruments.get(row.getShort("instrument_id")))
          .ifPresent(i -> signals.add(new Undecided(row.getLong("id"), i, TradeRows.intent(row))));
    }
    return signals;
  }

  /** Whether entries are forbidden now; fails where that cannot be known. */
  Future<Boolean> halted() {
    return pool.preparedQuery(HALTED).execute().map(rows -> rows.iterator().next().getBoolean(0));
  }

  /** Cycles that are not closed, by strategy. */
  Future<Map<String, Exposure>> open() {
    return pool.preparedQuery(OPEN).execute().map(this::exposures);
  }

  private Map<String, Exposure> exposures(RowSet<Row> rows) {
    Map<String, List<Exposure.Held>> held = new TreeMap<>();
    for (Row row : rows) {
      Optional.ofNullable(instruments.get(row.getShort("instrument_id")))
          .ifPresent(
              i ->
                  held.computeIfAbsent(row.getString("strategy"), _ -> new ArrayList<>())
                      .add(held(i, row)));
    }
    Map<String, Exposure> exposures = new TreeMap<>();
    held.forEach((strategy, cycles) -> exposures.put(strategy, new Exposure(cycles)));
    return exposures;
  }

  private static Exposure.Held held(Instrument instrument, Row row) {
    Exposure.Stage stage =
        switch (row.getString("state")) {
          case "PLANNED", "ENTERING" -> Exposure.Stage.PENDING;
          case "QUARANTINED" -> Exposure.Stage.QUARANTINED;
          default -> Exposure.Stage.OPEN;
        };
    Side side = Side.valueOf(row.getString("side"));
    return new Exposure.Held(instrument, side, stage, row.getLong("walked_ms"));
  }

  /**
   * Verdict, planned cycle and intended entry at once; nothing when there is a verdict already.
   * Fails with {@link #HALT_CODE} once trading is halted.
   */
  Future<Void> approve(Undecided signal, PaperDesk.Plan plan, long latencyMs, Fence fence) {
    return approve(pool, signal, plan, latencyMs, fence);
  }

  static Future<Void> approve(
      SqlClient client, Undecided signal, PaperDesk.Plan plan, long latencyMs, Fence fence) {
    PaperOrders orders = PaperOrders.ofSignal(signal.id());
    Order entry = orders.entry(signal.intent().side(), plan.qty());
    Tuple row = Tuple.of(signal.id(), orders.cycleId(), fence.role(), fence.epoch());
    row.addString(PaperOrders.account(signal.intent().strategy())).addLong(latencyMs);
    row.addString(plan.tier().orElseThrow().code());
    row.addValue(Numeric.create(plan.riskDistance().toBigDecimal()));
    row.addValue(Numeric.create(plan.qty().toBigDecimal()));
    row.addString(entry.id().toString()).addString(entry.side().name());
    return client.preparedQuery(APPROVE).execute(row).mapEmpty();
  }

  /** Says no and why. */
  Future<Void> refuse(long signalId, RefusalReason reason, Fence fence) {
    return pool.preparedQuery(REFUSE)
        .execute(Tuple.of(signalId, reason.code(), fence.role(), fence.epoch()))
        .mapEmpty();
  }
}
