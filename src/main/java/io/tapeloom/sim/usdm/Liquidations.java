package io.tapeloom.sim.usdm;

import io.tapeloom.sim.book.Stp;
import io.tapeloom.sim.usdm.UsdmEvent.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Watches the margin once a second. Where the margin balance no longer exceeds the maintenance
 * margin, open orders are cancelled and positions are closed by immediate orders at the bankruptcy
 * price, the one with the largest maintenance margin first; what the market does not take at that
 * price the insurance fund takes over, so that no other account's profit is touched (no
 * auto-deleveraging) and no wallet ends below zero.
 */
final class Liquidations {
  /** Share of the margin balance that the maintenance margin may reach before users are warned. */
  private static final long CALL_E8 = 80_000_000;

  private final Pit pit;
  private final Margins margins;
  private final Money money;
  private final Fills fills;
  private final Reducers reducers;
  private final Changes changes;

  Liquidations(
      Pit pit, Margins margins, Money money, Fills fills, Reducers reducers, Changes changes) {
    this.pit = pit;
    this.margins = margins;
    this.money = money;
    this.fills = fills;
    this.reducers = reducers;
    this.changes = changes;
  }

  /** Looks at one account. */
  void check(Account account) {
    if (account.flat()) {
      account.called = false;
      return;
    }
    for (Holding holding : account.holdings) {
      for (Position position : holding.positions()) {
        if (holding.isolated() && !position.flat()) {
          isolated(position);
        }
      }
    }
    cross(account);
  }

  private void isolated(Position position) {
    long balance = position.isolatedE8 + margins.unrealizedE8(position);
    long needed = margins.maintenanceE8(position);
    if (balance <= needed) {
      changes.liquidate(position.holding);
      close(position, position.isolatedE8);
      position.called = false;
      return;
    }
    boolean near = near(balance, needed);
    if (near && !position.called) {
      pit.tell(
          new UsdmEvent.MarginCalled(
              position.holding.account.id,
              pit.nowMs,
              OptionalLong.empty(),
              List.of(margins.state(position))));
    }
    position.called = near;
  }

  private static boolean near(long balanceE8, long neededE8) {
    return neededE8 >= Amounts.times(balanceE8, CALL_E8);
  }

  private void cross(Account account) {
    long balance = margins.crossBalanceE8(account);
    long needed = margins.crossMaintenanceE8(account);
    if (needed == 0) {
      account.called = false;
    } else if (balance <= needed) {
      liquidate(account);
    } else {
      boolean near = near(balance, needed);
      if (near && !account.called) {
        call(account);
      }
      account.called = near;
    }
  }

  private void call(Account account) {
    List<PositionState> positions = new ArrayList<>();
    for (Position position : held(account)) {
      positions.add(margins.state(position));
    }
    pit.tell(
        new UsdmEvent.MarginCalled(
            account.id, pit.nowMs, OptionalLong.of(account.crossE8(Account.USDT)), positions));
  }

  private List<Position> held(Account account) {
    List<Position> held = new ArrayList<>();
    for (Holding holding : account.holdings) {
      for (Position position : holding.positions()) {
        if (!holding.isolated() && !position.flat()) {
          held.add(position);
        }
      }
    }
    return held;
  }

  private void liquidate(Account account) {
    for (Holding holding : account.holdings) {
      if (!holding.isolated()) {
        changes.liquidate(holding);
      }
    }
    Contract last = pit.contracts.getFirst();
    while (true) {
      long needed = margins.crossMaintenanceE8(account);
      if (needed == 0 || margins.crossBalanceE8(account) > needed) {
        break;
      }
      Position worst = worst(account);
      last = worst.holding.contract;
      close(worst, margins.crossBalanceE8(account) - margins.unrealizedE8(worst));
    }
    long wallet = account.crossE8(Account.USDT);
    if (wallet < 0) {
      insurance(account, last, -wallet);
    }
    account.called = false;
  }

  private Position worst(Account account) {
    Position worst = null;
    for (Position position : held(account)) {
      boolean worse =
          worst == null || margins.maintenanceE8(position) > margins.maintenanceE8(worst);
      worst = worse ? position : worst;
    }
    return worst;
  }

  /** Closes a position that has that much behind it besides its own profit. */
  private void close(Position position, long backedE8) {
    Contract contract = position.holding.contract;
    Account account = position.holding.account;
    long quantity = Math.abs(position.quantityE8);
    long before = account.balanceE8(Account.USDT);
    Order order = order(position, bankruptE8(position, backedE8), quantity);
    contract.house.quote(pit.nowMs);
    pit.tell(order, Execution.CALCULATED);
    reducers.submit(order, contract.steps(quantity));
    long taken = order.quoteE8;
    long rest = order.leftE8();
    if (rest > 0) {
      takeOver(order, rest);
    }
    reducers.settle();
    account.orders.put(order.id, order);
    account.liquidated.add(order);
    pit.tell(new UsdmEvent.Liquidated(pit.nowMs, order.state(), rest > 0 ? rest : quantity));
    long left = backedE8 + account.balanceE8(Account.USDT) - before;
    settle(position.holding, taken, left);
  }

  /** The fund takes the rest at the bankruptcy price and is done with it at the mark price. */
  private void takeOver(Order order, long qtyE8) {
    fills.insure(order, qtyE8);
    long worth = Amounts.times(margins.markE8(order.holding.contract), qtyE8);
    long paid = Amounts.times(order.priceE8, qtyE8);
    pit.insuranceE8 += order.buys() ? paid - worth : worth - paid;
  }

  /**
   * The liquidation fee on what the market took, as far as something is left for it; a loss beyond
   * an isolated margin is the fund's and never the cross wallet's.
   */
  private void settle(Holding holding, long takenE8, long leftE8) {
    long rate = holding.contract.rules.liquidationFeeE8();
    long fee = Math.min(Amounts.times(takenE8, rate), Math.max(0, leftE8));
    long lost = holding.isolated() ? Math.max(0, -leftE8) : 0;
    if (fee > 0 || lost > 0) {
      insurance(holding.account, holding.contract, lost - fee);
    }
  }

  /** The price at which nothing would be left, on the tick that favours the account. */
  private static long bankruptE8(Position position, long backedE8) {
    Contract contract = position.holding.contract;
    long tick = contract.listing.tickE8();
    long rest = position.costE8 - backedE8;
    long exact = Amounts.over(rest, Math.abs(position.quantityE8));
    long price = position.quantityE8 > 0 ? Math.ceilDiv(exact, tick) : Math.floorDiv(-exact, tick);
    return Math.clamp(price * tick, tick, contract.rules.maxPriceE8());
  }

  private Order order(Position position, long priceE8, long quantityE8) {
    Holding holding = position.holding;
    boolean buys = position.quantityE8 < 0;
    long id = pit.nextOrderId();
    NewOrder request =
        NewOrder.limit(holding.contract.name(), OrderSide.of(buys), quantityE8, priceE8)
            .preventing(Stp.NONE);
    String client = "autoclose-" + pit.nowMs + "%06d".formatted(id % 1_000_000);
    Order order =
        new Order(
            id,
            new Order.Accepted(
                holding,
                request,
                client,
                position.side,
                OrderType.LIMIT,
                TimeInForce.IOC,
                true,
                priceE8,
                quantityE8,
                null),
            pit.nowMs);
    order.liquidation = true;
    pit.open.put(id, order);
    return order;
  }

  /** What the fund pays to an account, or takes when below 0. */
  private void insurance(Account account, Contract contract, long amountE8) {
    pit.insuranceE8 -= amountE8;
    money.book(
        account, Account.USDT, amountE8, Money.Cause.of(IncomeRow.Kind.INSURANCE_CLEAR, contract));
    money.tell(
        account,
        Reason.INSURANCE_CLEAR,
        List.of(Money.balance(account, Account.USDT, amountE8)),
        List.of());
  }
}
