package io.tapeloom.binance.account;

/** Which order: by the exchange's id or by ours. */
public sealed interface OrderRef {
  /** The exchange's id. */
  record ById(long orderId) implements OrderRef {}

  /** Ours. */
  record ByClientId(String clientId) implements OrderRef {}

  /** The order of that id. */
  static OrderRef of(long orderId) {
    return new ById(orderId);
  }

  /** The order of that client id. */
  static OrderRef of(String clientId) {
    return new ByClientId(clientId);
  }

  /** The same as parameters of those names. */
  default Query on(Query query, String idName, String clientName) {
    return switch (this) {
      case ById id -> query.put(idName, id.orderId());
      case ByClientId id -> query.put(clientName, id.clientId());
    };
  }
}
