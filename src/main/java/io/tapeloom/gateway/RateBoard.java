package io.tapeloom.gateway;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.MarkPrice;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Newest price, mark price and funding of every USD-M symbol, from the bus. The price of a day ago
 * comes from the stored bars; what is not known yet is null.
 */
public final class RateBoard {
  private static final long DAY_MS = 86_400_000;
  private final List<Instrument> instruments;
  private final DayAgo dayAgo;
  private final Map<Instrument, AggTrade> trades = new ConcurrentHashMap<>();
  private final Map<Instrument, MarkPrice> marks = new ConcurrentHashMap<>();
  private volatile Map<Instrument, Long> before = Map.of();

  /** Reads closing prices in 1e-8 at a moment of the past; unknown instruments are left out. */
  @FunctionalInterface
  public interface DayAgo {
    /** Last prices at or before that market time. */
    Future<Map<Instrument, Long>> pricesE8(long marketMs);
  }

  /** A board of those instruments. */
  public RateBoard(List<Instrument> instruments, DayAgo dayAgo) {
    this.instruments = instruments.stream().filter(i -> i.market() == Market.USDM).toList();
    this.dayAgo = dayAgo;
  }

  void on(AggTrade trade) {
    AggTrade last = trades.get(trade.instrument());
    if (last == null || trade.aggId() > last.aggId()) {
      trades.put(trade.instrument(), trade);
    }
  }

  void on(MarkPrice mark) {
    marks.put(mark.instrument(), mark);
  }

  /** Looks the prices of a day ago up again. */
  Future<Void> refresh(long marketMs) {
    return dayAgo.pricesE8(marketMs - DAY_MS).onSuccess(prices -> before = prices).mapEmpty();
  }

  /** One item for each symbol. */
  JsonArray items() {
    JsonArray items = new JsonArray();
    instruments.forEach(i -> items.add(item(i)));
    return items;
  }

  private JsonObject item(Instrument instrument) {
    AggTrade trade = trades.get(instrument);
    MarkPrice mark = marks.get(instrument);
    return new JsonObject()
        .put("symbol", instrument.symbol().name())
        .put("price", trade == null ? null : Decimals.format(trade.priceE8()))
        .put("markPrice", mark == null ? null : Decimals.format(mark.markE8()))
        .put("indexPrice", mark == null ? null : Decimals.format(mark.indexE8()))
        .put("fundingRate", mark == null ? null : Decimals.format(mark.fundingRateE8()))
        .put("nextFundingTime", mark == null ? null : mark.nextFundingMs())
        .put("change24hPct", change(instrument, trade))
        .put("time", newestMs(trade, mark));
  }

  private String change(Instrument instrument, AggTrade trade) {
    Long then = before.get(instrument);
    if (trade == null || then == null || then == 0) {
      return null;
    }
    BigDecimal percent = BigDecimal.valueOf(trade.priceE8() - then).movePointRight(2);
    return percent.divide(BigDecimal.valueOf(then), 2, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static Long newestMs(AggTrade trade, MarkPrice mark) {
    if (trade == null) {
      return mark == null ? null : mark.timeMs();
    }
    return mark == null ? trade.timeMs() : Math.max(trade.timeMs(), mark.timeMs());
  }
}
