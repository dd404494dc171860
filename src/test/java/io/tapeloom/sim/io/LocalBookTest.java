package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.SimMarket;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A book kept from the changes, by the rule of its market, is the book that REST shows. */
class LocalBookTest {
  private static Vertx vertx;
  private static SimClient client;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    SimVerticle sim =
        new SimVerticle(
            SimSettings.onPort(0).unlimited(),
            MarketClock.startingAt(1_770_120_000_000L, 20),
            SimMarket.ofSeed(7));
    vertx.deployVerticle(sim).await();
    client = new SimClient(vertx, sim.port());
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  /** Both sides by price, and the id that they stand at. */
  private static final class Book {
    final Map<String, Map<BigDecimal, BigDecimal>> sides =
        new TreeMap<>(Map.of("b", new TreeMap<>(), "a", new TreeMap<>()));
    long id;

    Book(JsonObject snapshot) {
      id = snapshot.getLong("lastUpdateId");
      apply("b", snapshot.getJsonArray("bids"));
      apply("a", snapshot.getJsonArray("asks"));
    }

    void apply(JsonObject event) {
      apply("b", event.getJsonArray("b"));
      apply("a", event.getJsonArray("a"));
      id = event.getLong("u");
    }

    private void apply(String side, JsonArray levels) {
      for (Object one : levels) {
        JsonArray level = (JsonArray) one;
        BigDecimal price = new BigDecimal(level.getString(0));
        BigDecimal qty = new BigDecimal(level.getString(1));
        if (qty.signum() == 0) {
          sides.get(side).remove(price);
        } else {
          sides.get(side).put(price, qty);
        }
      }
    }
  }

  private static Book rest(String path) {
    return new Book(client.get(path + "?symbol=BTCUSDT&limit=1000").bodyAsJsonObject());
  }

  private static Book follow(SimClient.Line line, String rest, boolean spot)
      throws InterruptedException {
    List<JsonObject> early = new ArrayList<>(List.of(line.frame()));
    Book book = rest(rest);
    while (early.getLast().getLong("u") < book.id) {
      early.add(line.frame());
    }
    early.removeIf(event -> event.getLong("u") < book.id + (spot ? 1 : 0));
    JsonObject first = early.isEmpty() ? line.frame() : early.removeFirst();
    assertTrue(first.getLong("U") <= book.id + (spot ? 1 : 0), first.encode());
    assertTrue(first.getLong("u") >= book.id + (spot ? 1 : 0), first.encode());
    book.apply(first);
    for (int i = 0; i < 40; i++) {
      JsonObject event = early.isEmpty() ? line.frame() : early.removeFirst();
      assertEquals(book.id, spot ? event.getLong("U") - 1 : event.getLong("pu"));
      book.apply(event);
    }
    return book;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/spot/ws/btcusdt@depth@100ms",
        "/public/ws/btcusdt@depth",
        "/ws/btcusdt@depth@100ms"
      })
  void changesByTheRuleMakeTheBookOfTheSnapshot(String stream) throws InterruptedException {
    boolean spot = stream.startsWith("/spot");
    String rest = spot ? "/api/v3/depth" : "/fapi/v1/depth";
    SimClient.Line line = client.open(stream);
    Book book = follow(line, rest, spot);
    for (int tries = 0; tries < 200; tries++) {
      Book shown = rest(rest);
      while (book.id < shown.id - 5) {
        book.apply(line.frame());
      }
      if (book.id == shown.id - 5) {
        assertEquals(shown.sides, book.sides);
        line.socket.close();
        return;
      }
    }
    throw new AssertionError("no snapshot fell on an event");
  }

  @Test
  void theBookIsNeverCrossedAndStartsAtTheBestQuotes() {
    for (String rest : List.of("/api/v3/", "/fapi/v1/")) {
      JsonObject depth = client.get(rest + "depth?symbol=ETHUSDT&limit=5").bodyAsJsonObject();
      BigDecimal bid = new BigDecimal(depth.getJsonArray("bids").getJsonArray(0).getString(0));
      BigDecimal ask = new BigDecimal(depth.getJsonArray("asks").getJsonArray(0).getString(0));
      assertTrue(bid.compareTo(ask) < 0, depth.encode());
      assertEquals(5, depth.getJsonArray("asks").size());
    }
  }
}
