package io.tapeloom.trade.io;

import static io.tapeloom.trade.io.PaperRig.BTC;
import static io.tapeloom.trade.io.PaperRig.STRATEGY;
import static io.tapeloom.trade.io.Rows.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.market.AggTrade;
import io.tapeloom.trade.CycleKey;
import io.tapeloom.trade.Intent;
import io.tapeloom.trade.PaperBroker;
import io.tapeloom.trade.PaperEvent;
import io.tapeloom.trade.PaperFill;
import io.tapeloom.trade.PaperSettings;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Call;
import io.tapeloom.web.ContractCheck;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A market of some hours through coordinator and paper walk, over a bus that loses messages and
 * verticles that are ended again and again: the rows equal the pure fold, fill for fill.
 */
class PaperFlowTest {
  private static final long SEED = 7;
  private static final long T0 = 1_767_225_600_000L;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final List<AggTrade> tape = tape(random);
  private final PaperBroker reference = PaperRig.DESK.broker(PaperRig.SPEC);
  private final List<PaperEvent> expected = new ArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private PaperRig rig;
  private Rows rows;
  private ContractCheck contract;

  private static Fixed fixed(String text) {
    return Fixed.parse(text);
  }

  @BeforeEach
  void open() throws Exception {
    rig = new PaperRig(tape);
    rows = rig.rows();
    contract = ContractCheck.load(rig.vertx());
  }

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @Test
  void rowsEqualTheFoldWhateverTheBusLosesAndHoweverOftenItRestarts() throws Exception {
    new TradeTalk(rows.pools().app(), said::add).listen(rig.bus(), List.of(BTC));
    rig.deploy(PaperRig.DESK);
    long effectiveMs = 0;
    for (int i = 0; i < tape.size(); i++) {
      AggTrade trade = tape.get(i);
      long nowMs = Math.max(effectiveMs, trade.timeMs());
      seal(effectiveMs, nowMs, i);
      effectiveMs = nowMs;
      reference.on(effectiveMs, trade, expected::add);
      rig.publish(i, random.nextInt(40) == 0 && i < tape.size() - 1);
      if (random.nextInt(400) == 0) {
        restart();
      }
    }
    awaitClosed();
    assertEquals(cyclesExpected(), cyclesStored(), "seed " + SEED);
    assertEquals(fillsExpected(), fillsStored(), "seed " + SEED);
    assertEquals(refusalsExpected(), refusalsStored(), "seed " + SEED);
    assertTrue(cyclesExpected().size() > 25, "cycles: " + cyclesExpected().size());
    theRowsAroundThemAreComplete();
    theAnswersFitTheRows();
    everyFillWasSaidOnce();
  }

  private void everyFillWasSaidOnce() throws Exception {
    long fills = Long.parseLong(rows.value("SELECT count(*) FROM fill"));
    for (int tries = 0; tries < 1_200 && said.size() < fills; tries++) {
      Thread.sleep(25);
    }
    assertEquals(count(PaperEvent.EntryFilled.class), said("opened"), said::toString);
    assertEquals(count(PaperEvent.Tp1Filled.class), said("half"), said::toString);
    assertEquals(count(PaperEvent.Closed.class), said("closed"), said::toString);
    String line = said.stream().filter(l -> l.contains("closed")).findFirst().orElseThrow();
    assertTrue(
        line.matches(
            "\\d\\d:\\d\\d:\\d\\d  closed  BTCUSDT   (long |short)  [a-z ]+, [+-]?\\d+\\.\\d\\d R,"
                + " [+-]?\\d+\\.\\d\\d USDT, [0-9.]+ at [0-9.]+"),
        line);
  }

  private long said(String word) {
    return said.stream().filter(line -> line.startsWith("  " + word, 8)).count();
  }

  private long count(Class<? extends PaperEvent> kind) {
    return expected.stream().filter(kind::isInstance).count();
  }

  /** Every boundary between two trades gets its rows; a hint is lost now and then. */
  private void seal(long fromMs, long toMs, int trades) throws Exception {
    long first = fromMs == 0 ? toMs / 15_000 * 15_000 + 15_000 : (fromMs / 15_000 + 1) * 15_000;
    for (long t = first; t <= toMs; t += 15_000) {
      long lastId = tape.get(trades - 1).aggId();
      Side side = random.nextBoolean() ? Side.LONG : Side.SHORT;
      boolean wanted = random.nextInt(6) == 0;
      if (wanted && reference.held(STRATEGY).filter(h -> h == side).isEmpty()) {
        Fixed atr = Fixed.ofE8(random.nextLong(100_000_000L, 2_000_000_000L));
        int score = 70 + random.nextInt(25);
        Intent intent = new Intent(STRATEGY, t, side, atr, fixed("1000"), score);
        rows.signal(intent, lastId, fromMs);
        reference.decided(intent, expected::add);
      } else {
        rows.boundary(STRATEGY, t, lastId, fromMs);
      }
      if (random.nextInt(20) != 0) {
        rig.hint();
      }
    }
  }

  private void restart() throws Exception {
    rig.undeploy();
    rig.deploy(PaperRig.DESK);
  }

  private void awaitClosed() throws Exception {
    long open = expected.stream().filter(PaperEvent.EntryFilled.class::isInstance).count();
    long closed = expected.stream().filter(PaperEvent.Closed.class::isInstance).count();
    String want = open + " " + closed + " 0 " + closed;
    String sql =
        """
        SELECT (SELECT count(*) FROM trade_cycle WHERE entry_price IS NOT NULL),
          (SELECT count(*) FROM trade_cycle WHERE state = 'CLOSED'),
          (SELECT count(*) FROM signal WHERE verdict IS NULL),
          (SELECT count(*) FROM equity)
        """;
    assertEquals(want, rig.await(sql, want), "seed " + SEED);
  }

  private List<String> cyclesExpected() {
    Map<CycleKey, String> lines = new TreeMap<>();
    for (PaperEvent event : expected) {
      switch (event) {
        case PaperEvent.EntryFilled in ->
            lines.put(
                in.cycle(),
                in.cycle() + " " + in.side() + " " + in.fill().qty() + " " + at(in.fill()));
        case PaperEvent.Closed out ->
            lines.merge(
                out.cycle(),
                " %s %s %d %s %s %s"
                    .formatted(
                        out.status().code(),
                        out.exitPrice(),
                        out.fill().timeMs(),
                        out.pnlUsdt(),
                        out.pnlR(),
                        out.feesUsdt()),
                String::concat);
        case PaperEvent.NotOpened _, PaperEvent.Tp1Filled _, PaperEvent.StopMoved _ -> {}
      }
    }
    return List.copyOf(lines.values());
  }

  private static String at(PaperFill fill) {
    return fill.price() + " " + fill.timeMs();
  }

  private List<String> cyclesStored() throws Exception {
    return rows.lines(
        """
        SELECT strategy || '@' || t || ' ' || side || ' ' || trim_scale(qty) || ' '
          || trim_scale(entry_price) || ' ' || entry_ms
          || coalesce(' ' || exit_status || ' ' || trim_scale(exit_price) || ' ' || exit_ms || ' '
          || trim_scale(pnl_usdt) || ' ' || trim_scale(pnl_r) || ' ' || trim_scale(fee_usdt), '')
        FROM trade_cycle WHERE entry_price IS NOT NULL ORDER BY t
        """);
  }

  private List<String> fillsExpected() {
    List<String> lines = new ArrayList<>();
    for (PaperEvent event : expected) {
      Optional<PaperFill> fill =
          switch (event) {
            case PaperEvent.EntryFilled in -> Optional.of(in.fill());
            case PaperEvent.Tp1Filled half -> Optional.of(half.fill());
            case PaperEvent.Closed out -> Optional.of(out.fill());
            case PaperEvent.NotOpened _, PaperEvent.StopMoved _ -> Optional.empty();
          };
      fill.ifPresent(f -> lines.add(f.tradeId() + " " + f.qty() + " " + f.feeUsdt() + " " + at(f)));
    }
    return lines.stream().sorted().toList();
  }

  private List<String> fillsStored() throws Exception {
    return rows
        .lines(
            """
            SELECT trade_id, trim_scale(qty)::text, trim_scale(fee)::text,
              trim_scale(price)::text, exch_ts
            FROM fill
            """)
        .stream()
        .sorted()
        .toList();
  }

  private List<String> refusalsExpected() {
    return expected.stream()
        .filter(PaperEvent.NotOpened.class::isInstance)
        .map(PaperEvent.NotOpened.class::cast)
        .map(no -> no.cycle().t() + " " + no.reason().code())
        .sorted()
        .toList();
  }

  private List<String> refusalsStored() throws Exception {
    return rows.lines(
        "SELECT t, verdict_reason FROM signal WHERE verdict = 'REFUSED' ORDER BY t::text");
  }

  private void theRowsAroundThemAreComplete() throws Exception {
    assertEquals(
        List.of(),
        rows.lines(
            """
            SELECT o.coid, o.state FROM order_journal o JOIN trade_cycle c ON c.id = o.cycle_id
            WHERE c.state = 'CLOSED' AND o.state NOT IN ('FILLED', 'CANCELED')
            """),
        "a closed cycle leaves no order behind");
    assertEquals(
        List.of(),
        rows.lines(
            """
            SELECT o.coid FROM order_journal o LEFT JOIN fill f USING (coid)
            WHERE (o.state = 'FILLED') <> (f.coid IS NOT NULL) OR o.qty <> f.qty
            """),
        "each filled order has its fill");
    assertEquals(
        "true",
        rows.value("SELECT bool_and(coid ~ '^tl-pa-[0-9a-z]+-[ESTX][01]$') FROM order_journal"));
    assertEquals("0", rows.value("SELECT count(*) FROM trade_cycle WHERE state = 'QUARANTINED'"));
    assertEquals(
        "true",
        rows.value(
            """
            SELECT bool_and(exit_signal_id IS NOT NULL) FROM trade_cycle
            WHERE exit_status = 'signal_flip'
            """));
    assertEquals(
        rows.value("SELECT count(*) FROM trade_cycle WHERE state = 'CLOSED'"),
        rows.value("SELECT count(*) FROM paper_trades WHERE status NOT IN ('active', 'tp1_hit')"));
  }

  private void theAnswersFitTheRows() throws Exception {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(tape.getLast().timeMs()));
    TradeApi api = new TradeApi(new TradeQueries(rows.pools().app()), PaperSettings.DEFAULT, clock);
    Map<String, Object> filter = Map.of("strategy", STRATEGY);
    JsonObject stats = body(api, "paperStats", filter);
    assertEquals(
        rows.value(
            "SELECT trim_scale(sum(pnl_usdt))::text FROM trade_cycle WHERE state = 'CLOSED'"),
        stats.getString("realisedUsdt"));
    List<Object> ids = new ArrayList<>();
    Map<String, Object> page = new TreeMap<>(Map.of("strategy", STRATEGY, "limit", 7L));
    JsonObject history;
    do {
      history = body(api, "paperHistory", page);
      history.getJsonArray("items").forEach(i -> ids.add(((JsonObject) i).getLong("cycleId")));
      page.put("cursor", String.valueOf(history.getString("nextCursor")));
    } while (history.getString("nextCursor") != null);
    assertEquals(stats.getInteger("total"), ids.size());
    theGroupsAddUp(stats);
    assertEquals(ids.stream().distinct().toList(), ids);
    JsonArray open = body(api, "paperPositions", Map.of()).getJsonArray("items");
    String count = rows.value("SELECT count(*) FROM trade_cycle WHERE state <> 'CLOSED'");
    assertEquals(count, String.valueOf(open.size()));
    assertEquals("1", count, "this seed leaves one position open");
    theOpenPositionIsValued(api);
  }

  /** Whatever trades are grouped by, their groups hold each of them once. */
  private void theGroupsAddUp(JsonObject stats) throws Exception {
    Map<String, BigDecimal> sums = new TreeMap<>();
    Map<String, Integer> counts = new TreeMap<>();
    for (Object each : stats.getJsonArray("groups")) {
      JsonObject group = (JsonObject) each;
      sums.merge(
          group.getString("by"), new BigDecimal(group.getString("pnlUsdt")), BigDecimal::add);
      counts.merge(group.getString("by"), group.getInteger("n"), Integer::sum);
    }
    BigDecimal realised = new BigDecimal(stats.getString("realisedUsdt"));
    assertEquals("5", stats.getJsonObject("rules").getString("feeBps"));
    assertEquals(6, sums.size());
    sums.forEach((by, sum) -> assertEquals(0, realised.compareTo(sum), by));
    counts.forEach((by, n) -> assertEquals(stats.getInteger("total"), n, by));
    assertEquals(
        rows.value(
            "SELECT trim_scale(sum(fee_usdt))::text FROM trade_cycle WHERE state = 'CLOSED'"),
        stats.getString("feesUsdt"));
  }

  /** The open position is worth what its rest would bring at the tape's newest price. */
  private void theOpenPositionIsValued(TradeApi api) throws Exception {
    AggTrade last = tape.getLast();
    rows.run(
        """
        INSERT INTO agg_trade VALUES (1, %2$d, %1$d, %3$d, 1, 1, 1, false);
        INSERT INTO agg_trades_meta VALUES (1, %1$d, %2$d, 1, 1, 0, 1)
        """
            .formatted(last.aggId(), last.timeMs(), last.priceE8()));
    JsonObject position =
        body(api, "paperPositions", Map.of()).getJsonArray("items").getJsonObject(0);
    BigDecimal moved =
        last.price().toBigDecimal().subtract(new BigDecimal(position.getString("entryPrice")));
    BigDecimal worth = moved.multiply(new BigDecimal(position.getString("remainingQty")));
    boolean longSide = position.getString("side").equals("LONG");
    assertEquals(last.price().toString(), position.getString("markPrice"));
    assertEquals(
        Fixed.of(longSide ? worth : worth.negate()).toString(),
        position.getString("unrealisedUsdt"));
    theParts(position);
    JsonObject stats = body(api, "paperStats", Map.of("strategy", STRATEGY));
    assertEquals(
        fixed("10000")
            .plus(fixed(stats.getString("realisedUsdt")))
            .plus(fixed(position.getString("pnlUsdt"))),
        fixed(stats.getString("equity")));
  }

  /** What is booked is what its fills say, and both parts are the whole. */
  private void theParts(JsonObject position) throws Exception {
    String booked =
        rows.value(
            """
            SELECT trim_scale(round(sum(CASE WHEN o.purpose = 'ENTRY' THEN 0
                ELSE (f.price - c.entry_price) * f.qty * CASE c.side WHEN 'LONG' THEN 1 ELSE -1 END
              END - f.fee), 8))::text
            FROM fill f JOIN order_journal o USING (coid) JOIN trade_cycle c ON c.id = o.cycle_id
            WHERE c.id = %d
            """
                .formatted(position.getLong("cycleId")));
    assertEquals(booked, position.getString("realisedUsdt"));
    Fixed pnl = fixed(booked).plus(fixed(position.getString("unrealisedUsdt")));
    assertEquals(pnl.toString(), position.getString("pnlUsdt"));
  }

  private JsonObject body(TradeApi api, String operation, Map<String, Object> values)
      throws Exception {
    Answer answer = await(api.operations().get(operation).handle(Call.of(values)));
    contract.conforms(operation, answer);
    return answer.body().toJsonObject();
  }

  private static List<AggTrade> tape(SplittableRandom random) {
    List<AggTrade> tape = new ArrayList<>();
    long priceE8 = 1_000 * Fixed.ONE_E8;
    long timeMs = T0;
    for (int i = 0; i < 4_000; i++) {
      int jump = random.nextInt(40) == 0 ? 60 : 6;
      priceE8 += 10_000_000L * random.nextInt(-jump, jump + 1);
      timeMs += random.nextInt(300) == 0 ? random.nextInt(60_000) : random.nextInt(4_000);
      long shown = random.nextInt(20) == 0 ? timeMs - random.nextInt(3_000) : timeMs;
      tape.add(new AggTrade(BTC, 500 + i, priceE8, 1_000_000, i, i, shown, false));
    }
    return tape;
  }
}
