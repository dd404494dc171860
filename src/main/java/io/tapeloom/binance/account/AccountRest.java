package io.tapeloom.binance.account;

import io.tapeloom.binance.Allowance;
import io.tapeloom.binance.CircuitBreaker;
import io.tapeloom.binance.ExchangeSettings;
import io.tapeloom.binance.RateBudget;
import io.tapeloom.binance.RestFailure;
import io.tapeloom.binance.answer.Catalogue;
import io.tapeloom.binance.answer.SpotReplies;
import io.tapeloom.binance.answer.UsdmReplies;
import io.tapeloom.kernel.Market;
import io.tapeloom.ledger.Refusal;
import io.tapeloom.ledger.Refusal.Ground;
import io.tapeloom.ledger.SendOutcome;
import io.tapeloom.net.Outbound;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;

/**
 * Signed calls by REST of one account. Every call ends in an outcome, never in an exception: what
 * left this machine and brought no answer is UNKNOWN. Nothing is repeated here; questions wait for
 * the budget, orders do not.
 */
public final class AccountRest {
  private static final long ORDER_TIMEOUT_MS = 12_000;
  private static final long DEFAULT_STOP_MS = 60_000;
  private static final long CLOCK_MS = 30_000;

  /** Longest time that a question waits: the budget's interval, and what a 429 asks for. */
  private static final long LONGEST_WAIT_MS = 60_000;

  private final Vertx vertx;
  private final ExchangeSettings settings;
  private final ApiKey key;
  private final Signer signer;
  private final ExchangeClock clock;
  private final Allowance allowance;
  private final Verdicts verdicts;
  private final Lanes lanes;
  private final int recvWindowMs;
  private final BudgetHeaders headers;
  private final OutcomeCounts counts = new OutcomeCounts();
  private volatile boolean measuring;
  private volatile long clockTimer = -1;

  /**
   * Calls of that account.
   *
   * @param ours our clock; the exchange's is measured against it
   * @param recvWindowMs how late after its stamp a request may still be executed
   */
  public AccountRest(
      Vertx vertx,
      ExchangeSettings settings,
      ApiKey key,
      int recvWindowMs,
      InstantSource ours,
      Allowance allowance,
      Catalogue catalogue) {
    this.vertx = vertx;
    this.settings = settings;
    this.key = key;
    this.signer = Signer.of(key);
    this.recvWindowMs = recvWindowMs;
    this.clock = new ExchangeClock(ours);
    this.allowance = allowance;
    this.verdicts = new Verdicts(catalogue);
    this.lanes = new Lanes(vertx);
    this.headers = new BudgetHeaders(allowance);
  }

  /** Measures the exchange's clock now and each 30 s until {@link #close}. */
  public Future<Long> keepClock(Market market) {
    vertx.cancelTimer(clockTimer);
    clockTimer = vertx.setPeriodic(CLOCK_MS, _ -> resync(market));
    return syncClock(market);
  }

  /** Measures the exchange's clock by five questions. */
  public Future<Long> syncClock(Market market) {
    return clock.measure(() -> serverTimeMs(market));
  }

  private Future<Long> serverTimeMs(Market market) {
    var time = market == Market.SPOT ? SpotReplies.TIME : UsdmReplies.TIME;
    Cost cost = new Cost(1, 0, Cost.Lane.MARKET);
    return ask(Ask.named(time, Query.empty(), cost)).map(answer -> answer.serverMs());
  }

  /** The exchange's clock as this account knows it. */
  public ExchangeClock clock() {
    return clock;
  }

  /** How calls ended so far. */
  public OutcomeCounts counts() {
    return counts;
  }

  /**
   * A question; waits for the budget, but not for the end of a ban, behind which questions would
   * pile up. Whatever is not an answer is a {@link RestFailure}.
   */
  <T> Future<T> ask(Ask<T> ask) {
    long waitMs = take(ask, ask.reply().market());
    if (waitMs > LONGEST_WAIT_MS) {
      return failed(ask, Refusal.of(Ground.HELD_BACK, "the budget is spent for " + waitMs + " ms"));
    }
    if (waitMs > 0) {
      Promise<T> later = Promise.promise();
      vertx.setTimer(waitMs, _ -> ask(ask).onComplete(later));
      return later.future();
    }
    return go(ask).compose(outcome -> answer(ask, outcome));
  }

  private <T> Future<T> answer(Ask<T> ask, SendOutcome<T> outcome) {
    return switch (outcome) {
      case SendOutcome.Accepted<T> accepted -> Future.succeededFuture(accepted.answer());
      case SendOutcome.Rejected<T> rejected -> failed(ask, rejected.refusal());
      case SendOutcome.NotSent<T> unsent -> failed(ask, unsent.refusal());
      case SendOutcome.Unknown<T> unknown -> failed(ask, unknown.refusal());
    };
  }

  private static <T> Future<T> failed(Ask<T> ask, Refusal refusal) {
    String words = refusal.ground() + ", " + refusal.words();
    return Future.failedFuture(new RestFailure(ask.reply().name(), 0, refusal.code(), words));
  }

  /** An order or another change: goes now or not at all. */
  <T> Future<SendOutcome<T>> send(Ask<T> ask) {
    long waitMs = take(ask, ask.reply().market());
    if (waitMs > 0) {
      return over(held("the budget is spent for " + waitMs + " ms"));
    }
    return go(ask);
  }

  private long take(Ask<?> ask, Market market) {
    Cost cost = ask.cost();
    return allowance
        .budget(market)
        .take(cost.weight(), cost.orders(), ask.protects(), clock.millis());
  }

  private <T> SendOutcome<T> held(String words) {
    return new SendOutcome.NotSent<>(Refusal.of(Ground.HELD_BACK, words));
  }

  private <T> Future<SendOutcome<T>> over(SendOutcome<T> outcome) {
    counts.count(outcome);
    return Future.succeededFuture(outcome);
  }

  private <T> Future<SendOutcome<T>> go(Ask<T> ask) {
    String base = settings.urls().rest(ask.reply().market());
    CircuitBreaker breaker = allowance.breakers().of(base);
    if (!breaker.allows(steadyMs(), ask.protects())) {
      return over(held("the host does not answer: " + breaker.lastWords()));
    }
    String payload = payload(ask);
    String url = base + ask.path() + (payload.isEmpty() ? "" : "?" + payload);
    long timeoutMs =
        ask.cost().lane() == Cost.Lane.ORDER ? ORDER_TIMEOUT_MS : settings.requestTimeoutMs();
    HttpMethod method = HttpMethod.valueOf(ask.method());
    Outbound.Way way = settings.outbound().to(base);
    return lanes
        .send(ask.cost().lane(), new Lanes.Letter(method, url, key.name(), way, timeoutMs))
        .map(answer -> heard(ask, breaker, answer))
        .recover(fault -> Future.succeededFuture(silence(breaker, fault)))
        .compose(this::over);
  }

  private String payload(Ask<?> ask) {
    if (!ask.signed()) {
      return ask.query().encoded();
    }
    Query stamped = ask.query().copy();
    if (stamped.value("timestamp").isEmpty()) {
      stamped.put("recvWindow", recvWindowMs).put("timestamp", clock.millis());
    }
    String payload = stamped.encoded();
    return payload + "&signature=" + Query.percentEncoded(signer.sign(payload));
  }

  private <T> SendOutcome<T> heard(Ask<T> ask, CircuitBreaker breaker, Lanes.Answer answer) {
    if (answer.status() >= 500) {
      breaker.failed(steadyMs(), "status " + answer.status());
    } else {
      breaker.worked();
    }
    SendOutcome<T> outcome = verdicts.answered(ask.reply(), answer.status(), answer.body());
    headers.heard(ask.reply().market(), answer, outcome, clock.millis());
    if (outcome instanceof SendOutcome.Rejected<T> no && no.refusal().ground() == Ground.CLOCK) {
      resync(ask.reply().market());
    }
    return outcome;
  }

  private <T> SendOutcome<T> silence(CircuitBreaker breaker, Throwable fault) {
    breaker.failed(steadyMs(), String.valueOf(fault.getMessage()));
    boolean unsent = fault instanceof Lanes.Silence silence && !silence.sent();
    String words = String.valueOf(fault.getMessage());
    return verdicts.silent(unsent ? Heard.unsent(words) : Heard.sent(words));
  }

  /** Once at a time: many requests may learn at once that the clock is off. */
  private void resync(Market market) {
    if (!measuring) {
      measuring = true;
      syncClock(market).onComplete(_ -> measuring = false);
    }
  }

  private static long steadyMs() {
    return System.nanoTime() / 1_000_000;
  }

  /** Milliseconds of silence after a 429 or 418 that does not say how long. */
  static long defaultStopMs() {
    return DEFAULT_STOP_MS;
  }

  /** The key, for who signs elsewhere. */
  ApiKey key() {
    return key;
  }

  /** The signer, for who signs elsewhere. */
  Signer signer() {
    return signer;
  }

  /** How late after its stamp a request may still be executed. */
  int recvWindowMs() {
    return recvWindowMs;
  }

  /** What the address may ask, for who asks elsewhere. */
  RateBudget budget(Market market) {
    return allowance.budget(market);
  }

  /** The way out of this machine, for who asks elsewhere. */
  Outbound outbound() {
    return settings.outbound();
  }

  /** Reads answers, for who asks elsewhere. */
  Verdicts verdicts() {
    return verdicts;
  }

  /** Frees the connections. */
  public Future<Void> close() {
    vertx.cancelTimer(clockTimer);
    return lanes.close();
  }
}
