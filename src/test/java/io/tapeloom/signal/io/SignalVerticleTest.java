package io.tapeloom.signal.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.bus.TradeFeed;
import io.tapeloom.indicator.Slice;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.pg.Pools;
import io.tapeloom.pg.TestPostgres;
import io.tapeloom.signal.Decided;
import io.tapeloom.signal.Decision;
import io.tapeloom.signal.DecisionLine;
import io.tapeloom.signal.EngineSettings;
import io.tapeloom.signal.ExitMultiples;
import io.tapeloom.signal.Ingredient;
import io.tapeloom.signal.Profile;
import io.tapeloom.signal.Punctuality;
import io.tapeloom.signal.SignalEngine;
import io.tapeloom.signal.Weights;
import io.tapeloom.trade.PaperBroker;
import io.tapeloom.trade.PaperPositions;
import io.tapeloom.trade.PaperSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A bus that loses messages and a verticle that is ended again and again change no decision. */
class SignalVerticleTest {
  private static final long SEED = 51;
  private static final long START_MS = 1_760_000_000_000L;
  private static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  private static final Profile PROFILE =
      new Profile(
          "v51_baseline",
          "5.1",
          100,
          60,
          new Weights(45, 20, 15, 15, 5),
          5,
          new ExitMultiples(Fixed.parse("2"), Fixed.parse("1.5"), Fixed.parse("3")),
          EnumSet.range(Ingredient.CVD, Ingredient.COINBASE_PREMIUM),
          true,
          List.of(),
          Optional.empty());

  private static Vertx vertx;
  private static Pools pools;
  private static Bus bus;
  private volatile int written;
  private final List<AggTrade> tape = tape(new SplittableRandom(SEED));

  @BeforeAll
  static void open() throws Exception {
    vertx = Vertx.vertx();
    bus = Bus.on(vertx);
    pools = TestPostgres.fresh().pools(vertx);
    await(
        pools
            .app()
            .query("INSERT INTO instrument VALUES (1, 'usdm', 'BTCUSDT', 10000000, 100000)")
            .execute());
  }

  @AfterAll
  static void close() throws Exception {
    await(pools.close());
    await(vertx.close());
  }

  @Test
  void lostMessagesAndRestartsChangeNoDecision() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED + 1);
    int at = 0;
    while (at < tape.size()) {
      // After a kill the tape may be behind the slices; the collector goes on where the tape ends.
      written = Math.max(0, at - 2_000);
      String verticle = await(vertx.deployVerticle(verticle()));
      int end = Math.min(tape.size(), at + tape.size() / 7 + random.nextInt(500));
      for (int i = written; i < end; i++) {
        written = i + 1;
        if (random.nextInt(50) != 0 || i == end - 1) {
          bus.publish(Channels.trade(BTC), tape.get(i));
        }
      }
      if (end == tape.size()) {
        awaitScores(tape.getLast().timeMs() / 15_000 * 15_000);
      }
      await(vertx.undeploy(verticle));
      at = end;
    }
    List<String> stored = stored();
    assertEquals(expected(), stored, "seed " + SEED);
    long signals = stored.stream().filter(line -> line.endsWith("\"withheld\":[]}\n")).count();
    assertTrue(signals > 3, "expected some signals, got " + signals);
    assertEquals(signals, count("signal"));
    assertTrue(stored.stream().anyMatch(line -> line.contains("position_open")));
  }

  private void awaitScores(long t) throws Exception {
    for (int tries = 0; tries < 1_200; tries++) {
      if (await(pools.app().preparedQuery("SELECT 1 FROM score WHERE t = $1").execute(Tuple.of(t)))
              .size()
          > 0) {
        return;
      }
      Thread.sleep(25);
    }
    throw new AssertionError("no score at " + t + ", seed " + SEED);
  }

  private SignalVerticle verticle() {
    EngineStart start =
        new EngineStart(
            100_000,
            List.of(PROFILE),
            positions(),
            EngineSettings.DEFAULT,
            Punctuality.listed(Set.of()),
            PaperSettings.DEFAULT.timeStopMs());
    SignalStore store = new SignalStore(pools.app(), Map.of(BTC, (short) 1));
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(START_MS));
    return new SignalVerticle(BTC, start, store, memoryTape(), bus, clock);
  }

  private TradeFeed.Tape memoryTape() {
    return (instrument, fromId, sinceMs, limit) ->
        Future.succeededFuture(
            tape.subList(0, written).stream()
                .filter(t -> t.aggId() >= fromId && t.timeMs() >= sinceMs)
                .limit(limit)
                .toList());
  }

  private static PaperPositions positions() {
    InstrumentSpec grid = new InstrumentSpec(BTC, 10_000_000, 100_000);
    Map<String, ExitMultiples> rules =
        Map.of(
            PROFILE.name(),
            new ExitMultiples(Fixed.parse("2"), Fixed.parse("1.5"), Fixed.parse("3")));
    return new PaperPositions(new PaperBroker(grid, PaperSettings.DEFAULT, rules), _ -> {});
  }

  private List<String> expected() {
    List<String> lines = new ArrayList<>();
    SignalEngine engine =
        new SignalEngine(
            BTC,
            100_000,
            List.of(PROFILE),
            positions(),
            EngineSettings.DEFAULT,
            Punctuality.listed(Set.of()));
    for (AggTrade trade : tape) {
      engine.on(
          trade,
          trade.timeMs(),
          event -> {
            if (event instanceof Decided decided) {
              lines.add(DecisionLine.of(decided.decision()));
            }
          });
    }
    return lines;
  }

  private static List<String> stored() throws Exception {
    List<String> lines = new ArrayList<>();
    for (Row row : await(pools.app().query("SELECT * FROM score ORDER BY t").execute())) {
      Decision decision = SignalRows.decision(BTC, row);
      lines.add(DecisionLine.of(decision));
    }
    return lines;
  }

  private static long count(String table) throws Exception {
    return await(pools.app().query("SELECT count(*) FROM " + table).execute())
        .iterator()
        .next()
        .getLong(0);
  }

  /** Eight hours of a market that drifts with its order flow. */
  private static List<AggTrade> tape(SplittableRandom random) {
    List<AggTrade> trades = new ArrayList<>();
    long timeMs = START_MS;
    double flow = 0;
    double price = 96_000;
    for (int i = 0; timeMs < START_MS + 8 * 3_600_000L; i++) {
      timeMs += random.nextInt(3_000);
      flow = flow * 0.9995 + (random.nextDouble() - 0.5) * 0.06;
      boolean sell = random.nextDouble() > 0.5 + flow * 0.3;
      price += (sell ? -1 : 1) * random.nextDouble() * 3;
      long priceE8 = Math.round(price * 10) * 10_000_000L;
      long qtyE8 = (1 + (long) (5 / (0.002 + random.nextDouble()))) * 100_000L;
      trades.add(new AggTrade(BTC, 1000 + i, priceE8, qtyE8, i, i, timeMs, sell));
    }
    assertTrue(trades.getLast().timeMs() - START_MS > Slice.LENGTH_MS);
    return trades;
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
