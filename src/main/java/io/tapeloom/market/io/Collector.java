package io.tapeloom.market.io;

import io.tapeloom.binance.ExchangeSettings;
import io.tapeloom.binance.MarketStreams;
import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channel;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Arrival;
import io.tapeloom.market.Continuity;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.market.MarketEvent;
import io.tapeloom.market.Quiet;
import io.tapeloom.net.MarketClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.OptionalLong;

/**
 * The running collector of one instrument: what the stream brings goes through {@link Continuity},
 * what it does not bring is fetched, and everything goes out in order or not at all.
 */
final class Collector implements MarketStreams.Listener, SilenceWatch.Tape {
  /** Real time after which a trade that only REST knows shows that the stream is stuck. */
  private static final long STUCK_MS = 1_000;

  private static final long LEAST_REORDER_MS = 20;

  private final Vertx vertx;
  private final Bus bus;
  private final Instrument instrument;
  private final MarketClock clock;
  private final Channel<MarketEvent> trades;
  private final Channel<MarketEvent> marks;
  private final Continuity continuity;
  private final TimeGate gate;
  private final CatchUp catchUp;
  private final SilenceWatch silence;
  private final Republisher republisher;
  private final MarketStreams streams;
  private final CollectorReport report;
  private final long reorderMs;
  private long effectiveMs;
  private long frameMs;
  private boolean holeTimer;
  private boolean caughtUp;

  /** Everything a collector stands on. */
  record Parts(
      CatchUp.Parts fetch,
      ExchangeSettings exchange,
      Bus bus,
      MarketClock clock,
      CollectorReport report) {}

  Collector(Parts parts, StartPosition.Start start) {
    CatchUp.Parts fetch = parts.fetch();
    this.vertx = fetch.vertx();
    this.bus = parts.bus();
    this.instrument = fetch.instrument();
    this.clock = parts.clock();
    this.report = parts.report();
    this.trades = Channels.trade(instrument);
    this.marks = Channels.mark(instrument);
    this.continuity = Continuity.expecting(instrument, start.nextId(), Continuity.LIVE_REACH);
    this.gate = new TimeGate(clock);
    this.catchUp = new CatchUp(fetch, continuity, gate, this::emit);
    this.republisher = new Republisher(fetch.rest(), instrument, this::republish);
    this.silence = new SilenceWatch(vertx, fetch.rest(), instrument, clock, this);
    this.streams =
        new MarketStreams(vertx, parts.exchange(), instrument, clock.speed(), fetch.chance(), this);
    this.reorderMs =
        Math.max(LEAST_REORDER_MS, (long) (fetch.settings().reorderMs() / clock.speed()));
  }

  /** Declares what is lost, fetches what is missing and follows the stream at the same time. */
  void start(OptionalLong lostThrough) {
    report.started(continuity, streams);
    lostThrough.ifPresent(id -> continuity.giveUp(id, this::emit));
    streams.start();
    catchUp.run(this::caughtUp);
    silence.start();
  }

  private void caughtUp() {
    report.phase(CollectorState.Phase.LIVE);
    caughtUp = true;
  }

  Future<Void> stop() {
    catchUp.stop();
    silence.stop();
    return streams.stop();
  }

  /** Somebody misses ids. */
  void onGap(MarketEvent event) {
    if (event instanceof Gap gap && caughtUp) {
      republisher.on(gap, continuity.nextId());
    }
  }

  @Override
  public void up() {
    catchUp.streamFollows(false);
    report.up();
    if (caughtUp) {
      // What was traded while no stream was up may never show as a hole in a calm market.
      heal();
    }
  }

  @Override
  public void down(String why) {
    catchUp.streamFollows(false);
    report.down(why);
  }

  @Override
  public void event(MarketEvent event) {
    switch (event) {
      case AggTrade trade -> onTrade(trade);
      case MarkPrice mark -> {
        frameMs = Math.max(frameMs, mark.timeMs());
        bus.publish(marks, mark);
      }
      case Kline _, Gap _, Quiet _ -> {
        // not subscribed
      }
    }
  }

  private void onTrade(AggTrade trade) {
    if (!gate.admits(trade)) {
      report.impossible(trade);
      return;
    }
    Arrival arrival = continuity.offer(trade, this::emit);
    switch (arrival) {
      case Arrival.Plain.EMITTED -> catchUp.streamFollows(true);
      case Arrival.Plain _ -> {
        // a repeat, or an id given up: counted
      }
      case Arrival.Held _, Arrival.Beyond _ -> awaitOrHeal();
      case Arrival.Altered altered -> report.altered(altered);
    }
  }

  /** A swap heals itself in a moment; only what is still missing then is fetched. */
  private void awaitOrHeal() {
    catchUp.streamFollows(true);
    if (!holeTimer && !catchUp.running()) {
      holeTimer = true;
      vertx.setTimer(reorderMs, _ -> healIfHole());
    }
  }

  private void healIfHole() {
    holeTimer = false;
    if (continuity.hole().isPresent()) {
      report.phase(CollectorState.Phase.GAPPED);
      heal();
    }
  }

  private void heal() {
    catchUp.run(this::caughtUp);
  }

  private void emit(MarketEvent event) {
    if (event instanceof AggTrade trade) {
      effectiveMs = Math.max(effectiveMs, trade.timeMs());
      gate.passed(trade);
      report.emitted(trade);
    }
    bus.publish(trades, event);
  }

  private void republish(MarketEvent event) {
    bus.publish(trades, event);
  }

  @Override
  public long effectiveMs() {
    return effectiveMs;
  }

  @Override
  public long frameMs() {
    return frameMs;
  }

  @Override
  public long nextId() {
    return continuity.nextId();
  }

  @Override
  public boolean whole() {
    return caughtUp && !catchUp.running() && continuity.hole().isEmpty();
  }

  @Override
  public void found(List<AggTrade> found) {
    List<AggTrade> news =
        found.stream().filter(t -> t.aggId() >= continuity.nextId() && gate.admits(t)).toList();
    if (news.isEmpty()) {
      return;
    }
    double ageMs = (clock.millis() - news.getFirst().timeMs()) / clock.speed();
    if (ageMs > STUCK_MS) {
      streams.reconnect("trades exist that the stream did not bring");
    }
    news.forEach(trade -> continuity.offer(trade, this::emit));
  }

  @Override
  public void quiet(Quiet quiet) {
    effectiveMs = Math.max(effectiveMs, quiet.exchangeMs() - 2_000);
    bus.publish(trades, quiet);
  }
}
