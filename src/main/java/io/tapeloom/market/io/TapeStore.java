package io.tapeloom.market.io;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Kline;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Writes the tape. A batch is one transaction of set-based statements, so that trades, the bars
 * made from them and the mark of how far the tape reaches are there together or not at all; a
 * repeated batch changes nothing.
 */
public final class TapeStore {
  static final String SELECT_INSTRUMENTS =
      """
      SELECT id, market, symbol FROM instrument""";

  private static final String RELAX = "SET LOCAL synchronous_commit = off";
  private static final String KEEP = "SET LOCAL synchronous_commit = on";
  private static final long RELAXED_NANOS = 1_000_000_000L;

  static final String INSERT_TRADES =
      """
      INSERT INTO agg_trade (instrument_id, time_ms, agg_id, price_e8, qty_e8, first_id, last_id,
                             buyer_maker)
      SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[],
                           $6::bigint[], $7::bigint[], $8::boolean[])
      ON CONFLICT DO NOTHING""";

  static final String UPSERT_META =
      """
      INSERT INTO agg_trades_meta (instrument_id, last_agg_id, last_time_ms, earliest_agg_id,
                                   earliest_time_ms, updated_ms)
      SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[],
                           $6::bigint[])
      ON CONFLICT (instrument_id) DO UPDATE
      SET last_agg_id = greatest(agg_trades_meta.last_agg_id, excluded.last_agg_id),
          last_time_ms = greatest(agg_trades_meta.last_time_ms, excluded.last_time_ms),
          updated_ms = excluded.updated_ms""";

  static final String INSERT_GAPS =
      """
      INSERT INTO tape_gap (instrument_id, from_id, to_id, found_ms)
      SELECT i, f, max(t), min(n)
      FROM unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::bigint[]) AS r(i, f, t, n)
      GROUP BY i, f
      ON CONFLICT (instrument_id, from_id) DO UPDATE
      SET to_id = greatest(tape_gap.to_id, excluded.to_id)""";

  static final String COUNT_GAPS =
      """
      UPDATE agg_trades_meta m
      SET gap_count = (SELECT count(*) FROM tape_gap g WHERE g.instrument_id = m.instrument_id)
      WHERE instrument_id = ANY ($1::smallint[])""";

  private static final String INSERT_BARS =
      """
      INSERT INTO bar (instrument_id, interval_ms, open_ms, open_e8, high_e8, low_e8, close_e8,
                       volume_e8, quote_e16, taker_buy_e8, trades, source)
      SELECT i, iv, t, o, h, l, c, v::numeric, q::numeric, b::numeric, n, s
      FROM unnest($1::smallint[], $2::integer[], $3::bigint[], $4::bigint[], $5::bigint[],
                  $6::bigint[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::bigint[],
                  $12::text[]) AS r(i, iv, t, o, h, l, c, v, q, b, n, s)
      """;

  static final String UPSERT_BARS =
      INSERT_BARS
          + """
          ON CONFLICT (instrument_id, interval_ms, open_ms) DO UPDATE
          SET open_e8 = excluded.open_e8, high_e8 = excluded.high_e8, low_e8 = excluded.low_e8,
              close_e8 = excluded.close_e8, volume_e8 = excluded.volume_e8,
              quote_e16 = excluded.quote_e16, taker_buy_e8 = excluded.taker_buy_e8,
              trades = excluded.trades, source = excluded.source""";

  static final String INSERT_KLINES = INSERT_BARS + "ON CONFLICT DO NOTHING";

  private final Pool pool;
  private final Map<Instrument, Short> ids;
  private final TapeSession session;

  private TapeStore(Pool pool, Map<Instrument, Short> ids, long relaxedNanos) {
    this.pool = pool;
    this.ids = ids;
    this.session = new TapeSession(pool, this::write, relaxedNanos);
  }

  /** A store that knows the row ids of the instruments; a later instrument needs a new store. */
  public static Future<TapeStore> open(Pool pool) {
    return open(pool, RELAXED_NANOS);
  }

  static Future<TapeStore> open(Pool pool, long relaxedNanos) {
    return pool.query(SELECT_INSTRUMENTS)
        .execute()
        .map(
            rows -> {
              Map<Instrument, Short> ids = new TreeMap<>();
              rows.forEach(
                  row -> {
                    String name = row.getString("market") + "." + row.getString("symbol");
                    ids.put(Instrument.parse(name), row.getShort("id"));
                  });
              return new TapeStore(pool, ids, relaxedNanos);
            });
  }

  /**
   * Writes a batch in one transaction that rarely waits for the disk; what a crash of the server
   * undid comes back with the next batch. One batch at a time.
   */
  Future<Void> write(TapeBatch batch, long nowMs) {
    return session.write(batch, nowMs);
  }

  private Future<Void> write(SqlConnection c, TapeBatch batch, long nowMs, boolean durable) {
    return c.begin().compose(tx -> write(c, tx, batch, nowMs, durable));
  }

  /** Sends every statement at once and the commit behind them: one round trip in effect. */
  private Future<Void> write(
      SqlConnection c, Transaction tx, TapeBatch batch, long nowMs, boolean durable) {
    List<Future<?>> sent = new ArrayList<>();
    sent.add(c.query(durable ? KEEP : RELAX).execute());
    if (!batch.trades().isEmpty()) {
      sent.add(run(c, INSERT_TRADES, trades(batch.trades())));
      sent.add(run(c, UPSERT_META, meta(batch, nowMs)));
    }
    if (!batch.bars().isEmpty()) {
      sent.add(run(c, UPSERT_BARS, bars(batch.bars())));
    }
    if (!batch.gaps().isEmpty()) {
      sent.add(run(c, INSERT_GAPS, gaps(batch.gaps(), nowMs)));
      sent.add(run(c, COUNT_GAPS, Tuple.of(column(batch.gaps(), this::id, Short[]::new))));
    }
    return Future.join(sent)
        .compose(
            _ -> tx.commit(), fault -> tx.rollback().transform(_ -> Future.failedFuture(fault)));
  }

  /** Writes bars the tape cannot tell; a bar that is there stays as it is. */
  Future<Void> writeKlines(List<Kline> klines) {
    return klines.isEmpty()
        ? Future.succeededFuture()
        : pool.withTransaction(
            c -> c.query(KEEP).execute().compose(_ -> run(c, INSERT_KLINES, bars(klines))));
  }

  private static Future<Void> run(SqlClient client, String sql, Tuple columns) {
    return client.preparedQuery(sql).execute(columns).mapEmpty();
  }

  private Tuple trades(List<AggTrade> trades) {
    return Tuple.from(
        List.of(
            column(trades, t -> id(t.instrument()), Short[]::new),
            column(trades, AggTrade::timeMs, Long[]::new),
            column(trades, AggTrade::aggId, Long[]::new),
            column(trades, AggTrade::priceE8, Long[]::new),
            column(trades, AggTrade::qtyE8, Long[]::new),
            column(trades, AggTrade::firstId, Long[]::new),
            column(trades, AggTrade::lastId, Long[]::new),
            column(trades, AggTrade::buyerMaker, Boolean[]::new)));
  }

  private Tuple meta(TapeBatch batch, long nowMs) {
    Collection<TapeBatch.Reach> reaches = batch.reaches();
    return Tuple.from(
        List.of(
            column(reaches, r -> id(r.last().instrument()), Short[]::new),
            column(reaches, r -> r.last().aggId(), Long[]::new),
            column(reaches, TapeBatch.Reach::lastMs, Long[]::new),
            column(reaches, r -> r.first().aggId(), Long[]::new),
            column(reaches, r -> r.first().timeMs(), Long[]::new),
            column(reaches, _ -> nowMs, Long[]::new)));
  }

  private Tuple bars(Collection<Kline> bars) {
    return Tuple.from(
        List.of(
            column(bars, b -> id(b.instrument()), Short[]::new),
            column(bars, b -> (int) b.interval().ms(), Integer[]::new),
            column(bars, Kline::openMs, Long[]::new),
            column(bars, Kline::openE8, Long[]::new),
            column(bars, Kline::highE8, Long[]::new),
            column(bars, Kline::lowE8, Long[]::new),
            column(bars, Kline::closeE8, Long[]::new),
            column(bars, b -> b.volumeE8().toString(), String[]::new),
            column(bars, b -> b.quoteE16().toString(), String[]::new),
            column(bars, b -> b.takerBuyE8().toString(), String[]::new),
            column(bars, Kline::trades, Long[]::new),
            column(bars, b -> b.source().name().toLowerCase(Locale.ROOT), String[]::new)));
  }

  private Tuple gaps(List<Gap> gaps, long nowMs) {
    return Tuple.from(
        List.of(
            column(gaps, g -> id(g.instrument()), Short[]::new),
            column(gaps, Gap::fromId, Long[]::new),
            column(gaps, Gap::toId, Long[]::new),
            column(gaps, _ -> nowMs, Long[]::new)));
  }

  private static <T, C> C[] column(
      Collection<T> rows, Function<T, C> value, Function<Integer, C[]> array) {
    C[] column = array.apply(rows.size());
    int i = 0;
    for (T row : rows) {
      column[i++] = value.apply(row);
    }
    return column;
  }

  private Short id(Gap gap) {
    return id(gap.instrument());
  }

  private Short id(Instrument instrument) {
    Short id = ids.get(instrument);
    if (id == null) {
      throw new IllegalStateException(instrument + " has no row in table instrument");
    }
    return id;
  }
}
