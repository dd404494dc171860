package io.tapeloom.gateway;

import static io.tapeloom.gateway.GatewayRig.BTC;
import static io.tapeloom.gateway.GatewayRig.NOW_MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Interval;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bridge serves others than our own page: the stock clients draw a live chart in a browser. */
class StockClientIT {
  private static final Path ROOT = Path.of("target", "ui").toAbsolutePath();
  private final NamedGate gate = new NamedGate();
  private StockPage page;
  private GatewayRig rig;

  @BeforeEach
  void start() throws Exception {
    page = StockPage.serve();
    rig = GatewayRig.with(gate, GatewaySettings.DEFAULT.hearing(List.of(page.origin())));
  }

  @AfterEach
  void stop() throws Exception {
    page.close();
    rig.close();
  }

  @Test
  void theStockClientDrawsALiveChart() throws Exception {
    long firstMs = Interval.M1.floorMs(NOW_MS);
    Process browser = browse(gate.ticket(gate.of("viewer")));
    int minute = 0;
    for (int i = 0; browser.isAlive() && i < 1_200; i++) {
      minute = i / 3;
      String close = "640" + (10 + i % 7);
      rig.bus.publish(
          Channels.kline(BTC, Interval.M1),
          MarketEvents.minute(BTC, firstMs + minute * 60_000L, close, i % 3 == 2));
      browser.waitFor(100, TimeUnit.MILLISECONDS);
    }
    JsonObject said = said(browser);
    assertTrue(said.getBoolean("ok"), said.encode());
    assertEquals(
        new JsonArray().add("/eventbus/000/id/websocket"), said.getJsonArray("transports"));
    assertTrue(said.getInteger("bars") >= 8, said.encode());
    JsonObject last = said.getJsonObject("last");
    assertEquals("64000", last.getString("o"));
    assertEquals(0, (last.getLong("t") - firstMs) % 60_000);
    assertTrue(last.getLong("t") <= firstMs + minute * 60_000L, last.encode());
  }

  private Process browse(String ticket) throws IOException {
    Files.createDirectories(ROOT);
    return new ProcessBuilder(
            "node",
            "e2e/stock.mjs",
            page.origin() + "/",
            "http://127.0.0.1:" + rig.port(),
            ticket,
            ROOT.toString())
        .directory(Path.of("webroot").toFile())
        .redirectErrorStream(true)
        .redirectOutput(ROOT.resolve("stock-client.json").toFile())
        .start();
  }

  private static JsonObject said(Process browser) throws IOException {
    browser.destroy();
    String text = Files.readString(ROOT.resolve("stock-client.json"));
    String last = text.lines().reduce((_, line) -> line).orElse("");
    assertTrue(last.startsWith("{"), text);
    return new JsonObject(last);
  }
}
