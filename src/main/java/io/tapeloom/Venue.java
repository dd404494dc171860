package io.tapeloom;

import io.tapeloom.binance.ExchangeSettings;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.net.MarketClock;
import io.tapeloom.net.Outbound;
import io.tapeloom.sim.SimMarket;
import io.tapeloom.sim.Tape;
import io.tapeloom.sim.TradeSource;
import io.tapeloom.sim.io.RecordingFiles;
import io.tapeloom.sim.io.SimEndpoints;
import io.tapeloom.sim.io.SimVerticle;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the market is: the simulated exchange of this process, or the real one.
 *
 * @param name what it is called wherever it is shown
 * @param place the same in words that follow "on", with the files of a recording
 */
record Venue(
    String name,
    String place,
    MarketClock clock,
    List<Instrument> instruments,
    ExchangeSettings exchange,
    Optional<SimEndpoints> sim) {
  private static final List<String> GENERATOR = List.of("generator");

  /** The same market, reached another way. */
  Venue via(Outbound way) {
    return new Venue(name, place, clock, instruments, exchange.via(way), sim);
  }

  /** Prepares the market and its clock; the simulated exchange runs when this returns. */
  static Venue open(Settings settings, MarketClock clock, Vertx vertx, Shutdown shutdown)
      throws IOException {
    return settings.sim().enabled() ? simulated(settings, vertx, shutdown) : real(settings, clock);
  }

  private static Venue real(Settings settings, MarketClock clock) {
    return new Venue(
        "Binance USD-M",
        "Binance USD-M",
        clock,
        settings.instruments(),
        settings.exchange().client(),
        Optional.empty());
  }

  private static Venue simulated(Settings settings, Vertx vertx, Shutdown shutdown)
      throws IOException {
    Settings.Sim sim = settings.sim();
    boolean generated = sim.source().equals(GENERATOR);
    TradeSource source =
        generated
            ? SimMarket.of(sim.seed(), sim.scenario())
            : RecordingFiles.read(sim.source().stream().map(Path::of).toList());
    String market = generated ? sim.market() : "recording " + String.join(" ", sim.source());
    long firstMs = source.clockStartMs().orElseGet(System::currentTimeMillis);
    MarketClock running =
        MarketAnchor.resume(settings.data().marketClock(), market, firstMs, sim.speed());
    MarketClock clock =
        source.haltMs().isPresent() ? running.haltingAt(source.haltMs().getAsLong()) : running;
    SimVerticle verticle = new SimVerticle(sim.exchange().unlimited(), clock, source);
    String id = deploy(vertx, verticle, sim.port());
    shutdown.addFuture("simulated exchange", () -> vertx.undeploy(id));
    return new Venue(
        generated ? "simulated exchange" : "recording",
        generated ? "the simulated exchange" : place(sim.source()),
        clock,
        generated ? settings.instruments() : recorded(source),
        ExchangeSettings.local(verticle.port()),
        Optional.of(verticle.endpoints()));
  }

  private static String place(List<String> files) {
    String first = "the recording " + Path.of(files.getFirst()).getFileName();
    return files.size() == 1 ? first : first + " and " + (files.size() - 1) + " more";
  }

  private static String deploy(Vertx vertx, SimVerticle verticle, int port) {
    try {
      return vertx.deployVerticle(verticle).await();
    } catch (Exception e) {
      CannotListen.check("simulated exchange", "127.0.0.1", port, "--sim-port", e);
      throw e;
    }
  }

  private static List<Instrument> recorded(TradeSource source) {
    return source.tapes().stream().map(Tape::listing).map(l -> l.instrument()).toList();
  }
}
