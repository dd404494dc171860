package io.tapeloom.gateway;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.kernel.Side;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.signal.Decided;
import io.tapeloom.signal.Decision;
import io.tapeloom.signal.Factors;
import io.tapeloom.signal.Inputs;
import io.tapeloom.signal.Observed;
import io.tapeloom.signal.Windows;
import io.tapeloom.signal.Withheld;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Events as the rooms publish them. */
final class MarketEvents {
  private MarketEvents() {}

  static long e8(String decimal) {
    return Fixed.parse(decimal).e8();
  }

  static AggTrade trade(Instrument instrument, long id, String price, boolean sell) {
    return new AggTrade(
        instrument, id, e8(price), e8("0.25"), id, id, GatewayRig.NOW_MS + id, sell);
  }

  static MarkPrice mark(Instrument instrument) {
    return new MarkPrice(
        instrument,
        e8("64001.5"),
        e8("64000.25"),
        e8("0.0001"),
        GatewayRig.NOW_MS + 3_600_000,
        GatewayRig.NOW_MS);
  }

  static Kline minute(Instrument instrument, long openMs, String close, boolean closed) {
    BigInteger qty = BigInteger.valueOf(e8("3"));
    return new Kline(
        instrument,
        Interval.M1,
        openMs,
        e8("64000"),
        e8("64010.5"),
        e8("63990"),
        e8(close),
        qty,
        qty.multiply(BigInteger.valueOf(e8(close))),
        BigInteger.valueOf(e8("1.75")),
        12,
        closed,
        Kline.Source.TAPE);
  }

  /** A decision with a value in every place where one may stand. */
  static Decided decided(Instrument instrument, String strategy, long t, List<Withheld> withheld) {
    Windows windows =
        new Windows(
            Optional.of(BigInteger.valueOf(e8("12.5"))),
            Optional.of(BigInteger.valueOf(e8("-3.25"))),
            Optional.of(BigInteger.ZERO),
            Optional.of(Fixed.parse("64000.12345678")),
            Optional.of(Fixed.parse("120.5")),
            Optional.of(Fixed.parse("55.5")),
            Optional.of(Fixed.parse("0.9")),
            Optional.of(Fixed.parse("2.25")),
            1_000);
    Inputs inputs =
        new Inputs(
            Optional.of(new Observed(Fixed.parse("1.25"), t - 500)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Observed(Fixed.parse("0.0001"), t - 900)),
            Optional.empty(),
            Optional.empty());
    Decision decision =
        new Decision(
            t,
            instrument,
            strategy,
            GatewayRig.NOW_MS - 3 * 3_600_000,
            Fixed.parse("64000.5"),
            windows,
            inputs,
            new Factors(3_000, 500, 1_000, 750, 1_500, 200),
            70,
            Optional.of(Side.LONG),
            withheld);
    return new Decided(decision, t + 42);
  }
}
