package io.tapeloom.sim.io;

import io.tapeloom.kernel.Interval;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.sim.Bar;
import io.tapeloom.sim.Listing;
import java.math.BigDecimal;
import java.util.Locale;

/** The exchange's JSON, field by field in its official order. */
final class Texts {
  private Texts() {}

  /** A plain decimal with exactly that many decimals. */
  static String decimal(long e8, int decimals) {
    return BigDecimal.valueOf(e8, 8).setScale(decimals).toPlainString();
  }

  private static String price(Listing listing, long ticks) {
    return decimal(ticks * listing.tickE8(), listing.priceDecimals());
  }

  private static String steps(Listing listing, long steps) {
    return BigDecimal.valueOf(steps)
        .multiply(BigDecimal.valueOf(listing.stepE8(), 8))
        .setScale(listing.qtyDecimals())
        .toPlainString();
  }

  private static String amount(Listing listing, long amount) {
    BigDecimal unit =
        BigDecimal.valueOf(listing.tickE8(), 8).multiply(BigDecimal.valueOf(listing.stepE8(), 8));
    int decimals = listing.priceDecimals() + listing.qtyDecimals();
    return BigDecimal.valueOf(amount).multiply(unit).setScale(decimals).toPlainString();
  }

  /** A stream's name such as {@code btcusdt@aggTrade}. */
  static String stream(Listing listing, String kind) {
    return listing.name().toLowerCase(Locale.ROOT) + "@" + kind;
  }

  /** Appends one row of {@code /fapi/v1/aggTrades}. */
  static void restTrade(StringBuilder out, Listing listing, AggTrade trade) {
    out.append("{\"a\":").append(trade.aggId());
    priced(out, listing, trade);
    out.append('}');
  }

  private static void priced(StringBuilder out, Listing listing, AggTrade trade) {
    String qty = decimal(trade.qtyE8(), listing.qtyDecimals());
    out.append(",\"p\":\"").append(decimal(trade.priceE8(), listing.priceDecimals()));
    out.append("\",\"q\":\"").append(qty).append("\",\"nq\":\"").append(qty);
    out.append("\",\"f\":").append(trade.firstId()).append(",\"l\":").append(trade.lastId());
    out.append(",\"T\":").append(trade.timeMs()).append(",\"m\":").append(trade.buyerMaker());
  }

  static String aggTrade(Listing listing, AggTrade trade, long eventMs) {
    StringBuilder out = new StringBuilder(200);
    out.append("{\"e\":\"aggTrade\",\"E\":").append(Math.max(eventMs, trade.timeMs()));
    out.append(",\"s\":\"").append(listing.name()).append("\",\"a\":").append(trade.aggId());
    priced(out, listing, trade);
    return out.append(",\"st\":1}").toString();
  }

  /** Appends one row of {@code /fapi/v1/klines}. */
  static void restKline(StringBuilder out, Listing listing, Interval interval, Bar bar) {
    out.append('[').append(bar.openMs());
    for (long ticks : new long[] {bar.open(), bar.high(), bar.low(), bar.close()}) {
      out.append(",\"").append(price(listing, ticks)).append('"');
    }
    out.append(",\"").append(steps(listing, bar.steps())).append("\",");
    out.append(bar.openMs() + interval.ms() - 1);
    out.append(",\"").append(amount(listing, bar.amount())).append("\",").append(bar.trades());
    out.append(",\"").append(steps(listing, bar.buySteps())).append("\",\"");
    out.append(amount(listing, bar.buyAmount())).append("\",\"0\"]");
  }

  static String kline(Listing listing, Interval interval, Bar bar, boolean closed, long eventMs) {
    StringBuilder out = new StringBuilder(400);
    out.append("{\"e\":\"kline\",\"E\":").append(eventMs).append(",\"s\":\"");
    out.append(listing.name()).append("\",\"k\":{\"t\":").append(bar.openMs());
    out.append(",\"T\":").append(bar.openMs() + interval.ms() - 1);
    out.append(",\"s\":\"").append(listing.name()).append("\",\"i\":\"").append(interval.code());
    out.append("\",\"f\":").append(bar.firstId()).append(",\"L\":").append(bar.lastId());
    out.append(",\"o\":\"").append(price(listing, bar.open()));
    out.append("\",\"c\":\"").append(price(listing, bar.close()));
    out.append("\",\"h\":\"").append(price(listing, bar.high()));
    out.append("\",\"l\":\"").append(price(listing, bar.low()));
    out.append("\",\"v\":\"").append(steps(listing, bar.steps()));
    out.append("\",\"n\":").append(bar.trades()).append(",\"x\":").append(closed);
    out.append(",\"q\":\"").append(amount(listing, bar.amount()));
    out.append("\",\"V\":\"").append(steps(listing, bar.buySteps()));
    out.append("\",\"Q\":\"").append(amount(listing, bar.buyAmount()));
    return out.append("\",\"B\":\"0\"}}").toString();
  }

  static String markPrice(MarkPrice mark) {
    String price = decimal(mark.markE8(), 8);
    String index = decimal(mark.indexE8(), 8);
    return "{\"e\":\"markPriceUpdate\",\"E\":"
        + mark.timeMs()
        + ",\"s\":\""
        + mark.instrument().symbol()
        + ("\",\"p\":\"" + price + "\",\"i\":\"" + index + "\",\"P\":\"" + price)
        + ("\",\"r\":\"" + decimal(mark.fundingRateE8(), 8) + "\",\"ap\":\"" + price)
        + ("\",\"T\":" + mark.nextFundingMs() + ",\"st\":1}");
  }

  static String premiumIndex(MarkPrice mark) {
    String price = decimal(mark.markE8(), 8);
    return "{\"symbol\":\""
        + mark.instrument().symbol()
        + ("\",\"markPrice\":\"" + price + "\",\"indexPrice\":\"" + decimal(mark.indexE8(), 8))
        + ("\",\"estimatedSettlePrice\":\"" + price + "\",\"lastFundingRate\":\"")
        + (decimal(mark.fundingRateE8(), 8) + "\",\"interestRate\":\"0.00010000\"")
        + (",\"nextFundingTime\":" + mark.nextFundingMs() + ",\"time\":" + mark.timeMs() + "}");
  }

  /** One frame as a connection in combined mode gets it. */
  static String combined(String stream, String payload) {
    return "{\"stream\":\"" + stream + "\",\"data\":" + payload + "}";
  }
}
