package io.tapeloom.binance.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.binance.wire.Malformed.Reason;
import io.tapeloom.kernel.Fixed;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Records as the shape of payloads: what fits is read exactly, what does not is named. */
class ShapeTest {
  /** A closed list. */
  enum Colour {
    RED,
    GREEN
  }

  /** One level of a book. */
  @Row
  record Level(Fixed price, Fixed qty) {}

  /** Every kind of component. */
  record Sample(
      long orderId,
      @Field("t") long timeMs,
      int count,
      boolean live,
      String name,
      Fixed qty,
      Fixed price,
      BigDecimal total,
      @AsNumber BigDecimal ratio,
      @AsText int leverage,
      @AsText boolean auto,
      Colour colour,
      Optional<Fixed> stopPrice,
      Optional<String> note,
      List<Level> levels,
      Map<String, List<Integer>> groups) {}

  private static final String GOOD =
      """
      {"orderId":12,"t":1700000000000,"count":3,"live":true,"name":"a","qty":"1.50","price":"2",\
      "total":"123456789012345678901.5","ratio":0.0650,"leverage":"20","auto":"false",\
      "colour":"RED","stopPrice":"","levels":[["1","2"],["3","4"]],"groups":{"x":[1,2]},"new":{}}""";

  private static Sample read(String text) {
    return Shape.of(Sample.class).read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everyKindOfValueIsReadExactly() {
    Sample sample = read(GOOD);
    assertEquals(12, sample.orderId());
    assertEquals(Fixed.parse("1.5"), sample.qty());
    assertEquals(new BigDecimal("123456789012345678901.5"), sample.total());
    assertEquals("0.065", sample.ratio().toPlainString());
    assertEquals(20, sample.leverage());
    assertEquals(Colour.RED, sample.colour());
    assertEquals(Optional.empty(), sample.stopPrice());
    assertEquals(Optional.empty(), sample.note());
    assertEquals(Fixed.parse("3"), sample.levels().get(1).price());
    assertEquals(Map.of("x", List.of(1, 2)), sample.groups());
  }

  private static void refused(Reason reason, String field, String from, String to) {
    assertTrue(GOOD.contains(from), from);
    Malformed fault = assertThrows(Malformed.class, () -> read(GOOD.replace(from, to)));
    assertEquals(reason, fault.reason(), fault.getMessage());
    assertEquals(field, fault.field(), fault.getMessage());
    assertTrue(fault.getMessage().length() < 250, fault.getMessage());
  }

  @Test
  void whatDoesNotFitIsNamed() {
    refused(Reason.MISSING, "orderId", "\"orderId\":12,", "");
    refused(Reason.MISSING, "name", "\"a\"", "null");
    refused(Reason.WRONG_TYPE, "orderId", ":12", ":\"12\"");
    refused(Reason.WRONG_TYPE, "orderId", ":12", ":12.0");
    refused(Reason.OUT_OF_RANGE, "orderId", ":12", ":99999999999999999999");
    refused(Reason.OUT_OF_RANGE, "orderId", ":12", ":-7");
    refused(Reason.OUT_OF_RANGE, "t", "1700000000000", "1700000000000000");
    refused(Reason.OUT_OF_RANGE, "count", ":3", ":3000000000");
    refused(Reason.WRONG_TYPE, "live", "true", "1");
    refused(Reason.WRONG_TYPE, "qty", "\"1.50\"", "1.50");
    refused(Reason.WRONG_TYPE, "qty", "\"1.50\"", "\"NaN\"");
    refused(Reason.WRONG_TYPE, "qty", "\"1.50\"", "\"1e5\"");
    refused(Reason.OUT_OF_RANGE, "qty", "\"1.50\"", "\"-1.50\"");
    refused(Reason.OUT_OF_RANGE, "qty", "\"1.50\"", "\"1.123456789\"");
    refused(Reason.OUT_OF_RANGE, "price", "\"2\"", "\"" + "9".repeat(30) + "\"");
    refused(
        Reason.WRONG_TYPE, "total", "\"123456789012345678901.5\"", "\"" + "9".repeat(40) + "\"");
    refused(Reason.OUT_OF_RANGE, "ratio", "0.0650", "1e308");
    refused(Reason.WRONG_TYPE, "leverage", "\"20\"", "20");
    refused(Reason.UNKNOWN_VALUE, "colour", "\"RED\"", "\"red\"");
    refused(Reason.MISSING, "levels[1][1]", "[\"3\",\"4\"]", "[\"3\"]");
    refused(Reason.WRONG_TYPE, "levels[0]", "[\"1\",\"2\"]", "{}");
    refused(Reason.WRONG_TYPE, "groups.x[1]", "[1,2]", "[1,\"2\"]");
  }

  @Test
  void whatIsNotOnePieceOfJsonIsRefused() {
    refused(Reason.NOT_JSON, "", "\"count\":3", "\"count\":3,\"count\":3");
    refused(Reason.NOT_JSON, "", "\"new\":{}}", "\"new\":{}} x");
    refused(Reason.NOT_JSON, "", "\"new\":{}", "\"new\":" + "[".repeat(50) + "]".repeat(50));
    refused(Reason.NOT_JSON, "", "0.0650", "0." + "6".repeat(90));
    for (String wrong : List.of("", "<html>", "{", "\u0000", "nul")) {
      assertEquals(
          Reason.NOT_JSON, assertThrows(Malformed.class, () -> read(wrong), wrong).reason());
    }
    assertEquals(Reason.WRONG_TYPE, assertThrows(Malformed.class, () -> read("[]")).reason());
    assertEquals(Reason.MISSING, assertThrows(Malformed.class, () -> read("null")).reason());
  }

  @Test
  void listsAndEmptyAnswersHaveShapes() {
    Shape<List<Level>> levels = Shape.of(Level.class).list();
    assertEquals(1, levels.read("[[\"1\",\"2\"]]".getBytes(StandardCharsets.UTF_8)).size());
    assertEquals(new Shape.Nothing(), Shape.nothing().read("{}".getBytes(StandardCharsets.UTF_8)));
  }
}
