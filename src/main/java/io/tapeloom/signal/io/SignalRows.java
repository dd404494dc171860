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
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Crossing between rows and the engine's records; exact in both directions. */
final class SignalRows {
  private SignalRows() {}

  static Tuple tuple(short instrumentId, SignalStore.Boundary boundary) {
    Slice s = boundary.slice();
    Decision d = boundary.decided().decision();
    Windows w = d.windows();
    Tuple row = Tuple.tuple().addShort(instrumentId).addLong(s.tMs()).addLong(s.tapeFromMs());
    row.addValue(number(s.signedQtyE8())).addValue(number(s.qtyE8()));
    row.addValue(number(s.notionalE16())).addLong(s.count());
    row.addLong(s.openE8()).addLong(s.highE8()).addLong(s.lowE8()).addLong(s.closeE8());
    row.addLong(s.lastId()).addLong(s.lastMs());
    row.addArrayOfLong(boxed(s.signedQtysE8()));
    row.addString(d.strategy()).addLong(boundary.decided().sealedMs());
    row.addValue(number(Optional.of(d.price())));
    row.addValue(sum(w.cvdFastE8())).addValue(sum(w.cvdMidE8())).addValue(sum(w.cvdDayE8()));
    row.addValue(number(w.vwap30m())).addValue(number(w.atr5m()));
    row.addValue(number(w.atrPercentile())).addValue(number(w.p95Qty()));
    row.addValue(number(w.p99Qty())).addLong(w.trades()).addInteger(d.score());
    row.addString(d.direction().map(Side::name).orElse(null));
    row.addValue(factors(d.factors())).addValue(inputs(d.inputs()));
    row.addArrayOfString(d.withheld().stream().map(Withheld::code).toArray(String[]::new));
    return row.addString(reason(d));
  }

  private static Long[] boxed(long[] values) {
    Long[] boxed = new Long[values.length];
    for (int i = 0; i < values.length; i++) {
      boxed[i] = values[i];
    }
    return boxed;
  }

  private static String reason(Decision decision) {
    String side = decision.direction().map(d -> d.name().toLowerCase(Locale.ROOT)).orElse("none");
    return decision.strategy() + " " + side + " scored " + decision.score();
  }

  private static Numeric number(BigInteger value) {
    return Numeric.create(value);
  }

  private static Numeric sum(Optional<BigInteger> e8) {
    return e8.map(v -> Numeric.create(new BigDecimal(v, 8))).orElse(null);
  }

  private static Numeric number(Optional<Fixed> value) {
    return value.map(v -> Numeric.create(v.toBigDecimal())).orElse(null);
  }

  private static JsonObject factors(Factors f) {
    return new JsonObject()
        .put("direction", points(f.directionE2()))
        .put("accel", points(f.accelE2()))
        .put("crowding", points(f.crowdingE2()))
        .put("environment", points(f.environmentE2()))
        .put("confirmation", points(f.confirmationE2()))
        .put("auxiliary", points(f.auxiliaryE2()));
  }

  private static String points(int e2) {
    return Fixed.ofE8(e2 * 1_000_000L).toString();
  }

  private static int pointsE2(JsonObject factors, String name) {
    return Math.toIntExact(Fixed.parse(factors.getString(name)).e8() / 1_000_000L);
  }

  /** A missing input is written as null, so that the row says it was missing. */
  private static JsonObject inputs(Inputs i) {
    return new JsonObject()
        .put("long_short_ratio", observed(i.longShortRatio()))
        .put("top_trader_long_share", observed(i.topTraderLongShare()))
        .put("open_interest_change_1h", observed(i.openInterestChange1h()))
        .put("coinbase_premium", observed(i.coinbasePremium()))
        .put("funding_rate", observed(i.fundingRate()))
        .put("long_liquidation_usd", observed(i.longLiquidationUsd()))
        .put("short_liquidation_usd", observed(i.shortLiquidationUsd()));
  }

  private static JsonObject observed(Optional<Observed> input) {
    return input
        .map(
            seen ->
                new JsonObject()
                    .put("value", seen.value().toString())
                    .put("receivedMs", seen.receivedMs()))
        .orElse(null);
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
