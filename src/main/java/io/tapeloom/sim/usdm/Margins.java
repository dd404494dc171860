package io.tapeloom.sim.usdm;

import io.tapeloom.market.MarkPrice;
import java.util.ArrayList;
import java.util.List;

/**
 * Margin by the exchange's formulas: initial margin from the notional at the mark price and the
 * leverage, open orders by what they could open, maintenance margin from the brackets.
 */
final class Margins {
  private final Pit pit;

  Margins(Pit pit) {
    this.pit = pit;
  }

  /** Open orders of one position that may open something, by notional. */
  private record Offers(long bidsE8, long asksE8) {}

  long markE8(Contract contract) {
    return contract.mark(pit.nowMs).map(MarkPrice::markE8).orElse(0L);
  }

  /** Notional at the mark price with the position's sign. */
  long notionalE8(Position position) {
    return Amounts.times(position.quantityE8, markE8(position.holding.contract));
  }

  long unrealizedE8(Position position) {
    return position.flat() ? 0 : notionalE8(position) - position.costE8;
  }

  long maintenanceE8(Position position) {
    if (position.flat()) {
      return 0;
    }
    Brackets brackets = position.holding.contract.rules.brackets();
    return brackets.maintenanceE8(Math.abs(notionalE8(position)));
  }

  private static Offers offers(Position position) {
    long bids = 0;
    long asks = 0;
    for (Order order : position.holding.orders.values()) {
      if (order.positionSide == position.side && !order.closing()) {
        long notional = Amounts.times(order.priceE8, order.leftE8());
        bids += order.buys() ? notional : 0;
        asks += order.buys() ? 0 : notional;
      }
    }
    return new Offers(bids, asks);
  }

  /** The largest notional that position and open orders may come to. */
  long exposureE8(Position position) {
    return exposureE8(position, offers(position));
  }

  /** The same with one more order. */
  long exposureE8(Position position, boolean buys, long moreE8) {
    Offers now = offers(position);
    return exposureE8(
        position,
        new Offers(now.bidsE8() + (buys ? moreE8 : 0), now.asksE8() + (buys ? 0 : moreE8)));
  }

  private long exposureE8(Position position, Offers offers) {
    long held = notionalE8(position);
    return Math.max(Math.abs(held + offers.bidsE8()), Math.abs(held - offers.asksE8()));
  }

  static long marginE8(long notionalE8, int leverage) {
    return Math.ceilDiv(Math.abs(notionalE8), leverage);
  }

  private long positionMarginE8(Position position) {
    return marginE8(notionalE8(position), position.holding.leverage);
  }

  private long orderMarginE8(Position position) {
    long all = marginE8(exposureE8(position), position.holding.leverage);
    return Math.max(0, all - positionMarginE8(position));
  }

  /** Wallet and unrealized profit of cross margin. */
  long crossBalanceE8(Account account) {
    return account.crossE8(Account.USDT) + crossUnrealizedE8(account);
  }

  private long crossUnrealizedE8(Account account) {
    long sum = 0;
    for (Holding holding : account.holdings) {
      for (Position position : holding.positions()) {
        sum += holding.isolated() ? 0 : unrealizedE8(position);
      }
    }
    return sum;
  }

  long crossMaintenanceE8(Account account) {
    long sum = 0;
    for (Holding holding : account.holdings) {
      for (Position position : holding.positions()) {
        sum += holding.isolated() ? 0 : maintenanceE8(position);
      }
    }
    return sum;
  }

  /** What may back new orders: never below 0. */
  long availableE8(Account account) {
    return Math.max(0, crossBalanceE8(account) - usedE8(account));
  }

  private long usedE8(Account account) {
    long used = 0;
    for (Holding holding : account.holdings) {
      for (Position position : holding.positions()) {
        used += orderMarginE8(position) + (holding.isolated() ? 0 : positionMarginE8(position));
      }
    }
    return used;
  }

  /** What may be taken out: profits that are not realized stay. */
  long withdrawableE8(Account account) {
    long profit = Math.max(0, crossUnrealizedE8(account));
    long free = crossBalanceE8(account) - profit - usedE8(account);
    return Math.max(0, Math.min(free, account.crossE8(Account.USDT)));
  }

  /**
   * The mark price at which a position would be liquidated, 0 where there is none: the exchange's
   * formula, in which all positions that share a margin move their own maintenance margin with the
   * price and the others stand still.
   */
  long liquidationE8(Position position) {
    if (position.flat()) {
      return 0;
    }
    Holding holding = position.holding;
    Account account = holding.account;
    if (holding.isolated()) {
      return liquidationE8(position.isolatedE8, List.of(position));
    }
    long others = account.crossE8(Account.USDT);
    for (Holding other : account.holdings) {
      for (Position held : other.positions()) {
        boolean counts = other != holding && !other.isolated();
        others += counts ? unrealizedE8(held) - maintenanceE8(held) : 0;
      }
    }
    return liquidationE8(others, holding.positions());
  }

  private long liquidationE8(long backedE8, List<Position> positions) {
    long above = backedE8;
    long below = 0;
    for (Position position : positions) {
      Bracket row = position.holding.contract.rules.brackets().at(Math.abs(notionalE8(position)));
      above += (position.flat() ? 0 : row.cumE8()) - position.costE8;
      below += Amounts.times(Math.abs(position.quantityE8), row.maintenanceE8());
      below -= position.quantityE8;
    }
    if (below == 0) {
      return 0;
    }
    long price = Amounts.over(below < 0 ? -above : above, Math.abs(below));
    return Math.max(0, price);
  }

  PositionState state(Position position) {
    Holding holding = position.holding;
    Offers offers = offers(position);
    return new PositionState(
        holding.contract.listing,
        position.side,
        position.quantityE8,
        position.entryE8(),
        position.breakEvenE8(),
        markE8(holding.contract),
        notionalE8(position),
        unrealizedE8(position),
        position.realizedE8,
        liquidationE8(position),
        holding.marginType,
        holding.leverage,
        holding.contract.rules.brackets().maxNotionalE8(holding.leverage),
        position.isolatedE8,
        positionMarginE8(position),
        orderMarginE8(position),
        maintenanceE8(position),
        offers.bidsE8(),
        offers.asksE8(),
        position.updateMs);
  }

  AccountState state(Account account) {
    List<PositionState> positions = new ArrayList<>();
    for (Holding holding : account.holdings) {
      holding.positions().forEach(position -> positions.add(state(position)));
    }
    List<AssetState> assets = new ArrayList<>();
    account.wallets.forEach((asset, wallet) -> assets.add(state(account, asset, wallet)));
    return new AccountState(
        account.id, pit.nowMs, account.hedged, account.feeBurn, assets, positions);
  }

  private AssetState state(Account account, String asset, Account.Wallet wallet) {
    if (!asset.equals(Account.USDT)) {
      long balance = wallet.balanceE8;
      return new AssetState(
          asset, balance, balance, 0, 0, 0, 0, 0, balance, balance, wallet.updateMs);
    }
    long unrealized = 0;
    long positions = 0;
    long orders = 0;
    long maintenance = 0;
    for (Holding holding : account.holdings) {
      for (Position position : holding.positions()) {
        unrealized += unrealizedE8(position);
        positions += positionMarginE8(position);
        orders += orderMarginE8(position);
        maintenance += maintenanceE8(position);
      }
    }
    return new AssetState(
        asset,
        wallet.balanceE8,
        account.crossE8(asset),
        unrealized,
        crossUnrealizedE8(account),
        positions,
        orders,
        maintenance,
        availableE8(account),
        withdrawableE8(account),
        wallet.updateMs);
  }
}
