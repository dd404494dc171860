package io.tapeloom.signal.io;

import io.tapeloom.web.Problem;
import io.tapeloom.web.TimeRange;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** How the scores of a stretch of time are spread: what a person asks before moving a threshold. */
final class ScoreSpread {
  static final long LONGEST_MS = 3 * 86_400_000L;
  private static final long USUAL_MS = 86_400_000;
  private static final int STEP = 5;

  private static final String WITHIN =
      """
      WHERE c.instrument_id = ANY($1::smallint[]) AND ($2::text IS NULL OR c.strategy = $2)
        AND c.t >= $3 AND c.t < $4
      """;

  static final String NEWEST_T =
      """
      SELECT max(t) AS t FROM (
        SELECT (SELECT max(t) FROM score WHERE instrument_id = i.id
                AND ($2::text IS NULL OR strategy = $2) AND t < $3) AS t
        FROM unnest($1::smallint[]) AS i(id)) AS newest
      """;

  static final String BUCKETS =
      """
      SELECT floor(c.score / $5::numeric)::int AS step, count(*) AS n,
        count(*) FILTER (WHERE c.withheld = '{}') AS signals,
        count(*) FILTER (WHERE g.verdict = 'APPROVED') AS taken,
        min(c.score) AS lowest, max(c.score) AS highest, min(c.t) AS first_t, max(c.t) AS last_t
      FROM score c
      LEFT JOIN signal g ON g.instrument_id = c.instrument_id AND g.strategy = c.strategy
        AND g.t = c.t
      """
          + WITHIN
          + "GROUP BY 1 ORDER BY 1";

  static final String REASONS =
      "SELECT reason, count(*) AS n FROM score c, unnest(c.withheld) AS reason "
          + WITHIN
          + "GROUP BY 1 ORDER BY 2 DESC, 1";

  static final String FACTORS =
      """
      SELECT f.key, count(*) FILTER (WHERE f.value::numeric > 0) AS hits,
        round(avg(f.value::numeric), 2)::text AS mean
      FROM score c, jsonb_each_text(c.factors) AS f
      """
          + WITHIN
          + "GROUP BY 1 ORDER BY 1";

  private final Pool pool;

  ScoreSpread(Pool pool) {
    this.pool = pool;
  }

  /** The spread of those instruments' scores; without a beginning, of the newest day. */
  Future<JsonObject> read(List<Short> ids, Optional<String> strategy, TimeRange range) {
    if (range.fromMs().isPresent() && range.toMs().isPresent()) {
      checkLength(range.toMs().getAsLong() - range.fromMs().getAsLong());
    }
    Short[] wanted = ids.toArray(Short[]::new);
    Tuple newest =
        Tuple.tuple()
            .addArrayOfShort(wanted)
            .addString(strategy.orElse(null))
            .addLong(range.toMs().orElse(Long.MAX_VALUE));
    return pool.preparedQuery(NEWEST_T)
        .execute(newest)
        .compose(rows -> until(wanted, strategy, range, rows.iterator().next().getLong("t")));
  }

  private Future<JsonObject> until(
      Short[] ids, Optional<String> strategy, TimeRange range, Long newestT) {
    long end = newestT == null ? 0 : newestT + 1;
    long from = range.fromMs().orElse(end - USUAL_MS);
    checkLength(end - from);
    Tuple within = Tuple.tuple().addArrayOfShort(ids).addString(strategy.orElse(null));
    within.addLong(from).addLong(end);
    return buckets(within)
        .compose(
            answer ->
                counted(REASONS, within, ScoreSpread::reason)
                    .map(reasons -> answer.put("reasons", reasons)))
        .compose(
            answer ->
                counted(FACTORS, within, ScoreSpread::factor)
                    .map(factors -> answer.put("factors", factors)));
  }

  private static void checkLength(long ms) {
    if (ms > LONGEST_MS) {
      throw Problem.invalid("/query/from", "from: expected at most three days before the end")
          .refusal();
    }
  }

  private Future<JsonObject> buckets(Tuple within) {
    Tuple arguments = Tuple.tuple();
    for (int i = 0; i < within.size(); i++) {
      arguments.addValue(within.getValue(i));
    }
    return pool.preparedQuery(BUCKETS).execute(arguments.addInteger(STEP)).map(ScoreSpread::sums);
  }

  private static JsonObject sums(RowSet<Row> rows) {
    JsonArray buckets = new JsonArray();
    Totals totals = new Totals();
    for (Row row : rows) {
      int from = row.getInteger("step") * STEP;
      buckets.add(
          new JsonObject()
              .put("from", from)
              .put("to", from + STEP)
              .put("n", row.getLong("n"))
              .put("signals", row.getLong("signals")));
      totals.add(row);
    }
    return totals.json().put("buckets", buckets);
  }

  /** The sums over all buckets while they are read. */
  private static final class Totals {
    private long n;
    private long signals;
    private long taken;
    private long firstT = Long.MAX_VALUE;
    private long lastT = Long.MIN_VALUE;
    private int lowest = Integer.MAX_VALUE;
    private int highest = Integer.MIN_VALUE;

    void add(Row row) {
      n += row.getLong("n");
      signals += row.getLong("signals");
      taken += row.getLong("taken");
      firstT = Math.min(firstT, row.getLong("first_t"));
      lastT = Math.max(lastT, row.getLong("last_t"));
      lowest = Math.min(lowest, row.getInteger("lowest"));
      highest = Math.max(highest, row.getInteger("highest"));
    }

    JsonObject json() {
      boolean none = n == 0;
      return new JsonObject()
          .put("fromMs", none ? null : firstT)
          .put("toMs", none ? null : lastT)
          .put("total", n)
          .put("signals", signals)
          .put("taken", taken)
          .put("lowest", none ? null : lowest)
          .put("highest", none ? null : highest);
    }
  }

  private interface Line {
    JsonObject of(Row row);
  }

  private Future<JsonArray> counted(String sql, Tuple within, Line line) {
    return pool.preparedQuery(sql)
        .execute(within)
        .map(
            rows -> {
              JsonArray lines = new JsonArray();
              rows.forEach(row -> lines.add(line.of(row)));
              return lines;
            });
  }

  private static JsonObject reason(Row row) {
    return new JsonObject().put("reason", row.getString("reason")).put("n", row.getLong("n"));
  }

  private static JsonObject factor(Row row) {
    return new JsonObject()
        .put("factor", row.getString("key"))
        .put("hits", row.getLong("hits"))
        .put("mean", row.getString("mean"));
  }
}
