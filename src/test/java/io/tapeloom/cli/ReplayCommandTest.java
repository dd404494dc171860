package io.tapeloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tapeloom.SharedFiles;
import io.tapeloom.market.AggTrade;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command: what it prints, what it writes, and how it ends. */
class ReplayCommandTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<AggTrade> TAPE = ReplayTapes.swinging(5, 12_000);

  @TempDir Path dir;

  private record Ran(int exit, String out, String err) {
    JsonNode summary() throws IOException {
      return JSON.readTree(out);
    }
  }

  @Test
  void theSpotFileIsDecidedTheSameTwiceAndTheHashIsThatOfTheLines() throws Exception {
    Path tape = vision("XRPETH-spot-aggTrades-2019-10-11_13.csv");
    Path lines = dir.resolve("out.ndjson");
    Path paper = dir.resolve("paper.ndjson");
    Ran first = replay(tape, "spot", "XRPETH", "--decisions", lines, "--paper", paper, "--json");
    assertEquals(0, first.exit(), first.err());
    assertEquals(first, replay(tape, "spot", "XRPETH", "--json"));
    JsonNode summary = first.summary();
    byte[] bytes = Files.readAllBytes(lines);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    assertEquals(HexFormat.of().formatHex(hash), summary.get("hash").asText());
    assertEquals(12_477, summary.get("trades").asLong());
    assertEquals(13_519_807, summary.get("first_id").asLong());
    assertEquals(13_532_283, summary.get("last_id").asLong());
    assertEquals(0, summary.get("gaps").asLong());
    List<String> written = Files.readAllLines(lines);
    assertEquals(summary.get("decisions").asLong(), written.size());
    assertEquals(
        summary.get("signals").asLong(),
        written.stream().filter(l -> l.endsWith("\"withheld\":[]}")).count());
    assertTrue(summary.get("signals").asLong() > 20, first.out());
    assertEquals(
        summary.get("paper_trades").asLong(),
        Files.readAllLines(paper).stream().filter(l -> !l.contains("\"open\"")).count());
    assertEquals(List.of("out.ndjson", "paper.ndjson"), files());
  }

  @ParameterizedTest
  @CsvSource({
    "usdm, BTCUSDT, BTCUSDT-um-aggTrades-2023-04-04_05.csv, BTCUSDT-um-aggTrades-2023-04-04_05, 1",
    "usdm, BTCUSDT, BTCUSDT-um-aggTrades-2024-07-18_19.csv, BTCUSDT-um-aggTrades-2024-07-18_19, 1",
    "usdm, ETHUSDT, ETHUSDT-um-aggTrades-2024-07-18_19.csv, ETHUSDT-um-aggTrades-2024-07-18_19, 1",
    "spot, XRPETH, XRPETH-spot-aggTrades-2019-10-11_13.csv, XRPETH-spot-2019-10-11_13.every-20th, 20"
  })
  void windowsInTheLinesEqualTheIndependentComputation(
      String market, String symbol, String csv, String expected, int every) throws Exception {
    Path lines = dir.resolve("out.ndjson");
    Ran ran = replay(vision(csv), market, symbol, "--decisions", lines);
    assertEquals(0, ran.exit(), ran.err());
    Map<Long, JsonNode> ours = new TreeMap<>();
    for (String line : Files.readAllLines(lines)) {
      JsonNode node = JSON.readTree(line);
      ours.put(node.get("t").asLong(), node.get("windows"));
    }
    List<String> theirs =
        Files.readAllLines(SharedFiles.require("data/expected/" + expected + ".ndjson"));
    assertEquals((ours.size() + every - 1) / every, theirs.size());
    for (String line : theirs) {
      JsonNode row = JSON.readTree(line);
      JsonNode windows = ours.get(row.get("t").asLong());
      Stream.of("cvd_fast", "cvd_mid", "cvd_day", "vwap_30m", "p95_qty", "p99_qty")
          .forEach(key -> near(row.get(key), windows.get(key), key + " of " + line));
    }
  }

  private static void near(JsonNode theirs, JsonNode ours, String where) {
    assertEquals(theirs.isNull(), ours.isNull(), where);
    if (!theirs.isNull()) {
      double expected = theirs.doubleValue();
      assertEquals(
          expected,
          Double.parseDouble(ours.asText()),
          1e-8 * Math.max(1, Math.abs(expected)),
          where);
    }
  }

  @Test
  void aRecordingDecidesAsItsCsv() throws IOException {
    Path first = SharedFiles.require("data/binance/recordings/um-btcusdt-2023-04-04.gz");
    Path second = SharedFiles.require("data/binance/recordings/um-btcusdt-2023-04-05.gz");
    Ran csv = replay(vision("BTCUSDT-um-aggTrades-2023-04-04_05.csv"), "usdm", "BTCUSDT", "--json");
    Ran recorded = replay(first, "usdm", "BTCUSDT", second, "--json");
    assertEquals(csv, recorded);
  }

  @Test
  void standardInputPlainOrPackedIsTheSameTape() throws IOException {
    byte[] plain = ReplayTapes.csv(TAPE).getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    Ran file = replay(Files.write(dir.resolve("tape.csv"), plain), "usdm", "BTCUSDT", "--json");
    assertEquals(0, file.exit(), file.err());
    assertEquals(file, withStdin(plain));
    assertEquals(file, withStdin(packed.toByteArray()));
    assertTrue(file.summary().get("paper_trades").asLong() > 0, file.out());
  }

  @Test
  void aMalformedRowWritesNothingAndEndsWithSeven() throws IOException {
    String rows = ReplayTapes.csv(TAPE) + "12001,x,0.1,1,1,1767225607000,true\n";
    Path tape = Files.writeString(dir.resolve("tape.csv"), rows);
    Path lines = dir.resolve("out.ndjson");
    Ran ran =
        replay(
            tape, "usdm", "BTCUSDT", "--decisions", lines, "--paper", dir.resolve("p"), "--json");
    assertEquals(7, ran.exit());
    assertEquals("", ran.out());
    assertEquals(
        "replay: "
            + tape
            + ", line 12001, price: expected a plain decimal number, got \"x\""
            + System.lineSeparator(),
        ran.err());
    assertEquals(List.of("tape.csv"), files());
  }

  @Test
  void anExistingFileSurvivesAReplayThatFails() throws IOException {
    Path tape = Files.writeString(dir.resolve("tape.csv"), "1,2,3\n");
    Path lines = Files.writeString(dir.resolve("out.ndjson"), "old");
    assertEquals(7, replay(tape, "usdm", "BTCUSDT", "--decisions", lines).exit());
    assertEquals("old", Files.readString(lines));
  }

  @Test
  void gapsAreAnErrorOnlyWhenStrict() throws IOException {
    List<AggTrade> holed = new ArrayList<>(TAPE);
    holed.subList(5_000, 5_002).clear();
    Path tape = Files.writeString(dir.resolve("tape.csv"), ReplayTapes.csv(holed));
    Ran loose = replay(tape, "usdm", "BTCUSDT", "--json");
    Ran strict = replay(tape, "usdm", "BTCUSDT", "--json", "--strict");
    assertEquals(0, loose.exit());
    assertEquals(5, strict.exit());
    assertEquals(loose.out(), strict.out());
    assertEquals(1, loose.summary().get("gaps").asLong());
    assertEquals(2, loose.summary().get("missing").asLong());
  }

  @Test
  void missingFilesAndWrongFlagsEndWithTheirCodes() throws IOException {
    Path tape = Files.writeString(dir.resolve("tape.csv"), ReplayTapes.csv(TAPE));
    assertEquals(5, replay(dir.resolve("none.csv"), "usdm", "BTCUSDT").exit());
    assertEquals(5, replay(dir, "usdm", "BTCUSDT").exit());
    assertEquals(5, replay(tape, "usdm", "BTCUSDT", "--late", dir.resolve("none")).exit());
    assertEquals(2, replay(tape, "futures", "BTCUSDT").exit());
    assertEquals(2, replay(tape, "usdm", "btc").exit());
    assertEquals(2, replay(tape, "usdm", "BTCUSDT", "--step", "0").exit());
    assertEquals(2, replay(tape, "usdm", "BTCUSDT", "--tick", "x").exit());
    assertEquals(2, replay(tape, "usdm", "BTCUSDT", "--decisons", "x").exit());
    assertEquals(2, replay(tape, "usdm", "BTCUSDT", "--decisions", dir.resolve("no/x")).exit());
    assertEquals(2, replay(tape, "usdm", "BTCUSDT", "--decisions", tape).exit());
    assertEquals(ReplayTapes.csv(TAPE), Files.readString(tape));
    Ran unknown = replay(tape, "usdm", "BTCUSDT", "--strategy", "v52");
    assertEquals(2, unknown.exit());
    assertTrue(unknown.err().contains("expected one of v51_baseline"), unknown.err());
    Path folder = Files.createDirectory(dir.resolve("strategies"));
    Files.writeString(folder.resolve("a.json"), "{}");
    assertEquals(3, replay(tape, "usdm", "BTCUSDT", "--strategies-dir", folder).exit());
  }

  @Test
  void theListOfLateBoundariesMayBeTimesOrLines() throws IOException {
    Path tape = Files.writeString(dir.resolve("tape.csv"), ReplayTapes.csv(TAPE));
    Path lines = dir.resolve("out.ndjson");
    replay(tape, "usdm", "BTCUSDT", "--decisions", lines);
    String signal =
        Files.readAllLines(lines).stream()
            .filter(l -> l.endsWith("\"withheld\":[]}"))
            .findFirst()
            .orElseThrow();
    String t = JSON.readTree(signal).get("t").asText();
    Path asLine = Files.writeString(dir.resolve("late.ndjson"), signal + "\n");
    Path asTime = Files.writeString(dir.resolve("late.txt"), t + "\n\n");
    Ran withLine = replay(tape, "usdm", "BTCUSDT", "--late", asLine, "--json");
    assertEquals(
        withLine,
        replay(tape, "usdm", "BTCUSDT", "--late", asTime, "--json", "--decisions", lines));
    assertTrue(Files.readString(lines).contains("\"withheld\":[\"late\"]"));
    Files.writeString(asTime, "17\n");
    assertEquals(7, replay(tape, "usdm", "BTCUSDT", "--late", asTime).exit());
  }

  @Test
  void theTableNamesWhatTheJsonHolds() throws IOException {
    Path tape = Files.writeString(dir.resolve("tape.csv"), ReplayTapes.csv(TAPE));
    String hash = replay(tape, "usdm", "BTCUSDT", "--json").summary().get("hash").asText();
    String table = replay(tape, "usdm", "BTCUSDT").out();
    assertTrue(table.contains("trades        12,000 (id 1 to 12000)"), table);
    assertTrue(table.endsWith("hash          " + hash + System.lineSeparator()), table);
  }

  @Test
  void theTableSaysWhatThePaperTradesCameTo() throws IOException {
    Path tape = Files.writeString(dir.resolve("tape.csv"), ReplayTapes.csv(TAPE));
    Path paper = dir.resolve("paper.ndjson");
    String table = replay(tape, "usdm", "BTCUSDT", "--paper", paper).out();
    int wins = 0;
    int closed = 0;
    BigDecimal r = BigDecimal.ZERO;
    BigDecimal pnl = BigDecimal.ZERO;
    BigDecimal fees = BigDecimal.ZERO;
    for (String line : Files.readAllLines(paper)) {
      JsonNode trade = JSON.readTree(line);
      if (!trade.get("status").asText().equals("open")) {
        closed++;
        wins += trade.get("pnl_r").asText().startsWith("-") ? 0 : 1;
        r = r.add(new BigDecimal(trade.get("pnl_r").asText()));
        pnl = pnl.add(new BigDecimal(trade.get("pnl").asText()));
        fees = fees.add(new BigDecimal(trade.get("fee").asText()));
      }
    }
    assertTrue(closed > 0, table);
    assertTrue(table.contains("% (" + wins + " of " + closed + ")"), table);
    assertTrue(table.contains("total         " + cents(r) + " R\n"), table);
    String money = "P&L           " + cents(pnl) + " USDT, after fees of " + cents(fees) + "\n";
    assertTrue(table.contains(money), table);
    assertTrue(table.contains("max drawdown  "), table);
  }

  private static String cents(BigDecimal value) {
    return value.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }

  @Test
  void progressKnowsItsShareOnlyWhenTheTotalIsKnown() {
    assertEquals(
        "replay [###############...............]  50 %, 2,000,000 trades, 1,000,000/s, 2 s left",
        ReplayProgress.line(2_000_000, 50, 100, 2));
    assertEquals("replay 300 trades, 100/s", ReplayProgress.line(300, 50, 0, 3));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> list = Files.list(dir)) {
      return list.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  private static Path vision(String name) {
    return SharedFiles.require("data/binance/vision/" + name);
  }

  private static Ran replay(Path tape, String market, String symbol, Object... more) {
    List<String> args = new ArrayList<>(List.of(tape.toString()));
    args.addAll(List.of("--market", market, "--symbol", symbol));
    Stream.of(more).map(Object::toString).forEach(args::add);
    return run(args.toArray(String[]::new));
  }

  private static Ran withStdin(byte[] bytes) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(bytes));
    try {
      return run("-", "--market", "usdm", "--symbol", "BTCUSDT", "--json");
    } finally {
      System.setIn(before);
    }
  }

  private static Ran run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all = Stream.concat(Stream.of("replay"), Stream.of(args)).toArray(String[]::new);
    int exit =
        RootCommand.commandLine(all)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all);
    return new Ran(exit, out.toString(), err.toString());
  }
}
