package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.SharedFiles;
import io.tapeloom.market.AggTrade;
import io.tapeloom.sim.Recording;
import io.tapeloom.sim.Tape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings on disk: forms they come in, and how bad ones are refused. */
class RecordingFilesTest {
  private static final String ROWS =
      """
      agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker
      7,0.50,10,1,2,1680652700452,true
      8,0.51,2.5,3,3,1680652700900,false
      """;

  @TempDir private Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static List<AggTrade> all(Recording recording) {
    Tape tape = recording.tapes().getFirst();
    return tape.fromId(0, Integer.MAX_VALUE / 2, recording.haltMs().getAsLong());
  }

  @Test
  void rawRecordingsJoinToTheirAggTradesFiles() throws IOException {
    String raw = "data/binance/recordings/um-btcusdt-";
    check(
        List.of(raw + "2023-04-04.gz", raw + "2023-04-05.gz"),
        "data/binance/vision/BTCUSDT-um-aggTrades-2023-04-04_05.csv");
    check(
        List.of(raw + "2024-07-18.gz", raw + "2024-07-19.gz"),
        "data/binance/vision/BTCUSDT-um-aggTrades-2024-07-18_19.csv");
  }

  private static void check(List<String> raws, String csv) throws IOException {
    Recording joined = RecordingFiles.read(raws.stream().map(SharedFiles::require).toList());
    Recording rows = RecordingFiles.read(List.of(SharedFiles.require(csv)));
    for (int i = 0; i < all(rows).size(); i++) {
      assertEquals(all(rows).get(i), all(joined).get(i));
    }
    assertEquals(all(rows).size(), all(joined).size());
    assertTrue(all(rows).size() > 1_000);
    assertEquals(rows.tapes().getFirst().listing(), joined.tapes().getFirst().listing());
    assertEquals("BTCUSDT", rows.tapes().getFirst().listing().name());
    assertEquals(10_000_000, rows.tapes().getFirst().listing().tickE8());
  }

  @Test
  void theInsuranceFundPrintNeverAppears() throws IOException {
    Path file = SharedFiles.require("data/binance/recordings/um-btcusdt-2023-04-05.gz");
    for (AggTrade trade : all(RecordingFiles.read(List.of(file)))) {
      assertTrue(trade.firstId() > 3_535_191_080L || trade.lastId() < 3_535_191_080L);
      assertTrue(trade.priceE8() < 2_820_000_000_000L, trade.toString());
    }
  }

  @Test
  void rowsKeepTheirGridAndSpan() throws IOException {
    Recording recording = RecordingFiles.read(List.of(file("XRPUSDT-aggTrades-x.csv", ROWS)));
    Tape tape = recording.tapes().getFirst();
    assertEquals("XRP", tape.listing().baseAsset());
    assertEquals(1_000_000, tape.listing().tickE8());
    assertEquals(10_000_000, tape.listing().stepE8());
    assertEquals(1_680_652_700_452L, recording.clockStartMs().getAsLong());
    assertEquals(1_680_652_700_900L, recording.haltMs().getAsLong());
    assertEquals(250_000_000, all(recording).getLast().qtyE8());
  }

  @Test
  void zippedFilesHeaderlessRowsAndMicrosecondsAreTheSame() throws IOException {
    Path zip = folder.resolve("XRPUSDT-aggTrades.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      entries.putNextEntry(new ZipEntry("XRPUSDT-aggTrades.csv"));
      String micros =
          """
          7,0.50,10,1,2,1680652700452000,True,True
          8,0.51,2.5,3,3,1680652700900000,False,True
          """;
      entries.write(micros.getBytes(StandardCharsets.UTF_8));
    }
    Recording plain = RecordingFiles.read(List.of(file("XRPUSDT-aggTrades-x.csv", ROWS)));
    assertEquals(all(plain), all(RecordingFiles.read(List.of(zip))));
  }

  @Test
  void framesThatCameAgainCountOnce() throws IOException {
    String frame =
        "1 {\"data\":{\"e\":\"%s\",\"s\":\"BTCUSDT\",\"%s\":%d,\"p\":\"5\",\"q\":\"1\","
            + "\"f\":1,\"l\":1,\"T\":1000,\"m\":true}}\n";
    String raw = frame.formatted("trade", "t", 7) + frame.formatted("trade", "t", 8);
    List<AggTrade> joined = all(RecordingFiles.read(List.of(file("raw", raw + raw))));
    assertEquals(1, joined.size());
    assertEquals(200_000_000, joined.getFirst().qtyE8());
    String rows = frame.formatted("aggTrade", "a", 3) + frame.formatted("aggTrade", "a", 4);
    List<AggTrade> both = all(RecordingFiles.read(List.of(file("both", raw + rows + rows))));
    assertEquals(List.of(3L, 4L), both.stream().map(AggTrade::aggId).toList());
  }

  @Test
  void badFilesAreRefusedByNameLineAndReason() throws IOException {
    refuse("BTCUSDT-a.csv", "1,2,3\n", "line 1: expected 7 or 8 fields, got 3");
    refuse("BTCUSDT-b.csv", "1,x,1,1,1,1,true\n", "expected a decimal price and quantity, got x");
    refuse("BTCUSDT-c.csv", "1,0,1,1,1,1,true\n", "expected a price or quantity above 0, got 0");
    refuse("BTCUSDT-d.csv", "1,1,1,1,1,1,maybe\n", "true or false, got maybe");
    refuse("BTCUSDT-e.csv", "2,1,1,1,1,1,true\n2,1,1,1,1,1,true\n", "line 2: expected an id above");
    refuse("raw", "1 {\"data\":{\"e\":\"trade\"}}\n", "line 1: expected a trade frame");
    refuse("BTCUSDT-f.csv", "\n", "expected trade frames or aggTrades rows");
    Path absent = folder.resolve("absent");
    assertThrows(NoSuchFileException.class, () -> RecordingFiles.read(List.of(absent)));
  }

  private void refuse(String name, String content, String message) throws IOException {
    List<Path> files = List.of(file(name, content));
    MalformedRecording refused =
        assertThrows(MalformedRecording.class, () -> RecordingFiles.read(files));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
    assertTrue(refused.getMessage().contains(name), refused.getMessage());
  }
}
