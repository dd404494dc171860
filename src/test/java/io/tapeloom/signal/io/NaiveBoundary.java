package io.tapeloom.signal.io;

import io.tapeloom.indicator.Slice;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.signal.Decision;
import io.tapeloom.signal.Factors;
import io.tapeloom.signal.Inputs;
import io.tapeloom.signal.Observed;
import io.tapeloom.signal.Windows;
import io.tapeloom.signal.Withheld;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** A boundary written the plain way, every parameter with the type of its column. */
final class NaiveBoundary {
  static final String SLICE =
      """
      INSERT INTO slice (instrument_id, t, tape_from_ms, signed_qty_e8, qty_e8, notional_e16,
        count, open_e8, high_e8, low_e8, close_e8, last_id, last_ms, signed_qtys_e8)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
      """;

  static final String SCORE =
      """
      INSERT INTO score (instrument_id, t, strategy, tape_from_ms, sealed_ms, price, cvd_fast,
        cvd_mid, cvd_day, vwap_30m, atr_5m, atr_percentile, p95_qty, p99_qty, trades, score,
        direction, factors, inputs, withheld)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
        $19, $20)
      """;

  private NaiveBoundary() {}

  static Tuple slice(short instrumentId, Slice s) {
    Tuple row = Tuple.of(instrumentId, s.tMs(), s.tapeFromMs());
    row.addValue(Numeric.create(s.signedQtyE8())).addValue(Numeric.create(s.qtyE8()));
    row.addValue(Numeric.create(s.notionalE16())).addLong(s.count());
    row.addLong(s.openE8()).addLong(s.highE8()).addLong(s.lowE8()).addLong(s.closeE8());
    row.addLong(s.lastId()).addLong(s.lastMs());
    return row.addArrayOfLong(Arrays.stream(s.signedQtysE8()).boxed().toArray(Long[]::new));
  }

  static Tuple score(short instrumentId, SignalStore.Boundary boundary) {
    Decision d = boundary.decided().decision();
    Windows w = d.windows();
    Tuple row = Tuple.of(instrumentId, d.t(), d.strategy(), d.tapeFromMs());
    row.addLong(boundary.decided().sealedMs()).addValue(number(Optional.of(d.price())));
    row.addValue(sum(w.cvdFastE8())).addValue(sum(w.cvdMidE8())).addValue(sum(w.cvdDayE8()));
    row.addValue(number(w.vwap30m())).addValue(number(w.atr5m()));
    row.addValue(number(w.atrPercentile())).addValue(number(w.p95Qty()));
    row.addValue(number(w.p99Qty())).addLong(w.trades()).addInteger(d.score());
    row.addString(d.direction().map(Side::name).orElse(null));
    row.addValue(factors(d.factors())).addValue(inputs(d.inputs()));
    return row.addArrayOfString(d.withheld().stream().map(Withheld::code).toArray(String[]::new));
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
    return BigDecimal.valueOf(e2, 2).stripTrailingZeros().toPlainString();
  }

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
            o ->
                new JsonObject()
                    .put("value", o.value().toString())
                    .put("receivedMs", o.receivedMs()))
        .orElse(null);
  }
}
