package io.tapeloom.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.cli.RootCommand;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.io.TapeFiles;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench measures what it says: yardsticks and program agree, and every bench runs. */
class BenchTest {
  private static final Instrument BTC = Instrument.parse("usdm.BTCUSDT");

  @Test
  void theThreeWaysToDecodeAFrameGiveTheSameTrade() {
    DecodeFrames decoder = new DecodeFrames();
    DecodeFrames scanner = new DecodeFrames();
    DecodeFrames json = new DecodeFrames();
    for (int i = 0; i < 1_000; i++) {
      AggTrade trade = decoder.frameDecoder();
      assertEquals(trade, scanner.byteScanner());
      assertEquals(trade, json.jsonObject());
    }
  }

  @Test
  void aGeneratedFileHoldsTheGeneratedTape(@TempDir Path dir) throws Exception {
    Path csv = dir.resolve("tape.csv");
    new TapeCsv(BTC, 3, 5_000).writeTo(csv);
    List<AggTrade> expected = new ArrayList<>();
    new TapeCsv(BTC, 3, 5_000).forEachRemaining(expected::add);
    List<AggTrade> read = new ArrayList<>();
    new TapeFiles(BTC, List.of(csv.toString()), InputStream.nullInputStream()).forEach(read::add);
    assertEquals(expected, read);
    assertTrue(
        Files.readAllLines(csv).get(1).matches("1,639[0-9]{2}\\.[0-9]{2},[0-9]+\\.[0-9]{3},.*"));
  }

  @Test
  void thePlainDequesHoldWhatTheyShould() {
    List<AggTrade> tape = new ArrayList<>();
    new TapeCsv(BTC, 3, 100_000).forEachRemaining(tape::add);
    DequeWindows windows = new DequeWindows();
    tape.forEach(windows::on);
    long fromMs = tape.getLast().timeMs() - 30 * 60_000;
    double cvd =
        tape.stream()
            .filter(t -> t.timeMs() > fromMs)
            .mapToDouble(t -> t.signedQtyE8() / 1e8)
            .sum();
    assertTrue(tape.getFirst().timeMs() < fromMs);
    assertEquals(cvd, windows.cvdFast(), 1e-6);
    List<Long> sizes =
        tape.stream().map(AggTrade::qtyE8).sorted(Comparator.naturalOrder()).toList();
    assertEquals(sizes.get(99_000 - 1), windows.p99Qty());
  }

  @Test
  void quantilesAreNearestRanks() {
    Spread spread = new Spread();
    for (int i = 10; i >= 1; i--) {
      spread.add(i);
    }
    assertEquals(5, spread.median());
    assertEquals(10, spread.max());
    assertEquals(1, spread.quantile(0));
    assertEquals(9, spread.part(0, 0.25).median());
  }

  @Test
  void aFigureIsJudgedByItsGoalAndAnythingElseIsNot() {
    assertEquals(true, Figure.atMost(2, "b", "f", 2, "x").met().orElseThrow());
    assertEquals(false, Figure.atLeast(2, "b", "f", 1.99, "x").met().orElseThrow());
    assertTrue(Figure.atLeast(2, "b", "f", 1.99, "x").row().endsWith("MISSED, goal at least 2.00"));
    JsonObject plain = Figure.atMost(2, "b", "f", 3, "x").unjudged().json();
    assertEquals(
        "{\"bench\":\"b\",\"figure\":\"f\",\"value\":3.0,\"unit\":\"x\",\"goal\":null,\"met\":null}",
        plain.encode());
  }

  @Test
  void everyBenchRuns() throws Exception {
    List<Figure> figures = new ArrayList<>();
    for (Bench bench :
        List.of(new DecodeBench(), new EngineBench(), new MatchBench(), new ReplayBench())) {
      int before = figures.size();
      bench.run(Effort.SMOKE, figures::add, _ -> {});
      assertTrue(figures.size() > before + 2, bench.name());
      assertTrue(figures.stream().allMatch(f -> Double.isFinite(f.value())), figures::toString);
    }
    assertTrue(figures.stream().allMatch(f -> f.value() >= 0), figures::toString);
  }

  @Test
  void theCommandListsEachBenchWithItsGoalAndRefusesUnknownNames() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    assertEquals(0, run(out, err, "bench", "--list"));
    assertTrue(out.toString().contains("goal: at least 2 million trades/s"), out.toString());
    assertEquals(2, run(out, err, "bench", "decod"));
    assertTrue(err.toString().contains("decode"), err.toString());
  }

  private static int run(StringWriter out, StringWriter err, String... args) {
    return RootCommand.commandLine(args)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
