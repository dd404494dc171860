package io.tapeloom.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeloom.SharedFiles;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows of real recordings against values computed by another program from the definitions. */
class ExpectedWindowsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource({
    "usdm.BTCUSDT, BTCUSDT-um-aggTrades-2023-04-04_05.csv, BTCUSDT-um-aggTrades-2023-04-04_05, 1",
    "usdm.BTCUSDT, BTCUSDT-um-aggTrades-2024-07-18_19.csv, BTCUSDT-um-aggTrades-2024-07-18_19, 1",
    "usdm.ETHUSDT, ETHUSDT-um-aggTrades-2024-07-18_19.csv, ETHUSDT-um-aggTrades-2024-07-18_19, 1",
    "spot.XRPETH, XRPETH-spot-aggTrades-2019-10-11_13.csv, XRPETH-spot-2019-10-11_13.every-20th, 20"
  })
  void windowsEqualTheIndependentComputation(
      String instrument, String csv, String expected, int every) throws IOException {
    Path tape = SharedFiles.require("data/binance/vision/" + csv);
    Path values = SharedFiles.require("data/expected/" + expected + ".ndjson");
    Instrument of = Instrument.parse(instrument);
    List<AggTrade> trades = VisionTape.read(of, tape);
    SignalEngine engine =
        new SignalEngine(
            of,
            100_000,
            List.of(Tapes.V51),
            Positions.none(),
            EngineSettings.DEFAULT,
            Punctuality.listed(Set.of()));
    List<Decision> decisions = Tapes.decisions(Tapes.feed(engine, trades));
    Map<Long, Decision> byTime =
        decisions.stream().collect(Collectors.toMap(Decision::t, Function.identity()));
    List<String> lines = Files.readAllLines(values);
    assertEquals((decisions.size() + every - 1) / every, lines.size());
    for (String line : lines) {
      JsonNode row = JSON.readTree(line);
      compare(row, byTime.get(row.get("t").longValue()).windows());
    }
  }

  private static void compare(JsonNode row, Windows windows) {
    near(row, "cvd_fast", windows.cvdFastE8().map(ExpectedWindowsTest::decimal));
    near(row, "cvd_mid", windows.cvdMidE8().map(ExpectedWindowsTest::decimal));
    near(row, "cvd_day", windows.cvdDayE8().map(ExpectedWindowsTest::decimal));
    near(row, "vwap_30m", windows.vwap30m().map(Fixed::toBigDecimal));
    near(row, "p95_qty", windows.p95Qty().map(Fixed::toBigDecimal));
    near(row, "p99_qty", windows.p99Qty().map(Fixed::toBigDecimal));
    assertEquals(row.get("n").longValue(), windows.trades(), row::toString);
  }

  private static BigDecimal decimal(BigInteger e8) {
    return new BigDecimal(e8, 8);
  }

  private static void near(JsonNode row, String key, Optional<BigDecimal> ours) {
    assertEquals(!row.get(key).isNull(), ours.isPresent(), () -> key + " of " + row);
    if (ours.isPresent()) {
      BigDecimal theirs = row.get(key).decimalValue();
      BigDecimal scale = theirs.abs().max(BigDecimal.ONE);
      BigDecimal off = ours.get().subtract(theirs).abs();
      String where = key + " of " + row + ": " + ours.get();
      assertTrue(off.compareTo(scale.multiply(new BigDecimal("1e-8"))) <= 0, where);
    }
  }
}
