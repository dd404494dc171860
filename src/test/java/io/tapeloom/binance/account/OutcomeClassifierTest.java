package io.tapeloom.binance.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.binance.account.OutcomeClassifier.Judgement;
import io.tapeloom.binance.account.OutcomeClassifier.Outcome;
import io.tapeloom.ledger.Refusal.Ground;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every row of the table, every fault of the catalogue, and what stands in no row. */
class OutcomeClassifierTest {
  private static final String UNKNOWN_503 =
      "Unknown error, please check your request or try again later.";

  private static Heard said(int status, int code, String words) {
    return Heard.answered(status, code, words, false);
  }

  private static Judgement is(Outcome outcome, Ground ground) {
    return new Judgement(outcome, ground);
  }

  private static Judgement no(Ground ground) {
    return is(Outcome.REJECTED, ground);
  }

  /** What the fault catalogue says about REST, F16 to F38. */
  private static Map<Heard, Judgement> catalogue() {
    Judgement unknown = is(Outcome.UNKNOWN, Ground.NO_ANSWER);
    Map<Heard, Judgement> c = new LinkedHashMap<>();
    c.put(said(429, -1003, "Too many requests."), is(Outcome.NOT_SENT, Ground.THROTTLED));
    c.put(said(429, -1015, "Too many new orders."), is(Outcome.NOT_SENT, Ground.THROTTLED));
    c.put(said(418, -1003, "Way too much request weight"), is(Outcome.NOT_SENT, Ground.BANNED));
    c.put(said(403, 0, "<html>blocked</html>"), unknown);
    c.put(said(200, 0, "<html>hello</html>"), unknown);
    c.put(said(200, 0, ""), unknown);
    c.put(said(200, 0, "{\"orderId\":1,\"sym"), unknown);
    c.put(said(408, -1007, "Timeout waiting for response from backend server."), unknown);
    c.put(said(504, -1007, "Timeout waiting for response from backend server."), unknown);
    c.put(said(400, -1007, "Timeout."), unknown);
    c.put(said(400, -1006, "An unexpected response was received."), unknown);
    c.put(said(400, -1000, "An unknown error occurred."), unknown);
    c.put(said(503, 0, UNKNOWN_503), unknown);
    c.put(said(503, -1000, UNKNOWN_503), unknown);
    c.put(said(503, 0, "Service Unavailable."), is(Outcome.NOT_SENT, Ground.BUSY));
    c.put(
        said(503, -1001, "Internal error; unable to process your request. Please try again."),
        is(Outcome.NOT_SENT, Ground.BUSY));
    c.put(
        said(503, -1008, "Request throttled by system-level protection."),
        is(Outcome.NOT_SENT, Ground.BUSY));
    c.put(said(400, -1001, "Disconnected."), unknown);
    c.put(said(500, -1001, "Internal error; unable to process"), unknown);
    c.put(said(502, 0, "Bad Gateway"), unknown);
    c.put(Heard.unsent("Connection refused"), is(Outcome.NOT_SENT, Ground.NO_CONNECTION));
    c.put(Heard.sent("Connection was closed"), unknown);
    c.put(Heard.sent("no answer within 12000 ms"), unknown);
    refusals(c);
    return c;
  }

  private static void refusals(Map<Heard, Judgement> c) {
    Judgement unknown = is(Outcome.UNKNOWN, Ground.NO_ANSWER);
    c.put(said(400, -1021, "Timestamp for this request is outside"), no(Ground.CLOCK));
    c.put(said(400, -5028, "Timestamp for this request is outside of ME"), no(Ground.CLOCK));
    c.put(said(400, -1022, "Signature for this request is not valid."), no(Ground.KEY));
    c.put(said(401, -2014, "API-key format invalid."), no(Ground.KEY));
    c.put(said(401, -2015, "Invalid API-key, IP, or permissions for action."), no(Ground.KEY));
    c.put(said(400, -2010, "Duplicate order sent."), no(Ground.DUPLICATE));
    c.put(said(400, -4116, "ClientOrderId is duplicated."), no(Ground.DUPLICATE));
    c.put(said(400, -2013, "Order does not exist."), no(Ground.NO_SUCH_ORDER));
    c.put(said(400, -2011, "Unknown order sent."), no(Ground.NO_SUCH_ORDER));
    c.put(said(400, -2026, "Order was canceled and archived"), no(Ground.NO_SUCH_ORDER));
    c.put(said(400, -1013, "Filter failure: LOT_SIZE"), no(Ground.FILTER));
    c.put(said(400, -1111, "Precision is over the maximum"), no(Ground.FILTER));
    c.put(said(400, -4164, "Order's notional must be no smaller than 100"), no(Ground.FILTER));
    c.put(said(400, -4131, "The counterparty's best price"), no(Ground.FILTER));
    c.put(said(400, -2019, "Margin is insufficient."), no(Ground.MARGIN));
    c.put(
        said(400, -2010, "Account has insufficient balance for requested action."),
        no(Ground.MARGIN));
    c.put(said(400, -2021, "Order would immediately trigger."), no(Ground.WOULD_TRIGGER));
    c.put(said(400, -4192, "Stop would immediately trigger."), no(Ground.WOULD_TRIGGER));
    c.put(said(400, -2022, "ReduceOnly Order is rejected."), no(Ground.NOTHING_TO_REDUCE));
    c.put(said(400, -2010, "Stop price would trigger immediately."), no(Ground.WOULD_TRIGGER));
    c.put(said(400, -2022, "Order cancel-replace failed."), no(Ground.OTHER));
    c.put(said(400, -4120, "Order type not supported for this endpoint."), no(Ground.MOVED));
    c.put(
        said(400, -4046, "No need to change margin type."), is(Outcome.ACCEPTED, Ground.NO_CHANGE));
    c.put(
        said(400, -4059, "No need to change position side."),
        is(Outcome.ACCEPTED, Ground.NO_CHANGE));
    c.put(said(409, -2021, "Order cancel-replace partially failed."), unknown);
    c.put(said(400, -1125, "This listenKey does not exist."), no(Ground.NO_LISTEN_KEY));
    c.put(said(400, -2010, "Order would immediately match and take."), no(Ground.WOULD_NOT_REST));
    c.put(said(400, -5022, "Due to the order could not be executed"), no(Ground.WOULD_NOT_REST));
    c.put(said(400, -2010, "Market is closed."), no(Ground.OTHER));
    c.put(said(400, -9_999, "Something new."), unknown);
    c.put(said(400, -1, "Something new."), unknown);
    c.put(Heard.answered(200, 0, "", true), is(Outcome.ACCEPTED, Ground.OTHER));
  }

  @Test
  void everyFaultOfTheCatalogueIsJudgedAsItSays() {
    catalogue()
        .forEach(
            (heard, expected) ->
                assertEquals(expected, OutcomeClassifier.judge(heard), heard.toString()));
  }

  @Test
  void everyRowOfTheTableIsReached() {
    TreeSet<String> reached = new TreeSet<>();
    List<Heard> more =
        List.of(
            said(400, -1003, "Too many requests."),
            said(400, -4001, "Price less than 0."),
            said(400, -2018, "Balance is insufficient."));
    for (Heard heard : more) {
      reached.add(row(heard));
    }
    catalogue().keySet().forEach(heard -> reached.add(row(heard)));
    TreeSet<String> all = new TreeSet<>();
    OutcomeClassifier.TABLE.forEach(rule -> all.add(rule.name()));
    assertEquals(all, reached);
    assertEquals(OutcomeClassifier.TABLE.size(), all.size(), "names are different");
  }

  private static String row(Heard heard) {
    return OutcomeClassifier.TABLE.stream()
        .filter(rule -> rule.fits().test(heard))
        .findFirst()
        .orElseThrow()
        .name();
  }

  @Test
  void onlyARefusalInTheExchangesOwnFormIsARefusal() {
    int unknown = 0;
    for (int status = 100; status < 600; status++) {
      for (int code : new int[] {0, 200, -1, -1007, -2010, -9_999}) {
        Judgement judged = OutcomeClassifier.judge(said(status, code, "words"));
        boolean form = (status == 400 || status == 401 || status == 404) && code < 0;
        boolean throttled = status == 418 || status == 429;
        if (!form && !throttled) {
          assertEquals(Outcome.UNKNOWN, judged.outcome(), status + " " + code);
          unknown++;
        }
        assertTrue(judged.outcome() != Outcome.ACCEPTED, status + " " + code);
      }
    }
    assertTrue(unknown > 2_900);
  }
}
