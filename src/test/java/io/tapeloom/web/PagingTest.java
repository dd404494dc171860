package io.tapeloom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Cursors, pages and time ranges. */
class PagingTest {
  @Test
  void aCursorComesBackAsItsKeysAndAForeignOneIsRefused() {
    Paging.Keys keys = Paging.Keys.of(1793495695000L, "BTCUSDT");
    assertEquals(keys, Paging.Keys.parse(keys.cursor()));
    assertEquals(1793495695000L, keys.number(0));
    for (String foreign : List.of("!!", "YWJj", "eyJhIjoxfQ", "WzEsMl0")) {
      Refusal refusal = assertThrows(Refusal.class, () -> Paging.Keys.parse(foreign));
      assertEquals("/query/cursor", refusal.problem().errors().getFirst().pointer());
    }
    assertThrows(Refusal.class, () -> keys.number(1));
    assertThrows(Refusal.class, () -> keys.text(2));
  }

  @Test
  void thePageEndsWithACursorOnlyWhenThereIsMore() {
    Paging paging = new Paging(2, Optional.empty());
    JsonObject more = page(paging, List.of(1, 2, 3));
    assertEquals(2, more.getJsonArray("items").size());
    assertEquals(2, Paging.Keys.parse(more.getString("nextCursor")).number(0));
    JsonObject last = page(paging, List.of(4, 5));
    assertEquals(new JsonObject("{\"items\":[{\"n\":4},{\"n\":5}],\"nextCursor\":null}"), last);
  }

  private static JsonObject page(Paging paging, List<Integer> rows) {
    return paging.page(rows, Paging.Keys::of, n -> new JsonObject().put("n", n));
  }

  @Test
  void timesAreIsoOrMillisecondsInUtc() {
    Map<String, Long> moments =
        Map.of(
            "1793495695000", 1793495695000L,
            "2026-11-01", 1793491200000L,
            "2026-11-01T00:00", 1793491200000L,
            "2026-11-01T00:00Z", 1793491200000L,
            "2026-11-01T01:00:00.5+01:00", 1793491200500L);
    moments.forEach(
        (text, ms) ->
            assertEquals(
                OptionalLong.of(ms), TimeRange.of(Optional.of(text), Optional.empty()).fromMs()));
  }

  @Test
  void aBadTimeAndAnEmptyRangeAreRefused() {
    for (String bad : List.of("yesterday", "2026-13-01", "-5", "99999999999999999", "1e9", "T")) {
      Refusal refusal =
          assertThrows(Refusal.class, () -> TimeRange.of(Optional.empty(), Optional.of(bad)));
      assertEquals("/query/to", refusal.problem().errors().getFirst().pointer());
    }
    assertThrows(Refusal.class, () -> TimeRange.of(Optional.of("5"), Optional.of("5")));
  }
}
