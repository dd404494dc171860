package io.tapeloom.binance.account;

import io.tapeloom.ledger.Refusal.Ground;
import java.util.List;
import java.util.function.Predicate;

/**
 * Judges what became of a request, by a table and nothing else: the first row that fits counts. A
 * certain failure must stand in the table; whatever does not is UNKNOWN, because a wrong UNKNOWN
 * costs a question and a wrong failure costs a second position.
 */
final class OutcomeClassifier {
  /** The four outcomes. */
  enum Outcome {
    ACCEPTED,
    REJECTED,
    NOT_SENT,
    UNKNOWN
  }

  /** A judgement, and what kind of trouble it is. */
  record Judgement(Outcome outcome, Ground ground) {}

  /** One row of the table. */
  record Rule(String name, Predicate<Heard> fits, Outcome outcome, Ground ground) {}

  private static final String BUSY_WORDS = "Service Unavailable.";
  private static final String INTERNAL_WORDS = "Internal error; unable to process";

  /** The table; the last row fits everything. */
  static final List<Rule> TABLE =
      List.of(
          rule(
              "nothing left",
              h -> at(h, Heard.Stage.UNSENT),
              Outcome.NOT_SENT,
              Ground.NO_CONNECTION),
          rule("no answer", h -> at(h, Heard.Stage.SENT), Outcome.UNKNOWN, Ground.NO_ANSWER),
          rule("done", h -> h.status() == 200 && h.readable(), Outcome.ACCEPTED, Ground.OTHER),
          rule(
              "timed out inside",
              h -> in(h, -1006, -1007, -1000),
              Outcome.UNKNOWN,
              Ground.NO_ANSWER),
          rule("banned", h -> h.status() == 418, Outcome.NOT_SENT, Ground.BANNED),
          rule("throttled", h -> h.status() == 429, Outcome.NOT_SENT, Ground.THROTTLED),
          rule("too many", h -> in(h, -1003, -1015), Outcome.NOT_SENT, Ground.THROTTLED),
          rule("shed load", h -> in(h, -1008), Outcome.NOT_SENT, Ground.BUSY),
          rule("unavailable", h -> says(h, BUSY_WORDS), Outcome.NOT_SENT, Ground.BUSY),
          rule("internal", h -> says(h, INTERNAL_WORDS), Outcome.NOT_SENT, Ground.BUSY),
          rule("unsaid", h -> !refusal(h), Outcome.UNKNOWN, Ground.NO_ANSWER),
          rule("disconnected", h -> in(h, -1001), Outcome.UNKNOWN, Ground.NO_ANSWER),
          rule("as it was", h -> in(h, -4046, -4059, -4171), Outcome.ACCEPTED, Ground.NO_CHANGE),
          no("clock", Ground.CLOCK, -1021, -5028),
          no("key", Ground.KEY, -1002, -1022, -2014, -2015, -2017, -4056, -4057, -4088),
          no("duplicate", Ground.DUPLICATE, -4111, -4115, -4116),
          words("duplicate order", "Duplicate order sent", Ground.DUPLICATE),
          no("no such order", Ground.NO_SUCH_ORDER, -2011, -2013),
          words("archived", "archived", Ground.NO_SUCH_ORDER),
          no("dead listen key", Ground.NO_LISTEN_KEY, -1125),
          no("filter", Ground.FILTER, -1013, -1111, -4164, -4014, -4023, -4003, -4004, -4005),
          no("price band", Ground.FILTER, -4001, -4002, -4013, -4016, -4024, -4131, -4184, -4210),
          no("margin", Ground.MARGIN, -2018, -2019, -2024, -2027, -4050, -4051),
          words("balance", "insufficient balance", Ground.MARGIN),
          no("trigger passed", Ground.WOULD_TRIGGER, -2021),
          words("trigger price passed", "would immediately trigger", Ground.WOULD_TRIGGER),
          words("stop price passed", "would trigger immediately", Ground.WOULD_TRIGGER),
          no("would not rest", Ground.WOULD_NOT_REST, -5021, -5022),
          words("would take", "would immediately match", Ground.WOULD_NOT_REST),
          words("replaced nothing", "Order cancel-replace failed", Ground.OTHER),
          no("nothing to reduce", Ground.NOTHING_TO_REDUCE, -2022, -4118),
          no("moved", Ground.MOVED, -4120),
          rule("refused", OutcomeClassifier::listed, Outcome.REJECTED, Ground.OTHER),
          rule("of no list", h -> true, Outcome.UNKNOWN, Ground.NO_ANSWER));

  private OutcomeClassifier() {}

  /** What became of it. */
  static Judgement judge(Heard heard) {
    for (Rule rule : TABLE) {
      if (rule.fits().test(heard)) {
        return new Judgement(rule.outcome(), rule.ground());
      }
    }
    throw new IllegalStateException("the table has no last row");
  }

  private static Rule rule(String name, Predicate<Heard> fits, Outcome outcome, Ground ground) {
    return new Rule(name, fits, outcome, ground);
  }

  private static Rule no(String name, Ground ground, int... codes) {
    return rule(name, h -> in(h, codes), Outcome.REJECTED, ground);
  }

  private static Rule words(String name, String words, Ground ground) {
    return rule(name, h -> h.words().contains(words), Outcome.REJECTED, ground);
  }

  private static boolean at(Heard heard, Heard.Stage stage) {
    return heard.stage() == stage;
  }

  private static boolean in(Heard heard, int... codes) {
    for (int code : codes) {
      if (heard.code() == code) {
        return true;
      }
    }
    return false;
  }

  /** The two kinds of 503 whose words say that nothing was done. */
  private static boolean says(Heard heard, String words) {
    return heard.status() == 503 && heard.words().startsWith(words);
  }

  /** A code of one of the exchange's lists of refusals: requests, processing, filters, orders. */
  private static boolean listed(Heard heard) {
    int code = -heard.code();
    return code >= 1002 && code < 1200
        || code >= 2000 && code < 2100
        || code >= 4000 && code < 5100;
  }

  /** A refusal in the exchange's own form: a client's fault and a code that says which. */
  private static boolean refusal(Heard heard) {
    boolean ours = heard.status() == 400 || heard.status() == 401 || heard.status() == 404;
    return ours && heard.code() < 0;
  }
}
