package io.tapeloom;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tapeloom.binance.Allowance;
import io.tapeloom.binance.CircuitBreaker;
import io.tapeloom.binance.RateBudget;
import io.tapeloom.kernel.Market;
import io.tapeloom.ops.Metrics;
import java.time.InstantSource;
import java.util.Map;

/** What the exchange still lets us ask, for those who watch. */
final class ExchangeMeters {
  private ExchangeMeters() {}

  /** Meters of every host of that venue and of both budgets. */
  static void register(PrometheusMeterRegistry registry, Venue venue, Allowance allowance) {
    Metrics metrics = new Metrics(registry);
    for (Market market : Market.values()) {
      allowance.breakers().of(venue.exchange().urls().rest(market));
      weight(metrics, market, allowance.budget(market));
    }
    for (Map.Entry<String, CircuitBreaker> host : allowance.breakers().all().entrySet()) {
      breaker(metrics, host.getKey(), host.getValue());
    }
  }

  private static void weight(Metrics metrics, Market market, RateBudget budget) {
    InstantSource clock = InstantSource.system();
    metrics.gauge(
        "tapeloom.exchange.weight",
        "Request weight used in the running minute",
        "market",
        market.code(),
        budget,
        b -> b.used(RateBudget.Kind.WEIGHT, clock.millis()));
  }

  private static void breaker(Metrics metrics, String host, CircuitBreaker breaker) {
    metrics.gauge(
        "tapeloom.exchange.breaker.state",
        "0 requests pass, 1 one may try, 2 none but what protects a position",
        "host",
        host,
        breaker,
        ExchangeMeters::state);
    metrics.gauge(
        "tapeloom.exchange.breaker.trips",
        "How often the host stopped answering",
        "host",
        host,
        breaker,
        CircuitBreaker::trips);
  }

  private static int state(CircuitBreaker breaker) {
    return switch (breaker.state()) {
      case CLOSED -> 0;
      case HALF_OPEN -> 1;
      case OPEN -> 2;
    };
  }
}
