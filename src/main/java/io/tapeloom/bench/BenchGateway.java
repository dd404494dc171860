package io.tapeloom.bench;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.gateway.DecisionBoard;
import io.tapeloom.gateway.FeedBoard;
import io.tapeloom.gateway.GatewayParts;
import io.tapeloom.gateway.GatewaySettings;
import io.tapeloom.gateway.GatewayVerticle;
import io.tapeloom.gateway.ModeView;
import io.tapeloom.gateway.RateBoard;
import io.tapeloom.gateway.UiClients;
import io.tapeloom.gateway.UiMeters;
import io.tapeloom.gateway.UiVerticle;
import io.tapeloom.gateway.ws.WsLimits;
import io.tapeloom.gateway.ws.WsMeters;
import io.tapeloom.gateway.ws.WsSupply;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.kernel.Side;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.market.Kline;
import io.tapeloom.net.MarketClock;
import io.tapeloom.ops.Metrics;
import io.tapeloom.signal.Decided;
import io.tapeloom.signal.Decision;
import io.tapeloom.signal.Factors;
import io.tapeloom.signal.Inputs;
import io.tapeloom.signal.Windows;
import io.tapeloom.signal.io.SignalApi;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Api;
import io.tapeloom.web.ContractRouter;
import io.tapeloom.web.OpenGate;
import io.tapeloom.web.Operation;
import io.tapeloom.web.Readiness;
import io.tapeloom.web.Service;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The real gateway over made-up events of four symbols, all topics busy. */
final class BenchGateway implements AutoCloseable {
  /** What each browser listens to: all of them change ten times a second. */
  static final List<String> ADDRESSES =
      List.of(
          "ui.tape",
          "ui.signals",
          "ui.chart.BTCUSDT.1m",
          "ui.chart.BTCUSDT.5m",
          "ui.chart.BTCUSDT.1h",
          "ui.chart.ETHUSDT.1m",
          "ui.chart.XRPUSDT.1m",
          "ui.chart.SOLUSDT.1m");

  private static final List<Instrument> INSTRUMENTS =
      Stream.of("BTCUSDT", "ETHUSDT", "XRPUSDT", "SOLUSDT")
          .map(symbol -> Instrument.parse("usdm." + symbol))
          .toList();
  private static final List<Interval> INTERVALS = List.of(Interval.M1, Interval.M5, Interval.H1);
  private static final long PRICE_E8 = 6_012_345_000_000L;
  private static final long TICK_E8 = 10_000_000;
  private static final Fixed PRICE = Fixed.ofE8(PRICE_E8);

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
  private final Bus bus = Bus.on(vertx);
  private final GatewayVerticle gateway;
  private long id;

  /** A gateway whose other doors answer nothing. */
  BenchGateway(Api... doors) {
    GatewayParts parts = parts(List.of(doors));
    UiVerticle ui = new UiVerticle(parts);
    gateway = new GatewayVerticle(parts, ui);
    vertx.deployVerticle(ui).await();
    vertx.deployVerticle(gateway).await();
    vertx.setPeriodic(50, _ -> INSTRUMENTS.forEach(this::trade));
  }

  int port() {
    return gateway.port();
  }

  private GatewayParts parts(List<Api> doors) {
    MarketClock clock = MarketClock.startingAt(System.currentTimeMillis(), 1);
    Metrics metrics = new Metrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    UiMeters meters =
        new UiMeters(
            metrics::uiClients,
            metrics::uiConflated,
            metrics::uiRefused,
            metrics::uiCut,
            metrics::scrape);
    return new GatewayParts(
        GatewaySettings.DEFAULT.onPort(0),
        new OpenGate(),
        bus,
        clock,
        new ModeView("paper", "bench", "bench", List.of(), List.of()),
        new FeedBoard(INSTRUMENTS),
        new DecisionBoard(SignalApi::json),
        new RateBoard(INSTRUMENTS, _ -> Future.succeededFuture(Map.of())),
        new Readiness(vertx),
        meters,
        new UiClients(meters),
        beside(doors),
        Service.plain(),
        () -> Future.succeededFuture(new JsonObject()),
        ws());
  }

  private static WsSupply ws() {
    return new WsSupply(
        INSTRUMENTS.stream().map(i -> new InstrumentSpec(i, TICK_E8, 100_000)).toList(),
        (_, _, _, _, _) -> Future.succeededFuture(List.of()),
        WsMeters.NONE,
        WsLimits.DEFAULT.with(10_000, 200, 20),
        () -> 2 * INSTRUMENTS.size());
  }

  private static List<Api> beside(List<Api> doors) {
    Operation empty = _ -> Future.succeededFuture(Answer.json(new JsonObject()));
    Map<String, Operation> operations = new TreeMap<>();
    ContractRouter.ids().stream()
        .filter(id -> !GatewayVerticle.operations().contains(id))
        .forEach(id -> operations.put(id, empty));
    doors.forEach(door -> operations.putAll(door.operations()));
    return List.of(() -> operations);
  }

  private void trade(Instrument instrument) {
    id++;
    long nowMs = System.currentTimeMillis();
    long priceE8 = PRICE_E8 + id % 100 * TICK_E8;
    bus.publish(
        Channels.trade(instrument),
        new AggTrade(instrument, id, priceE8, 12_300_000, id, id, nowMs, id % 2 == 0));
    INTERVALS.forEach(
        interval -> bus.publish(Channels.kline(instrument, interval), bar(instrument, interval)));
    bus.publish(Channels.signalDecided(instrument), decided(instrument, nowMs));
  }

  private Kline bar(Instrument instrument, Interval interval) {
    BigInteger volume = BigInteger.valueOf(1_234_567_890L + id);
    return new Kline(
        instrument,
        interval,
        interval.floorMs(System.currentTimeMillis()),
        PRICE_E8,
        PRICE_E8 + 100 * TICK_E8,
        PRICE_E8,
        PRICE_E8 + id % 100 * TICK_E8,
        volume,
        volume.multiply(BigInteger.valueOf(PRICE_E8)),
        volume.shiftRight(1),
        id,
        false,
        Kline.Source.TAPE);
  }

  private static Decided decided(Instrument instrument, long nowMs) {
    Optional<BigInteger> cvd = Optional.of(BigInteger.valueOf(123_456_789_012L));
    Optional<Fixed> value = Optional.of(PRICE);
    Windows windows = new Windows(cvd, cvd, cvd, value, value, value, value, value, 86_400);
    long t = nowMs - nowMs % 15_000;
    Decision decision =
        new Decision(
            t,
            instrument,
            "v51_baseline",
            t - 86_400_000,
            PRICE,
            windows,
            Inputs.MISSING,
            new Factors(4_500, 500, 1_000, 750, 1_500, 200),
            85,
            Optional.of(Side.LONG),
            List.of());
    return new Decided(decision, nowMs);
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
