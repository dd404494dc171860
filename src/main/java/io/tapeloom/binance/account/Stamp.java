package io.tapeloom.binance.account;

/**
 * The fence of one order: when it counts as sent, by the exchange's clock, and how late it may
 * still be executed. It is taken when the order is written down, before it is sent.
 */
public record Stamp(long timestampMs, int recvWindowMs) {
  Query on(Query query) {
    return query.put("recvWindow", recvWindowMs).put("timestamp", timestampMs);
  }
}
