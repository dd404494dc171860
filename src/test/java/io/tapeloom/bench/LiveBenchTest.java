package io.tapeloom.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.market.AggTrade;
import io.tapeloom.pg.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benches over sockets and rows do what they measure: everything arrives, nothing is lost. */
class LiveBenchTest {
  @TempDir Path folder;

  private BenchDatabase.Lent lent() {
    return new BenchDatabase.Lent(TestPostgres.fresh(), folder, () -> {});
  }

  private static Map<String, Double> run(Bench bench) throws Exception {
    Map<String, Double> figures = new TreeMap<>();
    bench.run(Effort.SMOKE, figure -> figures.put(figure.name(), figure.value()), _ -> {});
    figures.forEach((name, value) -> assertTrue(Double.isFinite(value) && value >= 0, name));
    return figures;
  }

  @Test
  void eachSealingTradeMakesItsRow() throws Exception {
    Map<String, Double> figures = run(new LatencyBench(this::lent));
    assertEquals(2, figures.get("boundaries, each with its row"));
    double insert = figures.get("frame to INSERT bytes, 2 ms apart, p50");
    assertTrue(insert > 0 && insert < figures.get("frame to committed score row, p50") + 1e5);
  }

  @Test
  void everyFrameBecomesARow() throws Exception {
    Map<String, Double> figures = run(new IngestBench(this::lent));
    assertEquals(0, figures.get("rows sent and missing"));
    assertTrue(figures.get("frame to committed row") > 0);
  }

  @Test
  void everySnapshotReachesEveryBrowser() throws Exception {
    Map<String, Double> figures = run(new BridgeBench());
    assertEquals(0, figures.get("snapshots lost on the way"));
    assertTrue(figures.get("messages") > 5 * 8 * 4, figures::toString);
    assertTrue(figures.get("size of a message") > 200, figures::toString);
  }

  @Test
  void everyTradeReachesEveryClientOfThePublicProtocol() throws Exception {
    Map<String, Double> figures = run(new WsBench());
    assertEquals(0, figures.get("frames lost on the way"));
    assertEquals(0, figures.get("2,000 clients, frames lost"));
    assertTrue(figures.get("deliveries while measured") > 3 * 20, figures::toString);
    assertTrue(figures.get("size of a frame") > 150, figures::toString);
  }

  @Test
  void everyLoginOfAStormSucceedsWhileOthersAreAnswered() throws Exception {
    Map<String, Double> figures = run(new LoginBench(this::lent));
    assertTrue(figures.get("4 logins at once") > 0, figures::toString);
    assertTrue(figures.get("unknown against known address, p50") >= 1, figures::toString);
  }

  @Test
  void theSimulatedExchangeTakesOrdersAndLosesNoTrade() throws Exception {
    Map<String, Double> figures = run(new SimBench());
    assertEquals(0, figures.get("streams, frames lost on the way"));
    assertEquals(0, figures.get("trades lost in it"));
    assertTrue(figures.get("trades in it") > 10, figures::toString);
    assertTrue(figures.get("spot signed REST orders") > 0, figures::toString);
    assertTrue(figures.get("USD-M signed REST orders") > 0, figures::toString);
  }

  @Test
  void theTapKnowsWhichStatementItSees() {
    List<String> seen = new ArrayList<>();
    WireWords words =
        new WireWords(
            new WireTap.Listener() {
              @Override
              public String kind(String sql) {
                return sql.startsWith("INSERT") ? "row" : "";
              }

              @Override
              public void sent(String kind, long nanos) {
                seen.add("sent " + kind + " " + nanos);
              }

              @Override
              public void done(String kind, String tag, long nanos) {
                seen.add("done " + kind + " " + tag + " " + nanos);
              }
            });
    byte[] start = {0, 0, 0, 9, 0, 3, 0, 0, 0};
    words.frontend(start, start.length, 1);
    say(words, false, "Z\0\0\0\5I", 2);
    say(words, true, "P\0\0\0\22s1\0INSERT x\0\0\0", 3);
    say(words, true, "P\0\0\0\22s2\0SELECT x\0\0\0", 3);
    say(words, true, "B\0\0\0\13\0s1\0\0\0\0S\0\0\0\4B\0\0\0\13\0s2\0\0\0\0S\0\0\0\4", 4);
    say(words, false, "2\0\0\0\4C\0\0\0\17INSERT 0 1\0Z\0\0\0\5I", 5);
    say(words, false, "C\0\0\0\15SELECT 9\0Z\0\0\0\5I", 6);
    assertEquals(List.of("sent row 4", "done row INSERT 0 1 5"), seen);
  }

  /** Byte by byte, as the worst of networks would bring it. */
  private static void say(WireWords words, boolean front, String text, long nanos) {
    for (byte one : text.getBytes(StandardCharsets.ISO_8859_1)) {
      if (front) {
        words.frontend(new byte[] {one}, 1, nanos);
      } else {
        words.backend(new byte[] {one}, 1, nanos);
      }
    }
  }

  @Test
  void aScriptedTapeIsFoundByTimeAndReadsAsItWasSent() {
    ScriptedTape tape = new ScriptedTape(id -> 1_000 + id / 3, 100);
    assertEquals(30, tape.idAt(1_010));
    assertEquals(101, tape.idAt(5_000));
    assertEquals(0, tape.idAt(0));
    AggTrade next = tape.next();
    assertEquals(101, next.aggId());
    assertEquals(tape.at(101), next);
    assertEquals(101, tape.newestId());
  }
}
