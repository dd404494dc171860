package io.tapeloom.binance.answer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.binance.wire.Json;
import io.tapeloom.binance.wire.Malformed;
import io.tapeloom.kernel.Market;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What no exchange should send: 220 broken payloads for each parser. Each is either read or refused
 * by name; there is no third way out.
 */
class MutationTest {
  private static final long SEED = 20_261_121;
  private static final int EACH = 220;

  private int read;
  private int refused;

  @Test
  void everyParserReadsOrRefusesByName() {
    Catalogue catalogue = new Catalogue();
    System.out.println("mutations: seed " + SEED);
    TreeSet<String> parsers = new TreeSet<>();
    for (Example example : Example.all()) {
      Reply<?> reply =
          catalogue.find(example.market(), example.channel(), example.name()).orElseThrow();
      parsers.add(reply.channel() + " " + reply);
      JsonNode whole = Whole.of(reply, example.content(), new TreeSet<>());
      all(catalogue, reply, whole.toString());
    }
    assertTrue(parsers.size() > 220, "parsers: " + parsers.size());
    assertTrue(read > 1_000 && refused > 20_000, read + " read, " + refused + " refused");
  }

  private void all(Catalogue catalogue, Reply<?> reply, String text) {
    SplittableRandom chance = new SplittableRandom(SEED + reply.toString().hashCode());
    List<int[]> values = Broken.values(text);
    for (int i = 0; i < EACH; i++) {
      byte[] broken = Broken.of(text, values, chance, i);
      try {
        catalogue.read(reply, Json.read(broken));
        read++;
      } catch (Malformed e) {
        refused++;
        assertTrue(e.getMessage().length() < 600, e.getMessage());
        assertTrue(e.reason() != null && !e.getMessage().contains("Exception"), e.getMessage());
      }
    }
  }

  @Test
  void everyUserEventIsReadOrRefusedByName() {
    UserEvents events = new UserEvents(new Catalogue());
    int files = 0;
    for (String folder : List.of("futures", "spot")) {
      Market market = folder.equals("spot") ? Market.SPOT : Market.USDM;
      for (Path file : EventFixturesTest.files(folder + "/user_data_json")) {
        JsonNode payload = Json.read(Example.bytes(file));
        JsonNode event = payload.has("event") ? payload.get("event") : payload;
        brokenEvents(events, market, event.toString());
        files++;
      }
    }
    assertTrue(files > 20 && refused > 1_500, files + " files, " + refused + " refused");
  }

  private void brokenEvents(UserEvents events, Market market, String text) {
    SplittableRandom chance = new SplittableRandom(SEED);
    List<int[]> values = Broken.values(text);
    for (int i = 0; i < EACH; i++) {
      try {
        events.read(market, Json.read(Broken.of(text, values, chance, i)));
        read++;
      } catch (Malformed e) {
        refused++;
      }
    }
  }
}
