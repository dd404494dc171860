package io.tapeloom.sim.spot;

import java.util.List;

/** What an account is told; all of them together are the market's log. */
public sealed interface SpotEvent {
  /** Whose it is. */
  int account();

  /** When it happened, in market time. */
  long timeMs();

  /**
   * Something became of an order.
   *
   * @param clientId the id of the request that did it: the order's own, or a cancel's
   * @param origClientId the order's id where the request had another, else empty
   * @param executionId counts everything that happens on the symbol
   * @param refusal why it was rejected, empty where it was not
   */
  record OrderReport(
      OrderView order,
      ExecutionType type,
      Execution last,
      long executionId,
      String clientId,
      String origClientId,
      String refusal,
      long timeMs)
      implements SpotEvent {
    @Override
    public int account() {
      return order.account();
    }
  }

  /**
   * What just traded or was prevented; zeros and -1 when nothing.
   *
   * @param feeAsset empty where there is no fee
   * @param counterOrderId the other order of a prevented match
   */
  record Execution(
      long tradeId,
      long qtyE8,
      long priceE8,
      long quoteE8,
      long feeE8,
      String feeAsset,
      boolean maker,
      long counterOrderId) {
    /** Nothing traded. */
    public static final Execution NONE = new Execution(-1, 0, 0, 0, 0, "", false, -1);
  }

  /** Balances that an order may have changed, as they are now. */
  record Balances(int account, List<Holding> holdings, long timeMs) implements SpotEvent {}

  /** Money came in or went out. */
  record BalanceChange(int account, String asset, long deltaE8, long timeMs) implements SpotEvent {}

  /** Something became of an order list. */
  record ListReport(ListView list, long timeMs) implements SpotEvent {
    @Override
    public int account() {
      return list.account();
    }
  }
}
