package io.tapeloom.signal.io;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.signal.Decided;
import io.tapeloom.signal.Decision;
import io.tapeloom.signal.Factors;
import io.tapeloom.signal.Inputs;
import io.tapeloom.signal.Observed;
import io.tapeloom.signal.Windows;
import io.tapeloom.signal.Withheld;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Decisions as JSON, with the names of the decision line where it has the same thing. */
final class SignalApiJson {
  private SignalApiJson() {}

  static JsonObject past(SignalApiStore.Past past) {
    JsonObject verdict =
        past.verdict()
            .map(v -> new JsonObject().put("taken", v.approved()).put("reason", v.reason()))
            .orElse(null);
    return item(past.decided()).put("verdict", verdict);
  }

  static JsonObject item(Decided decided) {
    Decision d = decided.decision();
    return new JsonObject()
        .put("t", d.t())
        .put("symbol", d.instrument().symbol().name())
        .put("market", d.instrument().market().code())
        .put("strategy", d.strategy())
        .put("score", d.score())
        .put("direction", d.direction().map(Side::name).orElse(null))
        .put("price", d.price().toString())
        .put("factors", factors(d.factors()))
        .put("withheld", new JsonArray(d.withheld().stream().map(Withheld::code).toList()))
        .put("windows", windows(d.windows()))
        .put("inputs", inputs(d.inputs()))
        .put("tapeFrom", d.tapeFromMs())
        .put("sealedMs", decided.sealedMs());
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
    return Fixed.ofE8(e2 * (Fixed.ONE_E8 / 100)).toString();
  }

  private static JsonObject windows(Windows w) {
    return new JsonObject()
        .put("cvd_fast", sum(w.cvdFastE8()))
        .put("cvd_mid", sum(w.cvdMidE8()))
        .put("cvd_day", sum(w.cvdDayE8()))
        .put("vwap_30m", text(w.vwap30m()))
        .put("atr_5m", text(w.atr5m()))
        .put("atr_percentile", text(w.atrPercentile()))
        .put("p95_qty", text(w.p95Qty()))
        .put("p99_qty", text(w.p99Qty()));
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

  private static String text(Optional<Fixed> value) {
    return value.map(Fixed::toString).orElse(null);
  }

  private static String sum(Optional<BigInteger> e8) {
    return e8.map(v -> decimal(new BigDecimal(v, 8))).orElse(null);
  }

  /** A decimal without exponent or trailing zeros. */
  static String decimal(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  static JsonObject columns(List<SignalApi.Point> points) {
    JsonArray t = new JsonArray();
    JsonArray score = new JsonArray();
    JsonArray direction = new JsonArray();
    JsonArray cvdFast = new JsonArray();
    JsonArray cvdMid = new JsonArray();
    JsonArray vwap = new JsonArray();
    for (SignalApi.Point point : points) {
      t.add(point.openMs());
      score.add(point.score());
      direction.add(point.direction());
      cvdFast.add(point.cvdFast().orElse(null));
      cvdMid.add(point.cvdMid().orElse(null));
      vwap.add(point.vwap().orElse(null));
    }
    return new JsonObject()
        .put("t", t)
        .put("score", score)
        .put("direction", direction)
        .put("cvdFast", cvdFast)
        .put("cvdMid", cvdMid)
        .put("vwap", vwap);
  }
}
