package io.tapeloom.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The short way through a usual frame ends where the general way ends, or is not taken. */
class UsualAggTradeTest {
  private static final Instrument[] KNOWN = {
    Instrument.parse("usdm.BTCUSDT"), Instrument.parse("usdm.BTCUSD")
  };
  private static final String PLAIN =
      "{\"e\":\"aggTrade\",\"E\":1721347022960,\"s\":\"BTCUSDT\",\"a\":26129,\"p\":\"63943.90\","
          + "\"q\":\"0.021\",\"f\":100,\"l\":105,\"T\":1721347022956,\"m\":true}";
  private static final List<String> USUAL =
      List.of(
          PLAIN,
          "{\"stream\":\"btcusdt@aggTrade\",\"data\":" + PLAIN + "}",
          PLAIN.replace("BTCUSDT", "BTCUSD").replace("true", "false"),
          PLAIN.replace(",\"f\"", ",\"nq\":\"0.020\",\"f\""),
          PLAIN.replace("true}", "true,\"M\":false}"),
          PLAIN.replace("26129", "0").replace("63943.90", "9999999999.99999999"));

  private final UsualAggTrade usual = new UsualAggTrade(KNOWN);
  private final FrameDecoder decoder = new FrameDecoder(List.of(KNOWN));

  @Test
  void usualFramesTakeTheShortWay() {
    for (String frame : USUAL) {
      assertTrue(agree(frame.getBytes(StandardCharsets.US_ASCII)), frame);
    }
  }

  @Test
  void otherLayoutsAreLeftToTheGeneralWay() {
    for (String frame :
        List.of(
            PLAIN.replace(":", " :"),
            PLAIN + " ",
            PLAIN.replace("}", ",\"x\":1}"),
            PLAIN.replace("63943.90", "63943.123456780"),
            PLAIN.replace("63943.90", "0.0"),
            PLAIN.replace("26129", "026129"),
            PLAIN.replace("\"l\":105", "\"l\":99"))) {
      assertEquals(false, agree(frame.getBytes(StandardCharsets.US_ASCII)), frame);
    }
  }

  @Test
  void noChangeOfOneByteMakesTheTwoWaysDisagree() {
    byte[] others = "\"\\{}[]:,.-+eE019tfnMa \n\u0000".getBytes(StandardCharsets.US_ASCII);
    for (String frame : USUAL) {
      byte[] bytes = frame.getBytes(StandardCharsets.US_ASCII);
      for (int at = 0; at < bytes.length; at++) {
        for (byte other : others) {
          byte[] changed = bytes.clone();
          changed[at] = other;
          agree(changed);
        }
        agree(Arrays.copyOf(bytes, at));
      }
    }
  }

  /** True when the short way was taken; fails when the general way then says something else. */
  private boolean agree(byte[] frame) {
    Optional<AggTrade> quick = usual.read(Arrays.copyOf(frame, frame.length + 8), frame.length);
    if (quick.isPresent()) {
      List<Object> general = new ArrayList<>();
      String shown = new String(frame, StandardCharsets.US_ASCII);
      assertEquals(Decoded.Kind.EVENT, decoder.decodeAny(frame, general::add), shown);
      assertEquals(List.of(quick.get()), general, shown);
      assertEquals(decoder.eventMs(), usual.sentMs(), shown);
    }
    return quick.isPresent();
  }
}
