package io.tapeloom.trade.io;

import io.tapeloom.pg.Pools;
import io.tapeloom.pg.TestPostgres;
import io.tapeloom.trade.Intent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A fresh database with one instrument, and the rows that other rooms would have written. */
final class Rows {
  private final Pools pools;

  private Rows(Pools pools) {
    this.pools = pools;
  }

  static Rows fresh(Vertx vertx) throws Exception {
    return of(TestPostgres.fresh().pools(vertx));
  }

  static Rows of(Pools pools) throws Exception {
    Rows rows = new Rows(pools);
    rows.run("INSERT INTO instrument VALUES (1, 'usdm', 'BTCUSDT', 10000000, 100000)");
    return rows;
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  Pools pools() {
    return pools;
  }

  void run(String sql) throws Exception {
    await(pools.app().query(sql).execute());
  }

  /** Each row as text, its columns joined by spaces. */
  List<String> lines(String sql) throws Exception {
    List<String> lines = new ArrayList<>();
    for (Row row : await(pools.app().query(sql).execute())) {
      List<String> columns = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        columns.add(String.valueOf(row.getValue(i)));
      }
      lines.add(String.join(" ", columns));
    }
    return lines;
  }

  String value(String sql) throws Exception {
    return lines(sql).getFirst();
  }

  /** A sealed boundary without a signal. */
  void boundary(String strategy, long t, long lastId, long lastMs) throws Exception {
    run(slice(t, lastId, lastMs) + ";" + score(strategy, t, "{cooldown}"));
  }

  /** A boundary with a signal, in one transaction; answers the signal's id. */
  long signal(Intent intent, long lastId, long lastMs) throws Exception {
    String sql =
        slice(intent.t(), lastId, lastMs)
            + ";"
            + score(intent.strategy(), intent.t(), "{}")
            + ";"
            + """
            INSERT INTO signal (score_id, instrument_id, strategy, t, side, score, confidence,
              price, atr, reason, factors)
            VALUES (1, 1, '%s', %d, '%s', %d, 0.8, %s, %s, 'test', '{"direction": "30"}')
            """
                .formatted(
                    intent.strategy(),
                    intent.t(),
                    intent.side(),
                    intent.score(),
                    intent.price(),
                    intent.atr());
    run(sql);
    return Long.parseLong(
        value(
            "SELECT id FROM signal WHERE strategy = '%s' AND t = %d"
                .formatted(intent.strategy(), intent.t())));
  }

  private static String slice(long t, long lastId, long lastMs) {
    return """
    INSERT INTO slice VALUES (1, %d, 1, 0, 0, 0, 0, 1, 1, 1, 1, %d, %d, '{}')
    ON CONFLICT DO NOTHING
    """
        .formatted(t, lastId, lastMs);
  }

  private static String score(String strategy, long t, String withheld) {
    return """
    INSERT INTO score (instrument_id, strategy, t, tape_from_ms, sealed_ms, price, trades, score,
      factors, inputs, withheld)
    VALUES (1, '%s', %d, 1, 1, 1, 1, 80, '{}', '{}', '%s')
    """
        .formatted(strategy, t, withheld);
  }
}
