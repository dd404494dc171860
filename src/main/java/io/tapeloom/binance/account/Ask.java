package io.tapeloom.binance.account;

import io.tapeloom.binance.answer.Reply;

/**
 * One call of the exchange, ready to be signed.
 *
 * @param protects true for cancels, reduce-only and stop orders: they pass the breaker and may use
 *     what the budget keeps for exits
 * @param signed false for calls that only name the key
 */
record Ask<T>(Reply<T> reply, Query query, Cost cost, boolean protects, boolean signed) {
  static <T> Ask<T> of(Reply<T> reply, Query query, Cost cost) {
    return new Ask<>(reply, query, cost, false, true);
  }

  static <T> Ask<T> protecting(Reply<T> reply, Query query, Cost cost) {
    return new Ask<>(reply, query, cost, true, true);
  }

  static <T> Ask<T> named(Reply<T> reply, Query query, Cost cost) {
    return new Ask<>(reply, query, cost, true, false);
  }

  /** GET, POST, PUT or DELETE. */
  String method() {
    return reply.name().substring(0, reply.name().indexOf(' '));
  }

  /** Path without host. */
  String path() {
    return reply.name().substring(reply.name().indexOf(' ') + 1);
  }
}
