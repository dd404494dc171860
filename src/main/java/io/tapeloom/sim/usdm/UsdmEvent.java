package io.tapeloom.sim.usdm;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What happened to an account. In the order in which the desk tells them, these events are its log:
 * the same market and commands give the same events.
 */
public sealed interface UsdmEvent {
  /** Whose it is. */
  int account();

  /** Market time at which it happened. */
  long timeMs();

  /**
   * An order changed.
   *
   * @param fill the fill, where one is reported
   * @param insured whether the insurance fund took the rest of a liquidation
   * @param expiry why it expired
   * @param bidsE8 notional of the account's open buys of that symbol, asksE8 of its sells
   */
  record OrderChanged(
      long timeMs,
      OrderState order,
      Execution execution,
      Optional<Fill> fill,
      boolean insured,
      ExpiryReason expiry,
      long bidsE8,
      long asksE8)
      implements UsdmEvent {
    @Override
    public int account() {
      return order.account();
    }
  }

  /** One fill; amounts in 1e-8. */
  record Fill(
      long tradeId,
      long priceE8,
      long quantityE8,
      boolean maker,
      String feeAsset,
      long feeE8,
      long realizedE8) {}

  /** Why balances or positions changed, in the exchange's words. */
  enum Reason {
    DEPOSIT,
    WITHDRAW,
    ORDER,
    FUNDING_FEE,
    MARGIN_TRANSFER,
    MARGIN_TYPE_CHANGE,
    INSURANCE_CLEAR
  }

  /** Balances and positions after a change; only what changed is told. */
  record AccountChanged(
      int account,
      long timeMs,
      Reason reason,
      List<BalanceChange> balances,
      List<PositionState> positions)
      implements UsdmEvent {}

  /**
   * A balance after its change.
   *
   * @param changeE8 the change, profits and fees of trades not counted
   */
  record BalanceChange(String asset, long walletE8, long crossWalletE8, long changeE8) {}

  /** The leverage of a symbol was changed. */
  record LeverageChanged(int account, long timeMs, String symbol, int leverage)
      implements UsdmEvent {}

  /**
   * Positions come close to liquidation.
   *
   * @param crossWalletE8 only for cross margin
   */
  record MarginCalled(
      int account, long timeMs, OptionalLong crossWalletE8, List<PositionState> positions)
      implements UsdmEvent {}

  /** A conditional order changed. */
  record AlgoChanged(long timeMs, AlgoState algo) implements UsdmEvent {
    @Override
    public int account() {
      return algo.account();
    }
  }

  /**
   * A liquidation order ended; the public liquidation stream tells it to everyone.
   *
   * @param lastE8 quantity of its last fill
   */
  record Liquidated(long timeMs, OrderState order, long lastE8) implements UsdmEvent {
    @Override
    public int account() {
      return order.account();
    }
  }
}
