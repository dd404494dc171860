package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tapeloom.sim.Refused;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Reading what a call was sent with. */
class ParamsTest {
  private enum Side {
    BUY,
    SELL
  }

  private static Params sent(String query, String body) {
    return new Sent(query, body).params();
  }

  private static void refused(int code, String words, Executable reading) {
    Refused refused = assertThrows(Refused.class, reading);
    assertEquals(code + " " + words, refused.code() + " " + refused.text());
  }

  @Test
  void queryComesBeforeBodyAndHoldsOnAClash() {
    Params params = sent("symbol=BTCUSDT&a=1", "a=2&b=x%20y%2Bz");
    assertEquals(List.of("symbol", "a", "b"), List.copyOf(params.all().keySet()));
    assertEquals("1", params.required("a"));
    assertEquals("x y+z", params.required("b"));
  }

  @Test
  void missingEmptyAndMalformedAreToldApart() {
    Params params = sent("empty=&word=ten&neg=-1&qty=1e5&fine=0.123456789&side=buy", "");
    refused(
        -1102,
        "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.",
        () -> params.required("symbol"));
    refused(-1105, "Parameter 'empty' was empty.", () -> params.text("empty"));
    refused(
        -1102,
        "Mandatory parameter 'word' was not sent, was empty/null, or malformed.",
        () -> params.integer("word"));
    refused(-1130, "Data sent for parameter 'neg' is not valid.", () -> params.integer("neg"));
    refused(
        -1100,
        "Illegal characters found in parameter 'qty';"
            + " legal range is '^([0-9]{1,20})(\\.[0-9]{1,20})?$'.",
        () -> params.e8("qty"));
    refused(
        -1111, "Precision is over the maximum defined for this asset.", () -> params.e8("fine"));
    refused(-1117, "Invalid side.", () -> params.enumeration("side", Side.class));
    assertEquals(Optional.empty(), params.text("absent"));
  }

  @Test
  void aNameThatTwoMarketsUseIsRefusedInTheWordsOfTheOneThatIsAsked() {
    Params params = sent("workingType=NONE", "");
    refused(
        -1130,
        "Data sent for parameter 'workingType' is not valid.",
        () -> params.requiredEnumeration("workingType", Side.class));
    Refused words = new Refused(-4031, "Invalid working type.");
    refused(
        -4031, "Invalid working type.", () -> params.enumeration("workingType", Side.class, words));
  }

  @Test
  void valuesAreExact() {
    Params params =
        sent("q=0.00000001&p=92000000000.5&on=TRUE&l=%5B%22A%22%2C%22B%22%5D&m=A,B", "");
    assertEquals(1, params.requiredE8("q"));
    assertEquals(9_200_000_000_050_000_000L, params.requiredE8("p"));
    assertEquals(Optional.of(true), params.flag("on"));
    assertEquals(List.of("A", "B"), params.list("l"));
    assertEquals(List.of("A", "B"), params.list("m"));
  }

  @Test
  void whatNobodyReadIsRefusedWhenAHandlerAsks() {
    Params params = sent("symbol=X&timestamp=1&signature=s&extra=1", "");
    params.required("symbol");
    refused(
        -1104,
        "Not all sent parameters were read; read '3' parameter(s) but was sent '4'.",
        params::done);
    params.text("extra");
    params.done();
  }

  @Test
  void aRepeatedParameterIsRefused() {
    refused(-1101, "Duplicate values for parameter 'a'.", () -> sent("a=1&a=2", ""));
    refused(-1100, "Illegal characters found in a parameter.", () -> sent("a=%zz", ""));
  }
}
