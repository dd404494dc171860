package io.tapeloom.signal.io;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.pg.Database;
import io.tapeloom.pg.Pools;
import io.tapeloom.signal.DecisionLine;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** The decision lines that the score rows of a run stand for. */
public final class StoredLines {
  private static final String ROWS =
      """
      SELECT c.* FROM score c JOIN instrument i ON i.id = c.instrument_id
      WHERE i.market = $1 AND i.symbol = $2 ORDER BY c.t, c.strategy
      """;

  private StoredLines() {}

  /** Every line of that instrument by boundary. */
  public static List<String> of(Database database, Instrument instrument) {
    Vertx vertx = Vertx.vertx();
    Pools pools = database.pools(vertx);
    try {
      List<String> lines = new ArrayList<>();
      Tuple name = Tuple.of(instrument.market().code(), instrument.symbol().name());
      for (Row row : pools.app().preparedQuery(ROWS).execute(name).await()) {
        lines.add(DecisionLine.of(SignalRows.decision(instrument, row)));
      }
      return lines;
    } finally {
      pools.close().await();
      vertx.close().await();
    }
  }
}
