package io.tapeloom.bus;

import io.tapeloom.indicator.Slice;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Side;
import io.tapeloom.signal.Decided;
import io.tapeloom.signal.Decision;
import io.tapeloom.signal.Factors;
import io.tapeloom.signal.Inputs;
import io.tapeloom.signal.Observed;
import io.tapeloom.signal.SignalEvent;
import io.tapeloom.signal.SliceSealed;
import io.tapeloom.signal.Windows;
import io.tapeloom.signal.Withheld;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Wire form of signal events. */
final class SignalWire {
  private SignalWire() {}

  static void write(WireWriter out, SignalEvent event) {
    switch (event) {
      case Decided decided -> {
        writeDecision(out.tag(1), decided.decision());
        out.int64(decided.sealedMs());
      }
      case SliceSealed sealed -> writeSlice(out.tag(2), sealed);
    }
  }

  static SignalEvent read(WireReader in) {
    byte tag = in.readByte();
    return switch (tag) {
      case 1 -> new Decided(readDecision(in), in.readLong());
      case 2 -> readSlice(in);
      default -> throw new IllegalArgumentException("signal message: unknown tag " + tag);
    };
  }

  private static void writeDecision(WireWriter out, Decision d) {
    out.int64(d.t())
        .string(d.instrument().toString())
        .string(d.strategy())
        .int64(d.tapeFromMs())
        .int64(d.price().e8());
    writeWindows(out, d.windows());
    writeInputs(out, d.inputs());
    Factors f = d.factors();
    out.int32(f.directionE2()).int32(f.accelE2()).int32(f.crowdingE2());
    out.int32(f.environmentE2()).int32(f.confirmationE2()).int32(f.auxiliaryE2());
    out.int32(d.score()).optional(d.direction(), side -> out.tag(side.ordinal()));
    out.int32(d.withheld().size());
    d.withheld().forEach(reason -> out.tag(reason.ordinal()));
  }

  private static Decision readDecision(WireReader in) {
    return new Decision(
        in.readLong(),
        Instrument.parse(in.readString()),
        in.readString(),
        in.readLong(),
        Fixed.ofE8(in.readLong()),
        readWindows(in),
        readInputs(in),
        new Factors(
            in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt()),
        in.readInt(),
        in.readOptional(() -> Side.values()[in.readByte()]),
        readWithheld(in));
  }

  private static List<Withheld> readWithheld(WireReader in) {
    List<Withheld> reasons = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      reasons.add(Withheld.values()[in.readByte()]);
    }
    return reasons;
  }

  private static void writeWindows(WireWriter out, Windows w) {
    out.optional(w.cvdFastE8(), out::big).optional(w.cvdMidE8(), out::big);
    out.optional(w.cvdDayE8(), out::big);
    for (Optional<Fixed> value :
        List.of(w.vwap30m(), w.atr5m(), w.atrPercentile(), w.p95Qty(), w.p99Qty())) {
      out.optional(value, fixed -> out.int64(fixed.e8()));
    }
    out.int64(w.trades());
  }

  private static Windows readWindows(WireReader in) {
    return new Windows(
        in.readOptional(in::readBigInteger),
        in.readOptional(in::readBigInteger),
        in.readOptional(in::readBigInteger),
        readFixed(in),
        readFixed(in),
        readFixed(in),
        readFixed(in),
        readFixed(in),
        in.readLong());
  }

  private static Optional<Fixed> readFixed(WireReader in) {
    return in.readOptional(() -> Fixed.ofE8(in.readLong()));
  }

  private static void writeInputs(WireWriter out, Inputs i) {
    for (Optional<Observed> value :
        List.of(
            i.longShortRatio(),
            i.topTraderLongShare(),
            i.openInterestChange1h(),
            i.coinbasePremium(),
            i.fundingRate(),
            i.longLiquidationUsd(),
            i.shortLiquidationUsd())) {
      out.optional(value, seen -> out.int64(seen.value().e8()).int64(seen.receivedMs()));
    }
  }

  private static Inputs readInputs(WireReader in) {
    return new Inputs(
        readObserved(in),
        readObserved(in),
        readObserved(in),
        readObserved(in),
        readObserved(in),
        readObserved(in),
        readObserved(in));
  }

  private static Optional<Observed> readObserved(WireReader in) {
    return in.readOptional(() -> new Observed(Fixed.ofE8(in.readLong()), in.readLong()));
  }

  private static void writeSlice(WireWriter out, SliceSealed sealed) {
    Slice s = sealed.slice();
    out.string(sealed.instrument().toString()).int64(s.tMs()).int64(s.tapeFromMs());
    out.big(s.signedQtyE8()).big(s.qtyE8()).big(s.notionalE16()).int64(s.count());
    out.int64(s.openE8()).int64(s.highE8()).int64(s.lowE8()).int64(s.closeE8());
    out.int64(s.lastId()).int64(s.lastMs()).int32(s.signedQtysE8().length);
    for (long qty : s.signedQtysE8()) {
      out.int64(qty);
    }
  }

  private static SliceSealed readSlice(WireReader in) {
    Instrument instrument = Instrument.parse(in.readString());
    Slice slice =
        new Slice(
            in.readLong(),
            in.readLong(),
            in.readBigInteger(),
            in.readBigInteger(),
            in.readBigInteger(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            readQtys(in));
    return new SliceSealed(instrument, slice);
  }

  private static long[] readQtys(WireReader in) {
    long[] qtys = new long[in.readInt()];
    for (int i = 0; i < qtys.length; i++) {
      qtys[i] = in.readLong();
    }
    return qtys;
  }
}
