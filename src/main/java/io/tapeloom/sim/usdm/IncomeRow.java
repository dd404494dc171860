package io.tapeloom.sim.usdm;

import java.util.OptionalLong;

/**
 * One change of a wallet.
 *
 * @param symbol empty for transfers
 * @param amountE8 with its sign
 * @param tradeId the fill it belongs to
 */
public record IncomeRow(
    long id,
    String symbol,
    Kind kind,
    String asset,
    long amountE8,
    String info,
    OptionalLong tradeId,
    long timeMs) {
  /** Why a wallet changed, in the exchange's words. */
  public enum Kind {
    TRANSFER,
    REALIZED_PNL,
    FUNDING_FEE,
    COMMISSION,
    INSURANCE_CLEAR
  }
}
