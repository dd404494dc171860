package io.tapeloom.binance;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarkPrice;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;

/**
 * Market data by REST: what heals the tape and fills it up. Every number is read exactly from its
 * text. A failure is a failed future with a {@link RestFailure} that names endpoint, status, code
 * and words; weights are kept, and a ban is waited out before the next call goes out.
 */
public final class MarketRest {
  private final RestCalls calls;

  /** A client of one exchange address; {@code clock} is real time. */
  public MarketRest(Vertx vertx, ExchangeSettings settings, InstantSource clock) {
    this(vertx, settings, clock, Allowance.marketData(settings));
  }

  /** The same within an allowance that others share. */
  public MarketRest(
      Vertx vertx, ExchangeSettings settings, InstantSource clock, Allowance allowance) {
    this.calls = new RestCalls(vertx, settings, clock, allowance);
  }

  /** The exchange's clock, ms since the epoch. */
  public Future<Long> serverTimeMs(Market market) {
    return calls.get(path(market, "time"), "", 1, body -> serverTime(new JsonObject(body)));
  }

  private static long serverTime(JsonObject body) {
    return body.getLong("serverTime");
  }

  /** Tick and step of those instruments of one market; one that is not listed is a failure. */
  public Future<List<InstrumentSpec>> exchangeInfo(Market market, List<Instrument> wanted) {
    String path = path(market, "exchangeInfo");
    int weight = market == Market.SPOT ? 20 : 1;
    return calls.get(path, "", weight, body -> ExchangeInfo.read(new JsonObject(body), wanted));
  }

  /** Up to {@code limit} trades from that id on, ascending. */
  public Future<List<AggTrade>> tradesFrom(Instrument instrument, long fromId, int limit) {
    return trades(instrument, "&fromId=" + fromId + "&limit=" + limit);
  }

  /** The first {@code limit} trades in a span shorter than an hour, both ends included. */
  public Future<List<AggTrade>> tradesBetween(
      Instrument instrument, long fromMs, long toMs, int limit) {
    return trades(instrument, "&startTime=" + fromMs + "&endTime=" + toMs + "&limit=" + limit);
  }

  /** The newest trades, ascending. */
  public Future<List<AggTrade>> newestTrades(Instrument instrument, int limit) {
    return trades(instrument, "&limit=" + limit);
  }

  private Future<List<AggTrade>> trades(Instrument instrument, String query) {
    String path = path(instrument.market(), "aggTrades");
    int weight = instrument.market() == Market.SPOT ? 4 : 20;
    String asked = "?symbol=" + instrument.symbol() + query;
    return calls.get(path, asked, weight, body -> TradePage.read(instrument, body));
  }

  /** The newest {@code limit} closed bars that end at or before the given time, ascending. */
  public Future<List<Kline>> klinesBefore(
      Instrument instrument, Interval interval, long untilMs, int limit) {
    return klines(instrument, interval, "&endTime=" + (untilMs - 1) + "&limit=" + limit, limit)
        .map(bars -> closedBefore(bars, untilMs));
  }

  /** The closed bars that lie in {@code [fromMs, toMs)}, at most {@code limit}, ascending. */
  public Future<List<Kline>> klinesBetween(
      Instrument instrument, Interval interval, long fromMs, long toMs, int limit) {
    String span = "&startTime=" + fromMs + "&endTime=" + (toMs - 1) + "&limit=" + limit;
    return klines(instrument, interval, span, limit).map(bars -> closedBefore(bars, toMs));
  }

  private static List<Kline> closedBefore(List<Kline> bars, long untilMs) {
    return bars.stream().filter(b -> b.openMs() + b.interval().ms() <= untilMs).toList();
  }

  private Future<List<Kline>> klines(
      Instrument instrument, Interval interval, String span, int limit) {
    String query = "?symbol=" + instrument.symbol() + "&interval=" + interval.code() + span;
    return calls.get(
        path(instrument.market(), "klines"),
        query,
        klineWeight(instrument.market(), limit),
        body -> KlinePage.read(instrument, interval, body));
  }

  private static int klineWeight(Market market, int limit) {
    if (market == Market.SPOT) {
      return 2;
    }
    return limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1_000 ? 5 : 10;
  }

  /** Mark price, index price and funding rate; USD-M only. */
  public Future<MarkPrice> premiumIndex(Instrument instrument) {
    if (instrument.market() != Market.USDM) {
      return Future.failedFuture(new RestFailure("premiumIndex", 0, 0, "spot has no mark price"));
    }
    return calls.get(
        path(Market.USDM, "premiumIndex"),
        "?symbol=" + instrument.symbol(),
        1,
        body -> markPrice(instrument, new JsonObject(body)));
  }

  private static MarkPrice markPrice(Instrument instrument, JsonObject o) {
    return new MarkPrice(
        instrument,
        Decimals.parseE8(o.getString("markPrice")),
        Decimals.parseE8(o.getString("indexPrice")),
        Decimals.parseE8(o.getString("lastFundingRate")),
        o.getLong("nextFundingTime"),
        o.getLong("time"));
  }

  private static String path(Market market, String endpoint) {
    return (market == Market.SPOT ? "/api/v3/" : "/fapi/v1/") + endpoint;
  }

  /** Frees the connections. */
  public void close() {
    calls.close();
  }

  /** What a body says when it is not what was asked for; shortened for one line of a log. */
  static String shown(Buffer body) {
    String text = body.toString().strip();
    return text.length() > 200 ? text.substring(0, 200) + "..." : text;
  }
}
