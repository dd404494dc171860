package io.tapeloom.signal.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.indicator.Slice;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Health;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.kernel.Side;
import io.tapeloom.pg.Pools;
import io.tapeloom.pg.TestPostgres;
import io.tapeloom.signal.Decided;
import io.tapeloom.signal.Decision;
import io.tapeloom.signal.Factors;
import io.tapeloom.signal.Inputs;
import io.tapeloom.signal.Observed;
import io.tapeloom.signal.Windows;
import io.tapeloom.signal.Withheld;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows printed by hand are the rows that typed parameters would make, and read back the same. */
class BoundaryRowTest {
  private static final long SEED = 29;
  private static final int ROWS = 300;
  private static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  private static Vertx vertx;
  private static Pools pools;
  private final SplittableRandom random = new SplittableRandom(SEED);

  @BeforeAll
  static void open() throws Exception {
    vertx = Vertx.vertx();
    pools = TestPostgres.fresh().pools(vertx);
    await(
        pools
            .app()
            .query(
                "INSERT INTO instrument VALUES (1, 'usdm', 'BTCUSDT', 10000000, 100000),"
                    + " (2, 'usdm', 'ETHUSDT', 10000000, 100000)")
            .execute());
  }

  @AfterAll
  static void close() throws Exception {
    await(pools.close());
    await(vertx.close());
  }

  @Test
  void handPrintedRowsEqualTypedOnesAndReadBackTheSame() throws Exception {
    List<SignalStore.Boundary> boundaries = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      boundaries.add(boundary(1_760_000_010_000L + i * 15_000L));
    }
    SignalStore store = new SignalStore(pools.app(), Map.of(BTC, (short) 1));
    for (SignalStore.Boundary boundary : boundaries.subList(0, 20)) {
      await(store.write(BTC, List.of(boundary)));
    }
    await(store.write(BTC, boundaries.subList(20, ROWS)));
    for (SignalStore.Boundary boundary : boundaries) {
      var slice = NaiveBoundary.slice((short) 2, boundary.slice());
      await(pools.app().preparedQuery(NaiveBoundary.SLICE).execute(slice));
      var score = NaiveBoundary.score((short) 2, boundary);
      await(pools.app().preparedQuery(NaiveBoundary.SCORE).execute(score));
    }
    assertEquals(texts("slice", 2), texts("slice", 1), "seed " + SEED);
    assertEquals(texts("score", 2), texts("score", 1), "seed " + SEED);
    readsBack(boundaries);
    signals(boundaries);
  }

  @Test
  void whatIsDecidedAgainWithAnotherContentIsAnAlarmAndNoNews() throws Exception {
    Instrument sol = Instrument.of(Market.USDM, "SOLUSDT");
    await(
        pools
            .app()
            .query("INSERT INTO instrument VALUES (3, 'usdm', 'SOLUSDT', 10000000, 100000)")
            .execute());
    SignalStore store = new SignalStore(pools.app(), Map.of(sol, (short) 3));
    SignalStore.Boundary first = of(sol, boundary(1_770_000_000_000L));
    SignalStore.Boundary second = of(sol, boundary(1_770_000_015_000L));
    Decided again = new Decided(second.decided().decision(), 7);
    SignalStore.Boundary retried = new SignalStore.Boundary(second.slice(), again);
    SignalStore.Boundary other = of(sol, boundary(1_770_000_015_000L));
    assertEquals(List.of(), await(store.write(sol, List.of(first))));
    assertEquals(List.of(), await(store.write(sol, List.of(first, second))));
    assertEquals(List.of(), await(store.write(sol, List.of(retried))));
    assertEquals(List.of(other), await(store.write(sol, List.of(other))));
    tells(store, sol, List.of(first, other, retried));
  }

  private static SignalStore.Boundary of(Instrument instrument, SignalStore.Boundary b) {
    Decision d = b.decided().decision();
    Decision moved =
        new Decision(
            d.t(),
            instrument,
            d.strategy(),
            d.tapeFromMs(),
            d.price(),
            d.windows(),
            d.inputs(),
            d.factors(),
            d.score(),
            d.direction(),
            d.withheld());
    return new SignalStore.Boundary(b.slice(), new Decided(moved, b.decided().sealedMs()));
  }

  /** The second of three contradicts its row. */
  private static void tells(
      SignalStore store, Instrument instrument, List<SignalStore.Boundary> written)
      throws Exception {
    Bus bus = Bus.on(vertx);
    BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    BlockingQueue<Health> health = new LinkedBlockingQueue<>();
    bus.consume(Channels.signalDecided(instrument), told::add);
    bus.consume(Channels.opsHealth(), health::add);
    vertx.runOnContext(
        _ -> {
          BoundaryWriter writer = new BoundaryWriter(vertx, bus, instrument, store);
          written.forEach(writer::add);
          writer.flush();
        });
    assertEquals(written.getFirst().decided(), told.poll(30, TimeUnit.SECONDS));
    assertEquals(written.getLast().decided(), told.poll(30, TimeUnit.SECONDS));
    Health alarm = health.poll(30, TimeUnit.SECONDS);
    assertEquals("score." + instrument, alarm.part());
    assertEquals(Health.Status.DEGRADED, alarm.status());
  }

  /** Each row as PostgreSQL prints it, without its keys. */
  private static List<String> texts(String table, int instrument) throws Exception {
    String sql =
        "SELECT (to_jsonb(r) - 'id' - 'instrument_id')::text FROM %s r WHERE instrument_id = %d"
            .formatted(table, instrument);
    List<String> texts = new ArrayList<>();
    for (Row row : await(pools.app().query(sql + " ORDER BY t").execute())) {
      texts.add(row.getString(0));
    }
    assertEquals(ROWS, texts.size());
    return texts;
  }

  private static void readsBack(List<SignalStore.Boundary> boundaries) throws Exception {
    int at = 0;
    for (Row row : await(pools.app().query(all("score")).execute())) {
      assertEquals(boundaries.get(at++).decided().decision(), SignalRows.decision(BTC, row));
    }
    at = 0;
    for (Row row : await(pools.app().query(all("slice")).execute())) {
      Slice expected = boundaries.get(at++).slice();
      Slice read = SignalRows.slice(row);
      assertEquals(expected.notionalE16(), read.notionalE16());
      assertEquals(expected.signedQtyE8(), read.signedQtyE8());
      assertArrayEquals(expected.signedQtysE8(), read.signedQtysE8());
    }
  }

  private static String all(String table) {
    return "SELECT * FROM " + table + " WHERE instrument_id = 1 ORDER BY t";
  }

  private static void signals(List<SignalStore.Boundary> boundaries) throws Exception {
    List<String> expected = new ArrayList<>();
    for (SignalStore.Boundary boundary : boundaries) {
      Decision d = boundary.decided().decision();
      if (d.tradeable()) {
        String side = d.direction().orElseThrow().name();
        expected.add(d.strategy() + " " + side.toLowerCase() + " scored " + d.score());
      }
    }
    List<String> reasons = new ArrayList<>();
    for (Row row :
        await(
            pools
                .app()
                .query("SELECT reason FROM signal WHERE instrument_id = 1 ORDER BY t")
                .execute())) {
      reasons.add(row.getString(0));
    }
    assertEquals(expected, reasons);
  }

  private SignalStore.Boundary boundary(long t) {
    long[] qtys = random.longs(random.nextInt(60)).map(q -> q >> random.nextInt(60)).toArray();
    Slice slice =
        new Slice(
            t,
            t - random.nextLong(1 << 30),
            whole(100),
            whole(100),
            whole(126),
            qtys.length,
            random.nextLong(),
            random.nextLong(),
            random.nextLong(),
            random.nextLong(),
            random.nextLong(Long.MAX_VALUE),
            t - 1,
            qtys);
    return new SignalStore.Boundary(slice, new Decided(decision(slice), random.nextLong()));
  }

  private BigInteger whole(int bits) {
    byte[] bytes = new byte[1 + random.nextInt(bits / 8)];
    random.nextBytes(bytes);
    return new BigInteger(bytes);
  }

  private Decision decision(Slice slice) {
    boolean tradeable = random.nextInt(4) == 0;
    Optional<Side> direction =
        tradeable
            ? Optional.of(Side.LONG)
            : maybe(() -> random.nextBoolean() ? Side.LONG : Side.SHORT);
    List<Withheld> withheld =
        tradeable
            ? List.of()
            : Arrays.stream(Withheld.values())
                .filter(w -> w == Withheld.DISABLED || random.nextInt(3) == 0)
                .toList();
    return new Decision(
        slice.tMs(),
        BTC,
        "v51_baseline",
        slice.tapeFromMs(),
        fixed(),
        windows(tradeable),
        random.nextBoolean() ? Inputs.MISSING : inputs(),
        factors(),
        random.nextInt(-50, 250),
        direction,
        withheld);
  }

  private Windows windows(boolean known) {
    return new Windows(
        maybe(() -> whole(96)),
        maybe(() -> whole(96)),
        maybe(() -> whole(96)),
        maybe(this::fixed),
        known ? Optional.of(fixed()) : maybe(this::fixed),
        maybe(this::fixed),
        maybe(this::fixed),
        maybe(this::fixed),
        random.nextLong(Long.MAX_VALUE));
  }

  private Factors factors() {
    return new Factors(points(), points(), points(), points(), points(), points());
  }

  private int points() {
    return random.nextInt(-10_000, 10_000) / (random.nextBoolean() ? 1 : 100);
  }

  private Inputs inputs() {
    return new Inputs(
        maybe(this::observed),
        maybe(this::observed),
        maybe(this::observed),
        maybe(this::observed),
        maybe(this::observed),
        maybe(this::observed),
        maybe(this::observed));
  }

  private Observed observed() {
    return new Observed(fixed(), random.nextLong(1L << 50));
  }

  private Fixed fixed() {
    return Fixed.ofE8(random.nextLong() >> random.nextInt(63));
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextInt(5) == 0 ? Optional.empty() : Optional.of(value.get());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
