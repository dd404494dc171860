package io.tapeloom.bench;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.signal.EngineSettings;
import io.tapeloom.signal.ExitMultiples;
import io.tapeloom.signal.Profile;
import io.tapeloom.signal.Punctuality;
import io.tapeloom.signal.SignalEngine;
import io.tapeloom.signal.io.ProfileFiles;
import io.tapeloom.trade.PaperBroker;
import io.tapeloom.trade.PaperPositions;
import io.tapeloom.trade.PaperSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What one trade costs in the signal engine, percentiles and boundaries included. */
final class EngineBench implements Bench {
  private static final Instrument BTC = Instrument.parse("usdm.BTCUSDT");
  private static final InstrumentSpec SPEC = new InstrumentSpec(BTC, 10_000_000, 100_000);
  private static final int PYTHON_TRADES = 300_000;
  private static final int WARM_PASSES = 2;
  private static final int BLOCKS = 40;

  @Override
  public String name() {
    return "engine";
  }

  @Override
  public String what() {
    return "SignalEngine over decoded trades in memory, 24 h windows full, beside plain deques";
  }

  @Override
  public String goal() {
    return "under 100 ns a trade, nothing allocated between boundaries, a boundary under 200 us,"
        + " no drift";
  }

  @Override
  public void run(Effort effort, Consumer<Figure> out, Consumer<String> talk)
      throws IOException, InterruptedException {
    AggTrade[] trades = trades(effort.engineTrades());
    int from = trades.length / 2;
    int block = (trades.length - from) / BLOCKS;
    for (int pass = 0; pass < WARM_PASSES; pass++) {
      new EngineRun(engine(), block).run(trades, from);
    }
    EngineRun run = new EngineRun(engine(), block);
    run.run(trades, from);
    figures(run, out);
    double engineNs = run.nanosPerTrade().median();
    deques(run, trades, from, block, out);
    PythonDeques.nanos(effort == Effort.FULL ? PYTHON_TRADES : 3_000, talk)
        .ifPresent(
            ns -> {
              out.accept(Figure.plain(name(), "Python deques without percentiles", ns, "ns"));
              out.accept(Figure.plain(name(), "Python deques / engine", ns / engineNs, "x"));
            });
  }

  private void figures(EngineRun run, Consumer<Figure> out) {
    Spread trade = run.nanosPerTrade();
    Spread boundary = run.boundaryMicros();
    double drift = trade.part(0.75, 1).median() / trade.part(0, 0.25).median();
    out.accept(Figure.atMost(100, name(), "trade, median", trade.median(), "ns"));
    out.accept(Figure.plain(name(), "trade, slowest block", trade.max(), "ns"));
    out.accept(Figure.atMost(0, name(), "allocated between boundaries", run.allocated(), "bytes"));
    out.accept(Figure.atMost(200, name(), "boundary, median", boundary.median(), "us"));
    out.accept(Figure.atMost(200, name(), "boundary, slowest", boundary.max(), "us"));
    double wall = run.boundaryWallMicros().quantile(0.99);
    out.accept(Figure.plain(name(), "boundary, 99 % by the wall clock", wall, "us"));
    out.accept(Figure.atMost(1.25, name(), "last quarter / first quarter", drift, "x"));
  }

  private void deques(
      EngineRun engine, AggTrade[] trades, int from, int block, Consumer<Figure> out) {
    new DequeRun(block).run(trades, from);
    DequeRun run = new DequeRun(block);
    run.run(trades, from);
    double plainNs = run.nanosPerTrade().median();
    double perBoundary = (double) (trades.length - from) / engine.boundaries();
    double sortedNs = plainNs + run.sortMicros().median() * 1e3 / perBoundary;
    double engineNs = engine.nanosPerTrade().median();
    out.accept(Figure.plain(name(), "Java deques without percentiles", plainNs, "ns"));
    out.accept(Figure.plain(name(), "Java deques with percentiles", sortedNs, "ns"));
    out.accept(
        Figure.plain(name(), "Java deques with percentiles / engine", sortedNs / engineNs, "x"));
  }

  private static AggTrade[] trades(int count) {
    TapeCsv tape = new TapeCsv(BTC, 11, count);
    AggTrade[] trades = new AggTrade[count];
    for (int i = 0; i < count; i++) {
      trades[i] = tape.next();
    }
    return trades;
  }

  private static SignalEngine engine() throws IOException {
    Profile profile = profile();
    Map<String, ExitMultiples> exits = Map.of(profile.name(), profile.exits());
    PaperBroker broker = new PaperBroker(SPEC, PaperSettings.DEFAULT, exits);
    return new SignalEngine(
        BTC,
        Fixed.ONE_E8 / 1_000,
        List.of(profile),
        new PaperPositions(broker, _ -> {}),
        EngineSettings.DEFAULT,
        Punctuality.listed(Set.of()));
  }

  private static Profile profile() throws IOException {
    String resource = "/conf/strategies/v51_baseline.json";
    try (InputStream in = EngineBench.class.getResourceAsStream(resource)) {
      return ProfileFiles.parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
