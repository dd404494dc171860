package io.tapeloom.sim.io.spot;

import io.tapeloom.sim.spot.Holding;
import io.tapeloom.sim.spot.SpotRules;
import java.util.List;

/** Accounts and fees as the exchange's answers show them. */
final class AccountTexts {

  private AccountTexts() {}

  static String account(List<Holding> holdings, SpotRules.Fees fees, long updatedMs, int account) {
    return new Fields()
        .number("makerCommission", fees.makerE8() / 10_000)
        .number("takerCommission", fees.takerE8() / 10_000)
        .number("buyerCommission", 0)
        .number("sellerCommission", 0)
        .raw("commissionRates", rates(fees.makerE8(), fees.takerE8()))
        .flag("canTrade", true)
        .flag("canWithdraw", false)
        .flag("canDeposit", false)
        .flag("brokered", false)
        .flag("requireSelfTradePrevention", false)
        .flag("preventSor", false)
        .number("updateTime", updatedMs)
        .text("accountType", "SPOT")
        .raw("balances", OrderTexts.array(holdings, AccountTexts::holding))
        .raw("permissions", "[\"SPOT\"]")
        .number("uid", account)
        .end();
  }

  private static String holding(Holding holding) {
    return new Fields()
        .text("asset", holding.asset())
        .e8("free", holding.freeE8())
        .e8("locked", holding.lockedE8())
        .end();
  }

  private static String rates(long makerE8, long takerE8) {
    return new Fields()
        .e8("maker", makerE8)
        .e8("taker", takerE8)
        .e8("buyer", 0)
        .e8("seller", 0)
        .end();
  }

  static String commission(SpotRules rules, boolean burns) {
    SpotRules.Fees fees = rules.fees();
    return new Fields()
        .text("symbol", rules.symbol())
        .raw("standardCommission", rates(fees.makerE8(), fees.takerE8()))
        .raw("specialCommission", rates(0, 0))
        .raw("taxCommission", rates(0, 0))
        .raw("discount", discount(fees, burns))
        .end();
  }

  private static String discount(SpotRules.Fees fees, boolean burns) {
    return new Fields()
        .flag("enabledForAccount", burns)
        .flag("enabledForSymbol", true)
        .text("discountAsset", fees.feeAsset())
        .e8("discount", fees.discountE8())
        .end();
  }

  /** What an order would pay, as a test of it tells. */
  static String commissionForOrder(SpotRules rules, boolean burns) {
    SpotRules.Fees fees = rules.fees();
    return new Fields()
        .raw("standardCommissionForOrder", sides(fees.makerE8(), fees.takerE8()))
        .raw("specialCommissionForOrder", sides(0, 0))
        .raw("taxCommissionForOrder", sides(0, 0))
        .raw("discount", discount(fees, burns))
        .end();
  }

  private static String sides(long makerE8, long takerE8) {
    return new Fields().e8("maker", makerE8).e8("taker", takerE8).end();
  }

  /** One row of {@code /sapi/v1/asset/tradeFee}. */
  static String tradeFee(SpotRules rules) {
    return new Fields()
        .text("symbol", rules.symbol())
        .e8("makerCommission", rules.fees().makerE8())
        .e8("takerCommission", rules.fees().takerE8())
        .end();
  }

  /** One row of {@code /sapi/v1/capital/config/getall}: a coin that stays on this exchange. */
  static String coin(Holding holding) {
    return new Fields()
        .text("coin", holding.asset())
        .flag("depositAllEnable", false)
        .e8("free", holding.freeE8())
        .e8("freeze", 0)
        .e8("ipoable", 0)
        .e8("ipoing", 0)
        .flag("isLegalMoney", false)
        .e8("locked", holding.lockedE8())
        .text("name", holding.asset())
        .raw("networkList", "[]")
        .e8("storage", 0)
        .flag("trading", true)
        .flag("withdrawAllEnable", false)
        .e8("withdrawing", 0)
        .end();
  }

  /** One row of {@code /sapi/v3/asset/getUserAsset}. */
  static String userAsset(Holding holding) {
    return new Fields()
        .text("asset", holding.asset())
        .e8("free", holding.freeE8())
        .e8("locked", holding.lockedE8())
        .e8("freeze", 0)
        .e8("withdrawing", 0)
        .e8("ipoable", 0)
        .e8("btcValuation", 0)
        .end();
  }
}
