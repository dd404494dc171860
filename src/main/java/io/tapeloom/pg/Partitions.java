package io.tapeloom.pg;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a partition ready for every month that rows may fall into: from the tape's first month to
 * two months ahead. Rows that slipped into a default partition are moved and reported.
 */
public final class Partitions {
  /** Every table that is partitioned by month. */
  public static final List<String> TABLES = List.of("agg_trade", "slice", "score");

  private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
  private static final long LOOK_EACH_MS = 60_000;
  private static final String FIRST_TRADE =
      "SELECT min(earliest_time_ms) AS first_ms FROM agg_trades_meta";
  private static final String ENSURE =
      """
      SELECT parent || '_' || suffix AS name, ensure_month(parent, from_ms, to_ms, suffix) AS stray
      FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[])
           AS month(parent, from_ms, to_ms, suffix)""";

  /** What one look made: new partitions, and rows found in default partitions and moved. */
  public record Made(List<String> created, long strayRows) {}

  private final SqlClient client;

  /** Works through the given pool, whose user may create tables. */
  public Partitions(SqlClient client) {
    this.client = client;
  }

  /** Creates what is missing around {@code nowMs}, market time. */
  public Future<Made> ensure(long nowMs) {
    return client
        .query(FIRST_TRADE)
        .execute()
        .compose(rows -> ensure(months(firstMs(rows, nowMs), nowMs)))
        .onSuccess(Partitions::report);
  }

  /** Creates what is missing now, and again whenever market time enters another month. */
  public Future<Made> keep(Vertx vertx, InstantSource clock) {
    AtomicReference<YearMonth> done = new AtomicReference<>(month(clock.millis()));
    vertx.setPeriodic(LOOK_EACH_MS, id -> lookAgain(clock.millis(), done));
    return ensure(clock.millis());
  }

  private void lookAgain(long nowMs, AtomicReference<YearMonth> done) {
    YearMonth month = month(nowMs);
    if (!month.equals(done.get())) {
      ensure(nowMs)
          .onSuccess(made -> done.set(month))
          .onFailure(e -> LOG.error("no partitions for {}: {}", month, e.getMessage()));
    }
  }

  private Future<Made> ensure(List<YearMonth> months) {
    List<String> parents = new ArrayList<>();
    List<Long> from = new ArrayList<>();
    List<Long> to = new ArrayList<>();
    List<String> suffixes = new ArrayList<>();
    for (String table : TABLES) {
      for (YearMonth month : months) {
        parents.add(table);
        from.add(startMs(month));
        to.add(startMs(month.plusMonths(1)));
        suffixes.add("%04d_%02d".formatted(month.getYear(), month.getMonthValue()));
      }
    }
    Tuple arguments =
        Tuple.of(
            parents.toArray(String[]::new),
            from.toArray(Long[]::new),
            to.toArray(Long[]::new),
            suffixes.toArray(String[]::new));
    return client.preparedQuery(ENSURE).execute(arguments).map(Partitions::made);
  }

  private static Made made(RowSet<Row> rows) {
    List<String> created = new ArrayList<>();
    long strayRows = 0;
    for (Row row : rows) {
      Long stray = row.getLong("stray");
      if (stray != null) {
        created.add(row.getString("name"));
        strayRows += stray;
      }
    }
    return new Made(List.copyOf(created), strayRows);
  }

  private static void report(Made made) {
    if (made.strayRows() > 0) {
      LOG.warn("{} rows had no month's partition and were moved into one", made.strayRows());
    }
  }

  private static long firstMs(RowSet<Row> rows, long nowMs) {
    Long first = rows.iterator().next().getLong("first_ms");
    long monthBefore = startMs(month(nowMs).minusMonths(1));
    return first == null ? monthBefore : Math.min(first, monthBefore);
  }

  private static List<YearMonth> months(long firstMs, long nowMs) {
    YearMonth end = month(nowMs).plusMonths(3);
    return Stream.iterate(month(firstMs), m -> m.isBefore(end), m -> m.plusMonths(1)).toList();
  }

  private static YearMonth month(long ms) {
    return YearMonth.from(Instant.ofEpochMilli(ms).atOffset(ZoneOffset.UTC));
  }

  private static long startMs(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }
}
