package io.tapeloom.sim.io.usdm;

import io.tapeloom.sim.usdm.AccountState;
import io.tapeloom.sim.usdm.AssetState;
import io.tapeloom.sim.usdm.MarginType;
import io.tapeloom.sim.usdm.PositionState;
import java.util.List;
import java.util.function.ToLongFunction;

/** Wallets and positions as the exchange writes them, in the versions that are asked for. */
final class AccountTexts {
  private AccountTexts() {}

  /** balance v2 and v3, which are alike. */
  static String balances(AccountState account) {
    return Json.list(account.assets(), (json, asset) -> balance(json, account, asset));
  }

  private static void balance(Json json, AccountState account, AssetState asset) {
    json.open();
    json.text("accountAlias", "Sim" + account.account());
    json.text("asset", asset.asset());
    json.money("balance", asset.walletE8());
    json.money("crossWalletBalance", asset.crossWalletE8());
    json.money("crossUnPnl", asset.crossUnrealizedE8());
    json.money("availableBalance", asset.availableE8());
    json.money("maxWithdrawAmount", asset.withdrawableE8());
    json.flag("marginAvailable", true);
    json.number("updateTime", asset.updateMs());
    json.close();
  }

  /** account v2: settings, totals, assets and every position, open or not. */
  static String accountV2(AccountState account, boolean webSocket) {
    return Json.object(
        json -> {
          json.number("feeTier", 0);
          if (!webSocket) {
            json.flag("feeBurn", account.feeBurn());
          }
          rights(json);
          json.number("updateTime", 0);
          json.flag("multiAssetsMargin", false);
          json.number("tradeGroupId", -1);
          totals(json, account);
          json.name("assets").array(account.assets(), (j, a) -> asset(j, a, true));
          json.name("positions").array(account.positions(), (j, p) -> positionV2(j, p, webSocket));
        });
  }

  static void rights(Json json) {
    json.flag("canTrade", true);
    json.flag("canDeposit", true);
    json.flag("canWithdraw", true);
  }

  /** account v3: totals, assets and the positions that are open or have orders. */
  static String accountV3(AccountState account, boolean webSocket) {
    return Json.object(
        json -> {
          totals(json, account);
          json.name("assets").array(account.assets(), (j, a) -> asset(j, a, webSocket));
          json.name("positions").array(live(account.positions()), AccountTexts::positionV3);
        });
  }

  static List<PositionState> live(List<PositionState> positions) {
    return positions.stream()
        .filter(p -> p.quantityE8() != 0 || p.bidsE8() != 0 || p.asksE8() != 0)
        .toList();
  }

  /** Totals count USDT alone, the one asset that backs positions. */
  private static void totals(Json json, AccountState account) {
    total(json, "totalInitialMargin", account, AssetState::initialMarginE8);
    total(json, "totalMaintMargin", account, AssetState::maintenanceE8);
    total(json, "totalWalletBalance", account, AssetState::walletE8);
    total(json, "totalUnrealizedProfit", account, AssetState::unrealizedE8);
    total(json, "totalMarginBalance", account, AssetState::marginBalanceE8);
    total(json, "totalPositionInitialMargin", account, AssetState::positionMarginE8);
    total(json, "totalOpenOrderInitialMargin", account, AssetState::orderMarginE8);
    total(json, "totalCrossWalletBalance", account, AssetState::crossWalletE8);
    total(json, "totalCrossUnPnl", account, AssetState::crossUnrealizedE8);
    total(json, "availableBalance", account, AssetState::availableE8);
    total(json, "maxWithdrawAmount", account, AssetState::withdrawableE8);
  }

  private static void total(
      Json json, String name, AccountState account, ToLongFunction<AssetState> value) {
    long sum = 0;
    for (AssetState asset : account.assets()) {
      sum += asset.asset().equals("USDT") ? value.applyAsLong(asset) : 0;
    }
    json.money(name, sum);
  }

  private static void asset(Json json, AssetState asset, boolean second) {
    json.open();
    json.text("asset", asset.asset());
    json.money("walletBalance", asset.walletE8());
    json.money("unrealizedProfit", asset.unrealizedE8());
    json.money("marginBalance", asset.marginBalanceE8());
    json.money("maintMargin", asset.maintenanceE8());
    json.money("initialMargin", asset.initialMarginE8());
    json.money("positionInitialMargin", asset.positionMarginE8());
    json.money("openOrderInitialMargin", asset.orderMarginE8());
    json.money("crossWalletBalance", asset.crossWalletE8());
    json.money("crossUnPnl", asset.crossUnrealizedE8());
    json.money("availableBalance", asset.availableE8());
    json.money("maxWithdrawAmount", asset.withdrawableE8());
    if (second) {
      json.flag("marginAvailable", true);
    }
    json.number("updateTime", asset.updateMs());
    json.close();
  }

  private static void positionV2(Json json, PositionState position, boolean webSocket) {
    json.open();
    json.text("symbol", position.listing().name());
    json.plain("initialMargin", position.initialMarginE8());
    json.plain("maintMargin", position.maintenanceE8());
    json.money("unrealizedProfit", position.unrealizedE8());
    json.plain("positionInitialMargin", position.positionMarginE8());
    json.plain("openOrderInitialMargin", position.orderMarginE8());
    json.text("leverage", Integer.toString(position.leverage()));
    json.flag("isolated", position.marginType() == MarginType.ISOLATED);
    json.decimal("entryPrice", position.entryE8(), 5);
    json.plain("maxNotional", position.maxNotionalE8());
    json.plain("bidNotional", position.bidsE8());
    json.plain("askNotional", position.asksE8());
    json.text("positionSide", position.side());
    json.decimal("positionAmt", position.quantityE8(), position.listing().qtyDecimals());
    json.number("updateTime", position.updateMs());
    if (webSocket) {
      json.decimal("breakEvenPrice", position.breakEvenE8(), 1);
    }
    json.close();
  }

  private static void positionV3(Json json, PositionState position) {
    json.open();
    json.text("symbol", position.listing().name());
    json.text("positionSide", position.side());
    json.decimal("positionAmt", position.quantityE8(), position.listing().qtyDecimals());
    json.money("unrealizedProfit", position.unrealizedE8());
    json.money("isolatedMargin", position.isolatedMarginE8());
    json.plain("notional", position.notionalE8());
    json.plain("isolatedWallet", position.isolatedWalletE8());
    json.plain("initialMargin", position.initialMarginE8());
    json.plain("maintMargin", position.maintenanceE8());
    json.number("updateTime", position.updateMs());
    json.close();
  }

  /** A row of positionRisk v2, open or not. */
  static void riskV2(Json json, PositionState position) {
    json.open();
    json.decimal("entryPrice", position.entryE8(), 5);
    json.decimal("breakEvenPrice", position.breakEvenE8(), 1);
    boolean isolated = position.marginType() == MarginType.ISOLATED;
    json.text("marginType", isolated ? "isolated" : "cross");
    json.text("isAutoAddMargin", "false");
    json.money("isolatedMargin", position.isolatedMarginE8());
    json.text("leverage", Integer.toString(position.leverage()));
    json.plain("liquidationPrice", position.liquidationE8());
    json.money("markPrice", position.markE8());
    json.plain("maxNotionalValue", position.maxNotionalE8());
    json.decimal("positionAmt", position.quantityE8(), position.listing().qtyDecimals());
    json.plain("notional", position.notionalE8());
    json.plain("isolatedWallet", position.isolatedWalletE8());
    json.text("symbol", position.listing().name());
    json.money("unRealizedProfit", position.unrealizedE8());
    json.text("positionSide", position.side());
    json.number("updateTime", position.updateMs());
    json.close();
  }

  /** A row of positionRisk v3. Nobody is ever deleveraged here, so the queue's place is 0. */
  static void riskV3(Json json, PositionState position) {
    json.open();
    json.text("symbol", position.listing().name());
    json.text("positionSide", position.side());
    json.decimal("positionAmt", position.quantityE8(), position.listing().qtyDecimals());
    json.decimal("entryPrice", position.entryE8(), 1);
    json.decimal("breakEvenPrice", position.breakEvenE8(), 1);
    json.money("markPrice", position.markE8());
    json.money("unRealizedProfit", position.unrealizedE8());
    json.plain("liquidationPrice", position.liquidationE8());
    json.plain("isolatedMargin", position.isolatedMarginE8());
    json.plain("notional", position.notionalE8());
    json.text("marginAsset", "USDT");
    json.plain("isolatedWallet", position.isolatedWalletE8());
    json.plain("initialMargin", position.initialMarginE8());
    json.plain("maintMargin", position.maintenanceE8());
    json.plain("positionInitialMargin", position.positionMarginE8());
    json.plain("openOrderInitialMargin", position.orderMarginE8());
    json.number("adl", 0);
    json.plain("bidNotional", position.bidsE8());
    json.plain("askNotional", position.asksE8());
    json.number("updateTime", position.updateMs());
    json.close();
  }
}
