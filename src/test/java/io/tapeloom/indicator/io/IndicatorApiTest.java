package io.tapeloom.indicator.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.indicator.Studies;
import io.tapeloom.indicator.Study;
import io.tapeloom.indicator.StudyBar;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.Kline;
import io.tapeloom.web.Call;
import io.tapeloom.web.ContractCheck;
import io.tapeloom.web.Refusal;
import io.tapeloom.web.TimeRange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The door over bars that rise by one: where values begin, and what is refused. */
class IndicatorApiTest {
  private static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  private static final List<Kline> STORED = new ArrayList<>();

  static {
    for (int i = 0; i < 100; i++) {
      STORED.add(bar(i));
    }
  }

  private static Kline bar(int i) {
    long closeE8 = (1_000L + i) * 100_000_000L;
    return new Kline(
        BTC,
        Interval.M1,
        i * 60_000L,
        closeE8,
        closeE8 + 1,
        closeE8 - 1,
        closeE8,
        BigInteger.valueOf(350_000_000L),
        BigInteger.ZERO,
        BigInteger.ZERO,
        1,
        true,
        Kline.Source.TAPE);
  }

  private final IndicatorApi api =
      new IndicatorApi(
          new StudyBars() {
            @Override
            public Future<List<StudyBar>> page(
                Instrument instrument, String interval, TimeRange range, int limit) {
              long fromMs = range.fromMs().orElse(0);
              return Future.succeededFuture(
                  bars(interval).stream().filter(b -> b.openMs() >= fromMs).limit(limit).toList());
            }

            @Override
            public Future<List<StudyBar>> before(
                Instrument instrument, String interval, long openMs, int limit) {
              int end = (int) (openMs / stepMs(interval));
              return Future.succeededFuture(bars(interval).subList(Math.max(0, end - limit), end));
            }

            @Override
            public Future<BigInteger> signedVolumeE8(
                Instrument instrument, String interval, long lastOpenMs) {
              return Future.succeededFuture(
                  BigInteger.valueOf(350_000_000L * (lastOpenMs / 60_000)));
            }
          });

  private static long stepMs(String interval) {
    return interval.equals(StudyBars.SECOND) ? 1_000 : 60_000;
  }

  /** The same prices in minutes and in seconds. */
  private static List<StudyBar> bars(String interval) {
    return StudyBar.of(STORED).stream()
        .map(
            b ->
                new StudyBar(
                    b.openMs() / 60_000 * stepMs(interval),
                    b.openE8(),
                    b.highE8(),
                    b.lowE8(),
                    b.closeE8(),
                    b.volumeE8()))
        .toList();
  }

  @Test
  void secondsAreComputedLikeMinutesSaveWhatCountsFromTheFirstBar() {
    for (Study study : Studies.all()) {
      Map<String, Object> values = new HashMap<>(call(study.name(), "", 60, 20).values());
      Call minutes = Call.of(values);
      values.put("interval", "1s");
      values.put("from", "60000");
      Call seconds = Call.of(values);
      if (study.counting()) {
        Refusal refused =
            assertThrows(
                Refusal.class, () -> api.operations().get("indicator").handle(seconds).await());
        assertEquals("/query/interval", refused.problem().errors().getFirst().pointer());
        continue;
      }
      JsonObject each =
          api.operations().get("indicator").handle(seconds).await().body().toJsonObject();
      JsonObject same =
          api.operations().get("indicator").handle(minutes).await().body().toJsonObject();
      assertEquals(60_000L, each.getJsonArray("t").getLong(0));
      assertEquals(61_000L, each.getJsonArray("t").getLong(1));
      each.remove("t");
      same.remove("t");
      assertEquals(same, each, study.name());
    }
  }

  private JsonObject ask(String name, String p, int firstMinute, int limit) {
    return api.operations()
        .get("indicator")
        .handle(call(name, p, firstMinute, limit))
        .await()
        .body()
        .toJsonObject();
  }

  private static Call call(String name, String p, int firstMinute, int limit) {
    Map<String, Object> values = new HashMap<>();
    values.put("name", name);
    values.put("symbol", "BTCUSDT");
    values.put("interval", "1m");
    values.put("from", String.valueOf(firstMinute * 60_000L));
    values.put("limit", (long) limit);
    if (!p.isEmpty()) {
      values.put("p", p);
    }
    return Call.of(values);
  }

  private static JsonArray column(String... values) {
    return new JsonArray(Arrays.asList(values));
  }

  @Test
  void theBarsBeforeThePageAreUsedAndOnlyTheVeryFirstLackAValue() {
    JsonObject mean = ask("sma", "2", 10, 3);
    assertEquals(
        new JsonArray(List.of(600_000, 660_000, 720_000)).encode(),
        mean.getJsonArray("t").encode());
    assertEquals(column("1009.5", "1010.5", "1011.5"), mean.getJsonArray("sma"));
    assertEquals(column(null, null, "1001"), ask("sma", "3", 0, 3).getJsonArray("sma"));
    assertEquals(column(null, "1000.5"), ask("sma", "2", 0, 2).getJsonArray("sma"));
  }

  @Test
  void volumeIsCountedFromTheFirstBarWhereverThePageBegins() {
    assertEquals(column("0", "3.5", "7"), ask("obv", "", 0, 3).getJsonArray("obv"));
    assertEquals(column("35", "38.5"), ask("obv", "", 10, 2).getJsonArray("obv"));
  }

  @Test
  void everyStudyAnswersInTheShapeOfTheContract() throws Exception {
    Vertx vertx = Vertx.vertx();
    ContractCheck check = ContractCheck.load(vertx);
    check.conforms(
        "indicators", api.operations().get("indicators").handle(Call.of(Map.of())).await());
    for (Study study : Studies.all()) {
      check.conforms(
          "indicator",
          api.operations().get("indicator").handle(call(study.name(), "", 90, 10)).await());
    }
    vertx.close().await();
  }

  @Test
  void aPageWithoutBarsHasEmptyColumns() {
    JsonObject none = ask("adx", "", 1_000, 5);
    assertEquals("{\"t\":[],\"adx\":[],\"plus\":[],\"minus\":[]}", none.encode());
  }

  @Test
  void valuesOutOfBoundsAreRefusedByName() {
    for (String bad : List.of("1", "201", "2.5", "2,3", ",", "x", "99999", "1e1", "-3")) {
      assertEquals(400, refused("sma", bad), bad);
    }
    assertEquals(400, refused("macd", "26,12"));
    assertEquals(400, refused("bollinger", "20,0"));
    assertEquals(404, refused("emma", ""));
  }

  private int refused(String name, String p) {
    Throwable cause;
    try {
      cause = api.operations().get("indicator").handle(call(name, p, 0, 5)).cause();
    } catch (Refusal refusal) {
      cause = refusal;
    }
    return assertInstanceOf(Refusal.class, cause).problem().status();
  }

  @Test
  void theCatalogueNamesBoundsAndLines() {
    JsonArray items =
        api.operations()
            .get("indicators")
            .handle(Call.of(Map.of()))
            .await()
            .body()
            .toJsonObject()
            .getJsonArray("items");
    assertEquals(10, items.size());
    JsonObject bands = items.getJsonObject(3);
    assertEquals("bollinger", bands.getString("name"));
    assertEquals("price", bands.getString("pane"));
    assertEquals(
        new JsonObject(
            "{\"name\":\"width\",\"type\":\"number\",\"default\":2,\"min\":0.1,\"max\":10}"),
        bands.getJsonArray("params").getJsonObject(1));
    assertTrue(bands.getJsonArray("outputs").contains("upper"));
  }
}
