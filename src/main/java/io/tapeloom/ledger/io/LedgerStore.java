package io.tapeloom.ledger.io;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

/** Appends what closed cycles added; each once, whoever asks how often. */
public final class LedgerStore {
  static final String APPEND =
      """
      INSERT INTO equity (cycle_id, account, t, realised_usdt, r)
      SELECT c.id, c.account, c.exit_ms, c.pnl_usdt, c.pnl_r FROM trade_cycle c
      WHERE c.state = 'CLOSED' AND c.pnl_usdt IS NOT NULL
        AND NOT EXISTS (SELECT FROM equity e WHERE e.cycle_id = c.id)
      ORDER BY c.exit_ms, c.id
      ON CONFLICT DO NOTHING
      """;

  private final Pool pool;

  /** A store over that pool. */
  public LedgerStore(Pool pool) {
    this.pool = pool;
  }

  /** Books every closed cycle that is not booked yet; completes with how many there were. */
  Future<Integer> append() {
    return pool.preparedQuery(APPEND).execute().map(rows -> rows.rowCount());
  }
}
