package io.tapeloom.market.io;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarketEvent;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Api;
import io.tapeloom.web.Call;
import io.tapeloom.web.Nearest;
import io.tapeloom.web.Operation;
import io.tapeloom.web.Problem;
import io.tapeloom.web.TimeRange;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Bars and the state of the tape, read from their rows; the running bar comes from the bus. */
public final class MarketApi implements Api {
  private static final String SECOND = "1s";
  private final Map<Instrument, Short> ids;
  private final MarketApiStore store;
  private final SecondBars seconds;
  private final HeldBars held;
  private final Map<Key, Kline> running = new ConcurrentHashMap<>();

  private record Key(Instrument instrument, Interval interval) {}

  /**
   * An API over that pool.
   *
   * @param ids rows of {@code instrument}
   * @param vwapStrategy any strategy that scores every boundary: all carry the same VWAP
   */
  public MarketApi(Pool pool, Map<Instrument, Short> ids, String vwapStrategy) {
    this.ids = new LinkedHashMap<>(ids);
    this.store = new MarketApiStore(pool, ids, vwapStrategy);
    this.held = new HeldBars(store::bars, System::nanoTime);
    this.seconds = new SecondBars(pool, this.ids);
  }

  /** Follows the running bars; call it on the context that shall do the work. */
  public MarketApi listen(Bus bus) {
    for (Instrument instrument : ids.keySet()) {
      for (Interval interval : Interval.values()) {
        bus.consume(Channels.kline(instrument, interval), this::on);
      }
    }
    return this;
  }

  private void on(MarketEvent event) {
    if (event instanceof Kline kline) {
      held.on(kline);
      running.merge(
          new Key(kline.instrument(), kline.interval()),
          kline,
          (old, fresh) -> fresh.openMs() >= old.openMs() ? fresh : old);
    }
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("kline", this::kline, "tradesMeta", this::meta, "tradesSummary", this::summary);
  }

  /** Closing prices in 1e-8 at or before that market time; instruments without a bar are absent. */
  public Future<Map<Instrument, Long>> pricesE8(long marketMs) {
    return store.pricesE8(marketMs);
  }

  private Future<Answer> kline(Call call) {
    String interval = call.required("interval");
    return (interval.equals(SECOND) ? seconds(call) : minutes(wanted(call)))
        .map(bars -> Answer.json(MarketApiJson.bars(call.required("symbol"), interval, bars)));
  }

  private Future<MarketApiStore.Bars> seconds(Call call) {
    Instrument instrument = known(call.instrument().orElseThrow());
    return seconds.bars(instrument, call.range(), call.number("limit"));
  }

  private Future<MarketApiStore.Bars> minutes(MarketApiStore.Wanted wanted) {
    return held.bars(wanted)
        .map(Future::succeededFuture)
        .orElseGet(() -> store.bars(wanted).map(bars -> overlaid(bars, wanted)));
  }

  /**
   * The VWAP of a boundary that was sealed, empty where there is none yet; the bars in memory show
   * it.
   */
  public void sealed(Instrument instrument, long boundaryMs, Optional<Fixed> vwap) {
    held.sealed(instrument, boundaryMs, vwap.map(Fixed::toString));
  }

  /** The rows end with the last closed minute; the running bar goes on from there. */
  private MarketApiStore.Bars overlaid(MarketApiStore.Bars bars, MarketApiStore.Wanted wanted) {
    return Optional.ofNullable(running.get(new Key(wanted.instrument(), wanted.interval())))
        .map(kline -> bars.with(kline, wanted))
        .orElse(bars);
  }

  /** The bars that {@code /api/kline} answers, for who computes something from them. */
  public Future<List<Kline>> page(
      Instrument instrument, Interval interval, TimeRange range, int limit) {
    MarketApiStore.Wanted wanted =
        new MarketApiStore.Wanted(known(instrument), interval, range, limit);
    return minutes(wanted).map(bars -> bars.klines(wanted));
  }

  /**
   * A bar of one second.
   *
   * @param openE8 first price in 1e-8, and so for high, low and close
   * @param volumeE8 base quantity in 1e-8
   */
  public record Second(
      long openMs, long openE8, long highE8, long lowE8, long closeE8, BigInteger volumeE8) {}

  /** The bars of a second that {@code /api/kline} answers, for who computes something from them. */
  public Future<List<Second>> secondsOf(Instrument instrument, TimeRange range, int limit) {
    return seconds
        .bars(known(instrument), range, limit)
        .map(bars -> bars.rows().stream().map(MarketApi::second).toList());
  }

  private static Second second(MarketApiStore.BarRow row) {
    return new Second(
        row.openMs(), row.openE8(), row.highE8(), row.lowE8(), row.closeE8(), row.volumeE8());
  }

  private Future<Answer> summary(Call call) {
    return store.bars(wanted(call)).map(bars -> Answer.json(MarketApiJson.summary(bars.rows())));
  }

  private Future<Answer> meta(Call call) {
    return store
        .meta()
        .map(items -> new JsonObject().put("items", new JsonArray(items)).putNull("nextCursor"))
        .map(Answer::json);
  }

  private MarketApiStore.Wanted wanted(Call call) {
    Instrument instrument = known(call.instrument().orElseThrow());
    Interval interval = Interval.parse(call.required("interval"));
    return new MarketApiStore.Wanted(instrument, interval, call.range(), call.number("limit"));
  }

  private Instrument known(Instrument instrument) {
    if (ids.containsKey(instrument)) {
      return instrument;
    }
    List<String> names =
        ids.keySet().stream()
            .filter(i -> i.market() == instrument.market())
            .map(i -> i.symbol().name())
            .toList();
    String hint = Nearest.hint(instrument.symbol().name(), names);
    throw Problem.notFound("no such symbol on " + instrument.market().code() + hint).refusal();
  }
}
