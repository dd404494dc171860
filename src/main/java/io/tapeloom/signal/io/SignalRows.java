package io.tapeloom.signal.io;

import io.tapeloom.indicator.Slice;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Side;
import io.tapeloom.signal.Decision;
import io.tapeloom.signal.Factors;
import io.tapeloom.signal.Inputs;
import io.tapeloom.signal.Observed;
import io.tapeloom.signal.Windows;
import io.tapeloom.signal.Withheld;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** From rows to the engine's records, exactly; {@link BoundaryRow} is the way back. */
final class SignalRows {
  private SignalRows() {}

  private static int pointsE2(JsonObject factors, String name) {
    return Math.toIntExact(Fixed.parse(factors.getString(name)).e8() / 1_000_000L);
  }

  private static Optional<Observed> observed(JsonObject inputs, String name) {
    return Optional.ofNullable(inputs.getJsonObject(name))
        .map(o -> new Observed(Fixed.parse(o.getString("value")), o.getLong("receivedMs")));
  }

  static Slice slice(Row row) {
    return new Slice(
        row.getLong("t"),
        row.getLong("tape_from_ms"),
        integer(row, "signed_qty_e8"),
        integer(row, "qty_e8"),
        integer(row, "notional_e16"),
        row.getLong("count"),
        row.getLong("open_e8"),
        row.getLong("high_e8"),
        row.getLong("low_e8"),
        row.getLong("close_e8"),
        row.getLong("last_id"),
        row.getLong("last_ms"),
        Arrays.stream(row.getArrayOfLongs("signed_qtys_e8")).mapToLong(Long::longValue).toArray());
  }

  /** Whether a row carries the sums of that slice. */
  static boolean sumsOf(Row row, Slice slice) {
    return integer(row, "qty_e8").equals(slice.qtyE8())
        && integer(row, "signed_qty_e8").equals(slice.signedQtyE8())
        && integer(row, "notional_e16").equals(slice.notionalE16())
        && row.getLong("count") == slice.count()
        && row.getLong("last_id") == slice.lastId();
  }

  static Decision decision(Instrument instrument, Row row) {
    JsonObject f = row.getJsonObject("factors");
    JsonObject i = row.getJsonObject("inputs");
    return new Decision(
        row.getLong("t"),
        instrument,
        row.getString("strategy"),
        row.getLong("tape_from_ms"),
        fixed(row, "price").orElseThrow(),
        windows(row),
        new Inputs(
            observed(i, "long_short_ratio"),
            observed(i, "top_trader_long_share"),
            observed(i, "open_interest_change_1h"),
            observed(i, "coinbase_premium"),
            observed(i, "funding_rate"),
            observed(i, "long_liquidation_usd"),
            observed(i, "short_liquidation_usd")),
        new Factors(
            pointsE2(f, "direction"),
            pointsE2(f, "accel"),
            pointsE2(f, "crowding"),
            pointsE2(f, "environment"),
            pointsE2(f, "confirmation"),
            pointsE2(f, "auxiliary")),
        row.getInteger("score"),
        Optional.ofNullable(row.getString("direction")).map(Side::valueOf),
        Arrays.stream(row.getArrayOfStrings("withheld"))
            .map(code -> Withheld.valueOf(code.toUpperCase(Locale.ROOT)))
            .toList());
  }

  private static Windows windows(Row row) {
    return new Windows(
        sumE8(row, "cvd_fast"),
        sumE8(row, "cvd_mid"),
        sumE8(row, "cvd_day"),
        fixed(row, "vwap_30m"),
        fixed(row, "atr_5m"),
        fixed(row, "atr_percentile"),
        fixed(row, "p95_qty"),
        fixed(row, "p99_qty"),
        row.getLong("trades"));
  }

  private static BigInteger integer(Row row, String column) {
    return row.get(Numeric.class, column).bigIntegerValue();
  }

  private static Optional<BigInteger> sumE8(Row row, String column) {
    return Optional.ofNullable(row.getBigDecimal(column))
        .map(v -> v.movePointRight(8).toBigIntegerExact());
  }

  private static Optional<Fixed> fixed(Row row, String column) {
    return Optional.ofNullable(row.getBigDecimal(column)).map(Fixed::of);
  }

  static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapper) {
    List<T> out = new ArrayList<>(rows.size());
    rows.forEach(row -> out.add(mapper.apply(row)));
    return out;
  }
}
