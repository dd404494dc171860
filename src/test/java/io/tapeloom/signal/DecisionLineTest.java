package io.tapeloom.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapeloom.SharedFiles;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Side;
import io.tapeloom.market.AggTrade;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The bytes of a decision line, and that two runs give the same. */
class DecisionLineTest {
  private static final Decision FULL =
      new Decision(
          1_721_347_035_000L,
          Tapes.BTC,
          "v51_baseline",
          1_721_347_022_956L,
          Fixed.parse("63943.9"),
          new Windows(
              Optional.of(BigInteger.valueOf(-110_300_000)),
              Optional.of(BigInteger.TEN.pow(30).negate()),
              Optional.of(BigInteger.ZERO),
              Optional.of(Fixed.parse("63943.91555278")),
              Optional.of(Fixed.parse("0.00000001")),
              Optional.of(Fixed.parse("100")),
              Optional.of(Fixed.parse("0.321")),
              Optional.of(Fixed.parse("10")),
              24),
          Inputs.MISSING,
          new Factors(3000, 500, -500, 750, 1005, 200),
          61,
          Optional.of(Side.SHORT),
          List.of(Withheld.WARMING, Withheld.BELOW_THRESHOLD));

  private static final Decision EMPTY =
      new Decision(
          15_000,
          Instrument.parse("spot.XRPETH"),
          "v52_8signals",
          1,
          Fixed.parse("0.00141342"),
          new Windows(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              0),
          Inputs.MISSING,
          new Factors(0, 0, 0, 0, 0, 0),
          0,
          Optional.empty(),
          List.of());

  @Test
  void everyKeyStandsInItsPlaceAndNumbersArePlain() {
    assertEquals(
        "{\"t\":1721347035000,\"market\":\"usdm\",\"symbol\":\"BTCUSDT\","
            + "\"strategy\":\"v51_baseline\",\"tape_from\":1721347022956,\"price\":\"63943.9\","
            + "\"windows\":{\"cvd_fast\":\"-1.103\",\"cvd_mid\":\"-10000000000000000000000\","
            + "\"cvd_day\":\"0\",\"vwap_30m\":\"63943.91555278\",\"atr_5m\":\"0.00000001\","
            + "\"atr_percentile\":\"100\",\"p95_qty\":\"0.321\",\"p99_qty\":\"10\"},"
            + "\"score\":61,\"direction\":\"SHORT\",\"factors\":{\"direction\":\"30\","
            + "\"accel\":\"5\",\"crowding\":\"-5\",\"environment\":\"7.5\","
            + "\"confirmation\":\"10.05\",\"auxiliary\":\"2\"},"
            + "\"withheld\":[\"warming\",\"below_threshold\"]}\n",
        DecisionLine.of(FULL));
  }

  @Test
  void whatIsUnknownIsNull() {
    assertEquals(
        "{\"t\":15000,\"market\":\"spot\",\"symbol\":\"XRPETH\",\"strategy\":\"v52_8signals\","
            + "\"tape_from\":1,\"price\":\"0.00141342\",\"windows\":{\"cvd_fast\":null,"
            + "\"cvd_mid\":null,\"cvd_day\":null,\"vwap_30m\":null,\"atr_5m\":null,"
            + "\"atr_percentile\":null,\"p95_qty\":null,\"p99_qty\":null},\"score\":0,"
            + "\"direction\":null,\"factors\":{\"direction\":\"0\",\"accel\":\"0\","
            + "\"crowding\":\"0\",\"environment\":\"0\",\"confirmation\":\"0\","
            + "\"auxiliary\":\"0\"},\"withheld\":[]}\n",
        DecisionLine.of(EMPTY));
  }

  @Test
  void theReusedBufferHoldsExactlyTheLine() {
    DecisionLine line = new DecisionLine();
    for (Decision decision : List.of(FULL, EMPTY, FULL)) {
      int length = line.write(decision);
      byte[] expected = DecisionLine.of(decision).getBytes(StandardCharsets.US_ASCII);
      assertArrayEquals(expected, Arrays.copyOf(line.bytes(), length));
    }
  }

  @Test
  void twoRunsOfARecordingGiveOneHash() throws NoSuchAlgorithmException {
    var file = SharedFiles.require("data/binance/vision/XRPETH-spot-aggTrades-2019-10-11_13.csv");
    Instrument instrument = Instrument.parse("spot.XRPETH");
    List<AggTrade> trades = VisionTape.read(instrument, file);
    assertEquals(hash(instrument, trades), hash(instrument, trades));
  }

  @Test
  void twoRunsOfASeededTapeGiveOneHash() throws NoSuchAlgorithmException {
    RandomTape.Shape shape =
        new RandomTape.Shape(5_000, 2_000, 300, 900_000, 0, 100_000, 500, 60_000);
    assertEquals(hash(Tapes.BTC, trades(31, shape)), hash(Tapes.BTC, trades(31, shape)));
  }

  private static List<AggTrade> trades(long seed, RandomTape.Shape shape) {
    return RandomTape.of(seed, shape).stream()
        .filter(Step.Trade.class::isInstance)
        .map(s -> ((Step.Trade) s).trade())
        .toList();
  }

  private static String hash(Instrument instrument, List<AggTrade> trades)
      throws NoSuchAlgorithmException {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    DecisionLine line = new DecisionLine();
    SignalEngine engine =
        new SignalEngine(
            instrument,
            100_000,
            List.of(Tapes.V51, Tapes.V52),
            Positions.none(),
            EngineSettings.DEFAULT,
            Punctuality.listed(Set.of()));
    for (AggTrade trade : trades) {
      engine.on(
          trade,
          trade.timeMs(),
          event -> {
            if (event instanceof Decided decided) {
              int length = line.write(decided.decision());
              sha.update(line.bytes(), 0, length);
            }
          });
    }
    return HexFormat.of().formatHex(sha.digest());
  }
}
