package io.tapeloom.gateway;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.market.MarketEvent;
import io.tapeloom.market.Quiet;
import io.tapeloom.signal.Decided;
import io.tapeloom.signal.SignalEvent;
import io.tapeloom.signal.SliceSealed;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The only place where bus messages become {@code ui.*}: many a second in, few snapshots out. */
public final class UiVerticle extends VerticleBase {
  private static final long TICK_MS = 100;
  private static final long SECOND_MS = 1_000;

  private final GatewayParts parts;
  private final UiFrames frames = new UiFrames();
  private final UiTopic heartbeat = new UiTopic("heartbeat", SECOND_MS);
  private final UiTopic rates = new UiTopic("rates", 250);
  private final UiTopic signals = new UiTopic("signals", TICK_MS);
  private final UiTape tape = new UiTape();
  private final UiCharts charts;
  private final UiPaper paper;
  private final UiStatus status;
  private final List<Instrument> instruments;
  private UiOutlet outlet;

  /** A verticle over those parts. */
  public UiVerticle(GatewayParts parts) {
    this.parts = parts;
    this.instruments =
        parts.feeds().expected().stream().filter(i -> i.market() == Market.USDM).toList();
    this.charts = new UiCharts(instruments);
    this.paper = new UiPaper(parts.paper());
    this.status = new UiStatus(parts);
  }

  UiFrames frames() {
    return frames;
  }

  @Override
  public Future<?> start() {
    UiCodec.on(vertx);
    outlet = new UiOutlet(vertx.eventBus(), frames, parts.clock());
    listen(parts.bus());
    rates.touch();
    signals.touch();
    vertx.setPeriodic(TICK_MS, _ -> flush(System.nanoTime()));
    vertx.setPeriodic(0, SECOND_MS, _ -> second());
    vertx.setPeriodic(0, 2 * SECOND_MS, _ -> parts.rates().refresh(parts.clock().millis()));
    return Future.succeededFuture();
  }

  private void listen(Bus bus) {
    for (Instrument instrument : instruments) {
      bus.consume(Channels.trade(instrument), this::onMarket);
      bus.consume(Channels.mark(instrument), this::onMarket);
      for (Interval interval : Interval.values()) {
        bus.consume(Channels.kline(instrument, interval), this::onMarket);
      }
      bus.consume(Channels.signalDecided(instrument), this::onSignal);
    }
    bus.consume(Channels.ledgerEvent(), _ -> paper.touch());
    bus.consume(Channels.opsHealth(), parts.readiness()::report);
  }

  private void onMarket(MarketEvent event) {
    switch (event) {
      case AggTrade trade -> {
        tape.on(trade);
        charts.on(trade);
        parts.rates().on(trade);
        rates.touch();
      }
      case MarkPrice mark -> {
        parts.rates().on(mark);
        rates.touch();
      }
      case Kline kline -> charts.on(kline);
      case Gap _, Quiet _ -> {}
    }
  }

  private void onSignal(SignalEvent event) {
    switch (event) {
      case Decided decided -> {
        parts.decisions().accept(decided);
        signals.touch();
      }
      case SliceSealed _ -> {}
    }
  }

  private void second() {
    heartbeat.touch();
    status.look();
  }

  private void flush(long nowNanos) {
    outlet.flush(heartbeat, nowNanos, () -> new JsonObject().put("speed", parts.clock().speed()));
    outlet.flush(rates, nowNanos, () -> new JsonObject().put("items", parts.rates().items()));
    outlet.flush(signals, nowNanos, () -> new JsonObject().put("items", parts.decisions().items()));
    tape.flush(outlet, nowNanos);
    charts.flush(outlet, nowNanos);
    paper.flush(outlet, nowNanos);
    status.flush(outlet, nowNanos);
  }
}
