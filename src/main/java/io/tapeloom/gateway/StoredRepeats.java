package io.tapeloom.gateway;

import io.tapeloom.web.Answer;
import io.tapeloom.web.Repeats;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps answers in rows, so that a repetition finds them after a restart too. */
public final class StoredRepeats implements Repeats {
  private static final Logger LOG = LoggerFactory.getLogger(StoredRepeats.class);
  private static final long SWEEP_MS = 600_000;

  /** A row that is a day old, or whose first request never ended, counts as none. */
  static final String BEGIN =
      """
      INSERT INTO repeatable_request AS r (caller, key, operation, print) VALUES ($1, $2, $3, $4)
      ON CONFLICT (caller, key) DO UPDATE
        SET operation = excluded.operation, print = excluded.print, status = NULL,
          content_type = NULL, body = NULL, created_at = clock_timestamp()
        WHERE r.created_at < clock_timestamp() - interval '1 day'
          OR (r.status IS NULL AND r.created_at < clock_timestamp() - interval '1 minute')
      RETURNING 1
      """;

  static final String KNOWN =
      """
      SELECT print, status, content_type, body FROM repeatable_request
      WHERE caller = $1 AND key = $2
      """;

  static final String DONE =
      """
      UPDATE repeatable_request SET status = $3, content_type = $4, body = $5
      WHERE caller = $1 AND key = $2
      """;

  static final String UNDONE =
      "DELETE FROM repeatable_request WHERE caller = $1 AND key = $2 AND status IS NULL";

  static final String SWEEP =
      "DELETE FROM repeatable_request WHERE created_at < clock_timestamp() - interval '1 day'";

  private final Pool pool;

  private StoredRepeats(Pool pool) {
    this.pool = pool;
  }

  /** Rows of that database; what is a day old is removed every ten minutes. */
  public static StoredRepeats of(Vertx vertx, Pool pool) {
    StoredRepeats repeats = new StoredRepeats(pool);
    vertx.setPeriodic(SWEEP_MS, _ -> repeats.sweep());
    return repeats;
  }

  Future<Integer> sweep() {
    return pool.query(SWEEP)
        .execute()
        .map(RowSet::rowCount)
        .onFailure(e -> LOG.warn("old requests not removed: {}", e.toString()));
  }

  @Override
  public Future<Optional<Known>> begin(Request request) {
    Tuple row = Tuple.of(request.caller(), request.key(), request.operation(), request.print());
    return pool.preparedQuery(BEGIN)
        .execute(row)
        .compose(
            fresh -> fresh.size() > 0 ? Future.succeededFuture(Optional.empty()) : known(request));
  }

  /** The row may be gone again; then the request counts as still worked on, and may be repeated. */
  private Future<Optional<Known>> known(Request request) {
    return pool.preparedQuery(KNOWN)
        .execute(Tuple.of(request.caller(), request.key()))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.of(new Known(request.print(), Optional.empty()))
                    : Optional.of(known(rows.iterator().next())));
  }

  private static Known known(Row row) {
    Integer status = row.getInteger("status");
    Optional<Answer> answer =
        Optional.ofNullable(status)
            .map(
                s -> new Answer(s, row.getString("content_type"), row.getBuffer("body"), Map.of()));
    return new Known(row.getString("print"), answer);
  }

  @Override
  public Future<Void> done(Request request, Answer answer) {
    Buffer body = answer.body();
    return pool.preparedQuery(DONE)
        .execute(
            Tuple.of(request.caller(), request.key(), answer.status(), answer.contentType(), body))
        .mapEmpty();
  }

  @Override
  public Future<Void> undone(Request request) {
    return pool.preparedQuery(UNDONE).execute(Tuple.of(request.caller(), request.key())).mapEmpty();
  }
}
