package io.tapeloom.market.io;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Api;
import io.tapeloom.web.Call;
import io.tapeloom.web.Operation;
import io.tapeloom.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;

/** What the tape honestly misses, with the times between which it is missing. */
public final class GapsApi implements Api {
  /**
   * The trades around a gap are found by walking along the time: back from when the gap was found,
   * then forward from the trade before it.
   */
  static final String GAPS =
      """
      SELECT i.symbol, i.market, g.from_id, g.to_id, g.found_ms, b.time_ms AS after_ms,
        (SELECT t.time_ms FROM agg_trade t
         WHERE t.instrument_id = g.instrument_id AND t.time_ms >= COALESCE(b.time_ms, 0)
           AND t.agg_id > g.to_id
         ORDER BY t.time_ms, t.agg_id LIMIT 1) AS before_ms
      FROM (SELECT * FROM tape_gap WHERE instrument_id = ANY($1::smallint[])
            ORDER BY found_ms DESC, from_id DESC LIMIT $2) g
      JOIN instrument i ON i.id = g.instrument_id
      LEFT JOIN LATERAL (
        SELECT t.time_ms FROM agg_trade t
        WHERE t.instrument_id = g.instrument_id AND t.time_ms <= g.found_ms AND t.agg_id < g.from_id
        ORDER BY t.time_ms DESC, t.agg_id DESC LIMIT 1) b ON true
      ORDER BY g.found_ms DESC, g.from_id DESC
      """;

  private final Pool pool;
  private final Map<Instrument, Short> ids;

  /** An API over that pool; {@code ids} are the rows of {@code instrument}. */
  public GapsApi(Pool pool, Map<Instrument, Short> ids) {
    this.pool = pool;
    this.ids = Map.copyOf(ids);
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("tradesGaps", this::gaps);
  }

  private Future<Answer> gaps(Call call) {
    List<Short> wanted =
        call.instrument().map(this::known).orElseGet(() -> List.copyOf(ids.values()));
    Tuple arguments =
        Tuple.tuple()
            .addArrayOfShort(wanted.toArray(Short[]::new))
            .addInteger(call.number("limit"));
    return pool.preparedQuery(GAPS).execute(arguments).map(GapsApi::items).map(Answer::json);
  }

  private List<Short> known(Instrument instrument) {
    if (!ids.containsKey(instrument)) {
      throw Problem.notFound("no such symbol on " + instrument.market().code()).refusal();
    }
    return List.of(ids.get(instrument));
  }

  private static JsonObject items(RowSet<Row> rows) {
    JsonArray items = new JsonArray();
    rows.forEach(row -> items.add(item(row)));
    return new JsonObject().put("items", items).putNull("nextCursor");
  }

  private static JsonObject item(Row row) {
    long from = row.getLong("from_id");
    long to = row.getLong("to_id");
    return new JsonObject()
        .put("symbol", row.getString("symbol"))
        .put("market", row.getString("market"))
        .put("fromId", from)
        .put("toId", to)
        .put("missing", to - from + 1)
        .put("afterMs", row.getLong("after_ms"))
        .put("beforeMs", row.getLong("before_ms"))
        .put("foundMs", row.getLong("found_ms"));
  }
}
