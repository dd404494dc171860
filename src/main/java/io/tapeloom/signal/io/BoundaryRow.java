package io.tapeloom.signal.io;

import io.tapeloom.indicator.Slice;
import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.signal.Decision;
import io.tapeloom.signal.Factors;
import io.tapeloom.signal.Inputs;
import io.tapeloom.signal.Observed;
import io.tapeloom.signal.Windows;
import io.tapeloom.signal.Withheld;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The parameters of a boundary's INSERT. It stands between the sealing trade and its row, so
 * decimals, arrays and JSON are printed by hand and parsed by PostgreSQL; {@link SignalRows} reads
 * them back.
 */
final class BoundaryRow {
  private static final long POINT_E8 = Fixed.ONE_E8 / 100;
  private static final String[] CODES =
      Arrays.stream(Withheld.values()).map(Withheld::code).toArray(String[]::new);
  private static final String NOTHING_KNOWN = inputs(Inputs.MISSING, new StringBuilder(256));

  private static final int PARAMETERS = 32;

  private final List<Object> row = new ArrayList<>(PARAMETERS);
  private final StringBuilder text = new StringBuilder(512);

  private BoundaryRow() {}

  static Tuple of(short instrumentId, SignalStore.Boundary boundary) {
    return new BoundaryRow().tuple(instrumentId, boundary);
  }

  private Tuple tuple(short instrumentId, SignalStore.Boundary boundary) {
    Decision decision = boundary.decided().decision();
    row.add(instrumentId);
    add(boundary.slice());
    row.add(decision.strategy());
    row.add(boundary.decided().sealedMs());
    row.add(decision.price().toString());
    add(decision.windows());
    add(decision);
    return Tuple.wrap(row);
  }

  private void add(Slice s) {
    row.add(s.tMs());
    row.add(s.tapeFromMs());
    row.add(whole(s.signedQtyE8()));
    row.add(whole(s.qtyE8()));
    row.add(whole(s.notionalE16()));
    row.add(s.count());
    row.add(s.openE8());
    row.add(s.highE8());
    row.add(s.lowE8());
    row.add(s.closeE8());
    row.add(s.lastId());
    row.add(s.lastMs());
    row.add(array(s.signedQtysE8()));
  }

  private void add(Windows w) {
    row.add(sum(w.cvdFastE8()));
    row.add(sum(w.cvdMidE8()));
    row.add(sum(w.cvdDayE8()));
    row.add(decimal(w.vwap30m()));
    row.add(decimal(w.atr5m()));
    row.add(decimal(w.atrPercentile()));
    row.add(decimal(w.p95Qty()));
    row.add(decimal(w.p99Qty()));
    row.add(w.trades());
  }

  private void add(Decision d) {
    row.add(d.score());
    row.add(d.direction().isPresent() ? d.direction().get().name() : null);
    row.add(factors(d.factors()));
    row.add(d.inputs().equals(Inputs.MISSING) ? NOTHING_KNOWN : inputs(d.inputs(), blank()));
    row.add(withheld(d.withheld()));
    row.add(reason(d));
  }

  private StringBuilder blank() {
    text.setLength(0);
    return text;
  }

  private static String whole(BigInteger value) {
    return value.bitLength() < 64 ? Long.toString(value.longValue()) : value.toString();
  }

  private static String sum(Optional<BigInteger> e8) {
    return e8.isPresent() ? sum(e8.get()) : null;
  }

  private static String sum(BigInteger e8) {
    return e8.bitLength() < 64
        ? Decimals.format(e8.longValue())
        : new BigDecimal(e8, 8).toPlainString();
  }

  private static String decimal(Optional<Fixed> value) {
    return value.isPresent() ? value.get().toString() : null;
  }

  private String array(long[] values) {
    StringBuilder out = blank().append('{');
    for (int i = 0; i < values.length; i++) {
      (i == 0 ? out : out.append(',')).append(values[i]);
    }
    return out.append('}').toString();
  }

  private String withheld(List<Withheld> reasons) {
    StringBuilder out = blank().append('{');
    for (int i = 0; i < reasons.size(); i++) {
      (i == 0 ? out : out.append(',')).append(CODES[reasons.get(i).ordinal()]);
    }
    return out.append('}').toString();
  }

  private String reason(Decision d) {
    String side = d.direction().isPresent() ? lower(d.direction().get()) : "none";
    return blank()
        .append(d.strategy())
        .append(' ')
        .append(side)
        .append(" scored ")
        .append(d.score())
        .toString();
  }

  private static String lower(Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }

  private String factors(Factors f) {
    StringBuilder out = blank();
    points(out.append("{\"direction\":\""), f.directionE2());
    points(out.append(",\"accel\":\""), f.accelE2());
    points(out.append(",\"crowding\":\""), f.crowdingE2());
    points(out.append(",\"environment\":\""), f.environmentE2());
    points(out.append(",\"confirmation\":\""), f.confirmationE2());
    points(out.append(",\"auxiliary\":\""), f.auxiliaryE2());
    return out.append('}').toString();
  }

  private static void points(StringBuilder out, int e2) {
    Decimals.append(out, e2 * POINT_E8);
    out.append('"');
  }

  /** A missing input is written as null, so that the row says it was missing. */
  private static String inputs(Inputs i, StringBuilder out) {
    observed(out.append("{\"long_short_ratio\":"), i.longShortRatio());
    observed(out.append(",\"top_trader_long_share\":"), i.topTraderLongShare());
    observed(out.append(",\"open_interest_change_1h\":"), i.openInterestChange1h());
    observed(out.append(",\"coinbase_premium\":"), i.coinbasePremium());
    observed(out.append(",\"funding_rate\":"), i.fundingRate());
    observed(out.append(",\"long_liquidation_usd\":"), i.longLiquidationUsd());
    observed(out.append(",\"short_liquidation_usd\":"), i.shortLiquidationUsd());
    return out.append('}').toString();
  }

  private static void observed(StringBuilder out, Optional<Observed> input) {
    if (input.isEmpty()) {
      out.append("null");
      return;
    }
    Decimals.append(out.append("{\"value\":\""), input.get().value().e8());
    out.append("\",\"receivedMs\":").append(input.get().receivedMs()).append('}');
  }
}
