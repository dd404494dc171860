package io.tapeloom.bus;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.market.MarketEvent;
import io.tapeloom.market.Quiet;

/** Wire form of market events. */
final class MarketWire {
  private MarketWire() {}

  static void write(WireWriter out, MarketEvent event) {
    switch (event) {
      case AggTrade trade -> writeTrade(out.tag(1), trade);
      case Kline bar -> writeKline(out.tag(2), bar);
      case MarkPrice mark -> writeMark(out.tag(3), mark);
      case Gap gap ->
          out.tag(4)
              .string(gap.instrument().toString())
              .int64(gap.fromId())
              .int64(gap.toId())
              .bool(gap.healable());
      case Quiet quiet ->
          out.tag(5)
              .string(quiet.instrument().toString())
              .int64(quiet.lastId())
              .int64(quiet.exchangeMs());
    }
  }

  private static void writeTrade(WireWriter out, AggTrade trade) {
    out.string(trade.instrument().toString())
        .int64(trade.aggId())
        .int64(trade.priceE8())
        .int64(trade.qtyE8())
        .int64(trade.firstId())
        .int64(trade.lastId())
        .int64(trade.timeMs())
        .bool(trade.buyerMaker());
  }

  private static void writeKline(WireWriter out, Kline bar) {
    out.string(bar.instrument().toString())
        .tag(bar.interval().ordinal())
        .int64(bar.openMs())
        .int64(bar.openE8())
        .int64(bar.highE8())
        .int64(bar.lowE8())
        .int64(bar.closeE8())
        .big(bar.volumeE8())
        .big(bar.quoteE16())
        .big(bar.takerBuyE8())
        .int64(bar.trades())
        .bool(bar.closed())
        .tag(bar.source().ordinal());
  }

  private static void writeMark(WireWriter out, MarkPrice mark) {
    out.string(mark.instrument().toString())
        .int64(mark.markE8())
        .int64(mark.indexE8())
        .int64(mark.fundingRateE8())
        .int64(mark.nextFundingMs())
        .int64(mark.timeMs());
  }

  static MarketEvent read(WireReader in) {
    byte tag = in.readByte();
    Instrument instrument = Codecs.readInstrument(in);
    return switch (tag) {
      case 1 -> readTrade(in, instrument);
      case 2 -> readKline(in, instrument);
      case 3 ->
          new MarkPrice(
              instrument,
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong());
      case 4 -> new Gap(instrument, in.readLong(), in.readLong(), in.readBoolean());
      case 5 -> new Quiet(instrument, in.readLong(), in.readLong());
      default -> throw new IllegalArgumentException("market message: unknown tag " + tag);
    };
  }

  private static AggTrade readTrade(WireReader in, Instrument instrument) {
    return new AggTrade(
        instrument,
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readBoolean());
  }

  private static Kline readKline(WireReader in, Instrument instrument) {
    return new Kline(
        instrument,
        Interval.values()[in.readByte()],
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readBigInteger(),
        in.readBigInteger(),
        in.readBigInteger(),
        in.readLong(),
        in.readBoolean(),
        Kline.Source.values()[in.readByte()]);
  }
}
