package io.tapeloom.market.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.SharedFiles;
import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tape files of every kind give the same trades, and a bad row is named. */
class TapeFilesTest {
  private static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  private static final String HEADER =
      "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n";
  private static final String ROWS =
      """
      5,28145.10,0.050,90,93,1680652700452,true
      6,28145.2,0.01,94,95,1680652700462,false
      """;
  private static final List<AggTrade> TRADES =
      List.of(
          new AggTrade(BTC, 5, 2_814_510_000_000L, 5_000_000, 90, 93, 1_680_652_700_452L, true),
          new AggTrade(BTC, 6, 2_814_520_000_000L, 1_000_000, 94, 95, 1_680_652_700_462L, false));
  private static final String FRAME =
      "1680652700441533 {\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1680652700455,"
          + "\"T\":1680652700452,\"s\":\"BTCUSDT\",\"t\":35,\"p\":\"28145.10\",\"q\":\"0.002\","
          + "\"X\":\"MARKET\",\"m\":true}}\n";

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "BTCUSDT, btcusdt-2023-04-04, btcusdt-2023-04-05, 2023-04-04_05",
    "BTCUSDT, btcusdt-2024-07-18, btcusdt-2024-07-19, 2024-07-18_19",
    "ETHUSDT, ethusdt-2024-07-18, ethusdt-2024-07-19, 2024-07-18_19"
  })
  void aRecordingAggregatesToItsCsv(String symbol, String first, String second, String days) {
    Instrument instrument = Instrument.of(Market.USDM, symbol);
    List<AggTrade> recorded =
        read(
            instrument,
            shared("recordings/um-" + first + ".gz"),
            shared("recordings/um-" + second + ".gz"));
    List<AggTrade> csv =
        read(instrument, shared("vision/" + symbol + "-um-aggTrades-" + days + ".csv"));
    assertEquals(csv.size(), recorded.size());
    for (int i = 0; i < csv.size(); i++) {
      assertEquals(csv.get(i), recorded.get(i));
    }
    assertTrue(csv.size() > 4_000);
    assertTrue(recorded.stream().noneMatch(t -> t.price().toString().equals("28722.5")));
  }

  @Test
  void theSpotFileIsReadWithItsEightColumns() {
    Instrument xrp = Instrument.of(Market.SPOT, "XRPETH");
    List<AggTrade> trades = read(xrp, shared("vision/XRPETH-spot-aggTrades-2019-10-11_13.csv"));
    assertEquals(12_477, trades.size());
    assertEquals(
        new AggTrade(
            xrp, 13_519_807, 141_342, 2_300_000_000L, 15373518, 15373518, 1570752011620L, true),
        trades.getFirst());
  }

  @Test
  void headerLineEndsAndContainersMakeNoDifference() throws IOException {
    assertEquals(TRADES, readText(ROWS));
    assertEquals(TRADES, readText(HEADER + ROWS));
    assertEquals(TRADES, readText(ROWS.strip()));
    assertEquals(TRADES, readText((HEADER + ROWS).replace("\n", "\r\n")));
    assertEquals(
        TRADES, readText(ROWS.replace("true", "True,True").replace("false", "False,true")));
    assertEquals(TRADES, read(BTC, file("a.csv", gzip(ROWS))));
    assertEquals(TRADES, read(BTC, file("a.csv", zip("a.csv", HEADER + ROWS))));
    assertEquals(List.of(), readText(HEADER));
    assertEquals(List.of(), readText(""));
  }

  @Test
  void microsecondsAreRoundedDownToMilliseconds() throws IOException {
    assertEquals(TRADES, readText(ROWS.replace("452,", "452999,").replace("462,", "462000,")));
    assertMalformed(ROWS.replace("462,", "462000,"), "line 2, transact_time: expected ms since");
    assertMalformed(ROWS.replace("452,", "452000,"), "line 2, transact_time: expected us since");
  }

  @Test
  void standardInputIsSniffedToo() throws IOException {
    for (byte[] bytes : List.of(bytes(HEADER + ROWS), gzip(ROWS), zip("x", ROWS))) {
      InputStream trickle =
          new java.io.FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
              return super.read(into, from, Math.min(length, 7));
            }
          };
      assertEquals(TRADES, collect(new TapeFiles(BTC, List.of("-"), trickle)));
    }
  }

  @Test
  void severalFilesAreOneTape() throws IOException {
    String[] rows = ROWS.split("(?<=\n)");
    Path first = file("1.csv", bytes(HEADER + rows[0]));
    Path second = file("2.csv.gz", gzip(rows[1].replace("462,", "462123,")));
    assertEquals(TRADES, read(BTC, first, second));
  }

  @Test
  void largeFilesCrossBlocksWithoutLosingARow() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    List<AggTrade> expected = new ArrayList<>();
    for (int i = 1; i <= 60_000; i++) {
      long price = 2_814_510_000_000L + i * 37L;
      long qty = 1 + i * 1_001L;
      expected.add(new AggTrade(BTC, i, price, qty, i, i, 1_680_652_700_000L + i, i % 3 == 0));
      text.append(i).append(',').append(Decimals.format(price)).append(',');
      text.append(Decimals.format(qty)).append(',').append(i).append(',').append(i);
      text.append(',').append(1_680_652_700_000L + i).append(',').append(i % 3 == 0).append('\n');
    }
    Path path = file("big.csv", bytes(text.toString()));
    assertTrue(Files.size(path) > 3 << 20);
    assertEquals(expected, read(BTC, path));
    List<AggTrade> streamed = new ArrayList<>();
    try (TapeFileStream stream =
        new TapeFileStream(
            new TapeFiles(BTC, List.of(path.toString()), InputStream.nullInputStream()))) {
      stream.forEachRemaining(streamed::add);
    }
    assertEquals(expected, streamed);
  }

  @ParameterizedTest
  @CsvSource({
    "agg_trade_id, x5, 'a whole number', x5",
    "agg_trade_id, -5, 'a whole number', -5",
    "agg_trade_id, 1234567890123456789, 'a whole number', 1234567890123456789",
    "price, 28145.1a, 'a plain decimal number', 28145.1a",
    "price, 1e5, 'a plain decimal number', 1e5",
    "price, NaN, 'a plain decimal number', NaN",
    "price, 0, 'a decimal above 0', 0",
    "price, -1, 'a decimal above 0', -1",
    "price, 92233720369, 'a value below 92 billion', 92233720369",
    "price, 1.123456789, 'at most 8 decimals', 1.123456789",
    "quantity, '', 'a plain decimal number', ''",
    "quantity, 0.00, 'a decimal above 0', 0.00",
    "quantity, 92233720369.5, 'a value below 92 billion', 92233720369.5",
    "first_trade_id, 9 0, 'a whole number', 9 0",
    "last_trade_id, 1, 'at least first_trade_id 90', 1",
    "transact_time, 1680652700, 'ms since the epoch', 1680652700",
    "transact_time, 1680652700452000000, 'a whole number', 1680652700452000000",
    "transact_time, 168065270045200000, 'us since the epoch', 168065270045200000",
    "is_buyer_maker, TRUE, 'true or false', TRUE",
    "is_buyer_maker, 1, 'true or false', 1",
    "is_buyer_maker, truex, 'true or false', truex",
    "is_buyer_maker, '', 'true or false', ''"
  })
  void aMalformedFieldIsNamed(String field, String value, String expected, String got)
      throws IOException {
    String[] fields = ROWS.lines().findFirst().orElseThrow().split(",");
    int index = List.of(HEADER.strip().split(",")).indexOf(field);
    fields[index] = value;
    String row = String.join(",", fields) + "\n";
    String message =
        assertMalformed(HEADER + row + ROWS, "line 2, " + field + ": expected " + expected);
    assertTrue(message.endsWith("got \"" + got + "\""), message);
  }

  @Test
  void rowsThatAreTooShortTooLongOrEmptyAreNamed() throws IOException {
    assertMalformed(ROWS + "7,1.0,2.0\n", "line 3, quantity");
    assertMalformed(ROWS + "\n", "line 3, agg_trade_id");
    assertMalformed(
        ROWS + "7,1.0,2.0,1,1,1680652700452\n", "line 3, transact_time: expected more columns");
    assertMalformed(
        ROWS + "7,1.0,2.0,1,1,4102444800000,true\n",
        "line 3, transact_time: expected at most 366 days");
    assertMalformed(ROWS + "7,1.0,2.0,1,1,1680652700452,true,maybe\n", "line 3, is_best_match");
    assertMalformed(ROWS + "7,1.0,2.0,1,1,1680652700452,true,true,1\n", "7 or 8 columns");
    assertMalformed(ROWS + "7,1.0,2.0,1,1,1680652700452,tr", "line 3, is_buyer_maker");
    assertMalformed(HEADER.replace("price", "cost") + ROWS, "line 1, header");
    assertMalformed(HEADER + HEADER + ROWS, "line 2, agg_trade_id");
    assertMalformed("\uFEFF" + ROWS, "line 1, agg_trade_id");
    assertMalformed("hello\n", "line 1, line: expected an aggTrades CSV row");
    assertMalformed("7".repeat(3 << 20), "line 1, line: expected at most");
  }

  @Test
  void bombsAndBrokenContainersAreRefusedByName() throws IOException {
    String zeros = "0".repeat(8 << 20);
    assertRefused(gzip(zeros), "packed at most 100 to 1");
    assertRefused(zip("a.csv", "1,".repeat(8 << 20)), "packed at most 100 to 1");
    assertRefused(zip("a.csv", ROWS, "b.csv", ROWS), "a zip of one CSV file, got also \"b.csv\"");
    assertRefused(zip(), "a zip of one CSV file, got none");
    assertRefused(java.util.Arrays.copyOf(gzip(ROWS), 60), "a whole gzip or zip file");
    assertRefused(zip("a.zip", new String(zip("x", ROWS), StandardCharsets.ISO_8859_1)), "line 1");
  }

  @Test
  void aFrameIsReadStrictly() throws IOException {
    AggTrade one =
        new AggTrade(BTC, 1, 2_814_510_000_000L, 200_000, 35, 35, 1_680_652_700_452L, true);
    assertEquals(List.of(one), readText(FRAME));
    assertEquals(List.of(one), readText(FRAME.replace("\"X\":\"MARKET\",", "")));
    assertEquals(List.of(one), readText(FRAME.substring(17)));
    assertEquals(List.of(), readText(FRAME.replace("MARKET", "INSURANCE_FUND")));
    assertEquals(List.of(), readText(FRAME.replace("28145.10", "0").replace("MARKET", "NA")));
    assertEquals(List.of(), readText("17 {\"lastUpdateId\":1,\"bids\":[[\"1\",\"2\"]]}\n"));
    assertMalformed(FRAME.replace("BTCUSDT", "ETHUSDT"), "line 1, s: expected symbol BTCUSDT");
    assertMalformed(FRAME.replace(":35", ":-35"), "line 1, t: expected a whole number");
    assertMalformed(FRAME.replace("28145.10", "x"), "line 1, p: expected a plain decimal number");
    assertMalformed(FRAME.replace("0.002", "0"), "line 1, q: expected a decimal above 0");
    assertMalformed(FRAME.replace("1680652700452", "7"), "line 1, T: expected ms since the epoch");
    assertMalformed(FRAME.replace(":true", ":null"), "line 1, m: expected true or false");
    assertMalformed(FRAME + FRAME.substring(0, 90) + "\n", "line 2, frame: expected JSON");
    assertMalformed(FRAME + "later\n", "line 2, frame: expected <local time> <stream frame>");
  }

  @Test
  void recordedAggTradesAreTakenAsTheyAre() throws IOException {
    String frame =
        "1 {\"stream\":\"btcusdt@aggTrade\",\"data\":{\"e\":\"aggTrade\",\"E\":1,\"s\":\"BTCUSDT\","
            + "\"a\":5,\"p\":\"28145.10\",\"q\":\"0.050\",\"f\":90,\"l\":93,\"T\":1680652700452,"
            + "\"m\":true}}\n";
    assertEquals(TRADES.subList(0, 1), readText(frame + FRAME));
  }

  private String assertMalformed(String text, String expected) throws IOException {
    return assertRefused(bytes(text), expected);
  }

  private String assertRefused(byte[] bytes, String expected) throws IOException {
    Path path = file("bad", bytes);
    String message = assertThrows(TapeFileMalformed.class, () -> read(BTC, path)).getMessage();
    assertTrue(message.contains(path.toString()), message);
    assertTrue(message.contains(expected), message);
    return message;
  }

  private List<AggTrade> readText(String text) throws IOException {
    return read(BTC, file("tape", bytes(text)));
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(dir.resolve(name), bytes);
  }

  private static Path shared(String path) {
    return SharedFiles.require("data/binance/" + path);
  }

  private static List<AggTrade> read(Instrument instrument, Path... paths) {
    List<String> names = java.util.stream.Stream.of(paths).map(Path::toString).toList();
    return collect(new TapeFiles(instrument, names, InputStream.nullInputStream()));
  }

  private static List<AggTrade> collect(TapeFiles files) {
    List<AggTrade> trades = new ArrayList<>();
    files.forEach(trades::add);
    return trades;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gz = new GZIPOutputStream(out)) {
      gz.write(bytes(text));
    }
    return out.toByteArray();
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.ISO_8859_1));
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }
}
