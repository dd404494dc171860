package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.SharedFiles;
import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.Recording;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording behind the exchange's protocol. */
class SimRecordingTest {
  private final Vertx vertx = Vertx.vertx();
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private SimClient exchange(Path file, double speed) throws IOException {
    Recording recording = RecordingFiles.read(List.of(file));
    MarketClock clock = MarketClock.startingAt(recording.clockStartMs().getAsLong(), speed);
    SimVerticle sim = new SimVerticle(SimSettings.onPort(0).unlimited(), clock, recording);
    vertx.deployVerticle(sim).await();
    return new SimClient(vertx, sim.port());
  }

  @Test
  void theWireCarriesTheRecordingInFullAndTheMarketHaltsAtItsEnd() throws Exception {
    Path file = SharedFiles.require("data/binance/vision/BTCUSDT-um-aggTrades-2024-07-18_19.csv");
    List<String> rows = Files.readAllLines(file);
    SimClient client = exchange(file, 200);
    SimClient.Line line = client.open("/market/ws/btcusdt@aggTrade");
    JsonObject frame = line.frame();
    while (frame.getLong("a") < rows.size() - 1) {
      assertEquals(rows.get(frame.getInteger("a")), row(frame));
      frame = line.frame();
    }
    JsonObject clock = client.get("/__sim/clock").bodyAsJsonObject();
    assertTrue(clock.getBoolean("halted"));
    assertEquals(frame.getLong("T"), clock.getLong("market_ms"));
    JsonArray all = new JsonArray();
    for (int from = 1; from < rows.size(); from += 1000) {
      all.addAll(client.list("/fapi/v1/aggTrades?symbol=BTCUSDT&limit=1000&fromId=" + from));
    }
    assertEquals(rows.size() - 1, all.size());
    for (int i = 0; i < all.size(); i++) {
      assertEquals(rows.get(i + 1), row(all.getJsonObject(i)));
    }
  }

  private static String row(JsonObject trade) {
    return "%s,%s,%s,%s,%s,%s,%s"
        .formatted(
            trade.getValue("a"),
            trade.getValue("p"),
            trade.getValue("q"),
            trade.getValue("f"),
            trade.getValue("l"),
            trade.getValue("T"),
            trade.getValue("m"));
  }

  @Test
  void silentMinutesOfARecordingAreFlatBars() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("BTCUSDT-aggTrades.csv"),
            "1,100.10,0.5,1,1,1700000000000,true\n2,100.20,0.5,2,2,1700000160000,false\n");
    SimClient client = exchange(file, 100_000);
    JsonArray bars = client.list("/fapi/v1/klines?symbol=BTCUSDT&interval=1m");
    assertEquals(4, bars.size());
    assertEquals(
        "[1700000040000,\"100.10\",\"100.10\",\"100.10\",\"100.10\",\"0.0\",1700000099999,"
            + "\"0.000\",0,\"0.0\",\"0.000\",\"0\"]",
        bars.getJsonArray(1).encode());
  }
}
