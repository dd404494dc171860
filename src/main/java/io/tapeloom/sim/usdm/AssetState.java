package io.tapeloom.sim.usdm;

/**
 * One asset of an account at one moment, in 1e-8 of the asset.
 *
 * @param walletE8 deposits, realized profit, fees and funding summed up
 * @param crossWalletE8 the part that no isolated position holds
 * @param availableE8 what may back new orders
 * @param withdrawableE8 what may be taken out
 */
public record AssetState(
    String asset,
    long walletE8,
    long crossWalletE8,
    long unrealizedE8,
    long crossUnrealizedE8,
    long positionMarginE8,
    long orderMarginE8,
    long maintenanceE8,
    long availableE8,
    long withdrawableE8,
    long updateMs) {
  /** Wallet and unrealized profit. */
  public long marginBalanceE8() {
    return walletE8 + unrealizedE8;
  }

  /** Margin of positions and open orders. */
  public long initialMarginE8() {
    return positionMarginE8 + orderMarginE8;
  }
}
