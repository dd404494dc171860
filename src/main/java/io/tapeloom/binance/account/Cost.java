package io.tapeloom.binance.account;

/**
 * What a call costs and which connections it uses, so that slow questions never hold orders up.
 *
 * @param weight request weight of the address
 * @param orders orders of the account
 */
record Cost(int weight, int orders, Lane lane) {
  /** Connections of their own. */
  enum Lane {
    MARKET,
    ACCOUNT,
    ORDER
  }

  static Cost question(int weight) {
    return new Cost(weight, 0, Lane.ACCOUNT);
  }

  static Cost order(int weight, int orders) {
    return new Cost(weight, orders, Lane.ORDER);
  }
}
