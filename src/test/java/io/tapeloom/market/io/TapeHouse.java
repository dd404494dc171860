package io.tapeloom.market.io;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tapeloom.binance.ExchangeSettings;
import io.tapeloom.binance.MarketRest;
import io.tapeloom.bus.Bus;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.net.MarketClock;
import io.tapeloom.pg.Database;
import io.tapeloom.pg.Pools;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** One program's collectors and tape writer on a database and an exchange, for tests. */
final class TapeHouse implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);
  private final Pools pools;
  private final TapeReader reader;
  private final MarketRest rest;
  private final MarketClock clock;
  private final ExchangeSettings exchange;
  private final Map<Instrument, CollectorState> states = new ConcurrentHashMap<>();
  private String writerId = "";

  TapeHouse(Database database, ExchangeSettings exchange, MarketClock clock) {
    this.pools = database.pools(vertx);
    this.exchange = exchange;
    this.clock = clock;
    this.rest = new MarketRest(vertx, exchange, InstantSource.system());
    this.reader = new TapeReader(pools.bulk());
  }

  Bus bus() {
    return bus;
  }

  TapeReader reader() {
    return reader;
  }

  MarketRest rest() {
    return rest;
  }

  Vertx vertx() {
    return vertx;
  }

  Pools pools() {
    return pools;
  }

  CollectorState state(Instrument instrument) {
    return states.get(instrument);
  }

  TapeHouse write(List<Instrument> instruments) {
    return write(instruments, WriterSettings.defaults());
  }

  TapeHouse write(List<Instrument> instruments, WriterSettings settings) {
    TapeStore store = TapeStore.open(pools.bulk()).await();
    TapeWriterParts parts =
        new TapeWriterParts(
            bus,
            store,
            reader,
            new KlineBackfill(rest, store),
            settings,
            clock,
            new TapeWriterReport(bus, new SimpleMeterRegistry()));
    writerId = vertx.deployVerticle(new TapeWriterVerticle(instruments, parts)).await();
    return this;
  }

  TapeHouse collect(Instrument instrument, CollectorSettings settings) {
    TradeCollectorVerticle.CollectorParts parts =
        new TradeCollectorVerticle.CollectorParts(
            settings,
            exchange,
            rest,
            reader,
            new TapeStarts(pools.app()),
            bus,
            clock,
            new SplittableRandom(7));
    vertx
        .deployVerticle(
            new TradeCollectorVerticle(instrument, parts, s -> states.put(instrument, s)))
        .await();
    return this;
  }

  /** Ends the writer as a stop in order does. */
  void stopWriter() {
    vertx.undeploy(writerId).await();
  }

  /** Ends at once, as a kill does: what was not committed is lost. */
  @Override
  public void close() {
    vertx.close().await();
  }
}
