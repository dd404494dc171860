package io.tapeloom.sim.usdm;

import io.tapeloom.sim.book.MatchingBook;
import io.tapeloom.sim.book.Why;
import io.tapeloom.sim.usdm.UsdmEvent.BalanceChange;
import io.tapeloom.sim.usdm.UsdmEvent.Fill;
import io.tapeloom.sim.usdm.UsdmEvent.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Books what the matching book reports: orders, positions, profits, fees, and tells of it. */
final class Fills implements MatchingBook.Listener {
  private final Pit pit;
  private final Money money;
  private final Reducers reducers;

  Fills(Pit pit, Money money, Reducers reducers) {
    this.pit = pit;
    this.money = money;
    this.reducers = reducers;
  }

  @Override
  @SuppressWarnings("checkstyle:ParameterNumber")
  public void traded(
      long makerId,
      int makerOwner,
      long takerId,
      int takerOwner,
      boolean takerBuys,
      long ticks,
      long steps,
      long makerLeft) {
    long tradeId = pit.nextTradeId();
    if (makerOwner != MatchingBook.HOUSE) {
      fill(pit.open.get(makerId), ticks, steps, tradeId, true);
    }
    if (takerOwner != MatchingBook.HOUSE) {
      fill(pit.open.get(takerId), ticks, steps, tradeId, false);
    }
  }

  @Override
  public void expired(long orderId, int owner, long stepsLeft, Why why) {
    Order order = pit.open.get(orderId);
    if (order.liquidation) {
      return;
    }
    if (why == Why.STP) {
      pit.expire(order, ExpiryReason.SELF_TRADE);
      reducers.touch(order.position());
    }
  }

  private void fill(Order order, long ticks, long steps, long tradeId, boolean maker) {
    Contract contract = order.holding.contract;
    fill(order, contract.priceE8(ticks), contract.qtyE8(steps), tradeId, maker, false);
  }

  /** What the insurance fund takes over of a liquidation, at its price and without a fee. */
  void insure(Order order, long qtyE8) {
    fill(order, order.priceE8, qtyE8, pit.nextTradeId(), false, true);
  }

  private void fill(
      Order order, long priceE8, long qtyE8, long tradeId, boolean maker, boolean insured) {
    Position position = order.position();
    Account account = order.holding.account;
    long quoteE8 = Amounts.times(priceE8, qtyE8);
    order.executedE8 += qtyE8;
    order.quoteE8 += quoteE8;
    order.updateMs = pit.nowMs;
    order.status = order.leftE8() == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
    long realized = position.fill(order.buys(), priceE8, qtyE8, pit.nowMs);
    Charge charge = insured ? Charge.NONE : charge(order, quoteE8, maker);
    book(order, tradeId, realized, charge);
    Fill fill = new Fill(tradeId, priceE8, qtyE8, maker, charge.asset(), charge.feeE8(), realized);
    account.trades.add(row(order, fill, quoteE8));
    if (!order.open()) {
      pit.forget(order);
    }
    pit.tell(order, fill, insured);
    money.tell(account, Reason.ORDER, balances(account, charge), List.of(position));
    pit.finish(order);
    reducers.touch(position);
  }

  /** A fee: in which asset, how much, and what it is worth in USDT. */
  private record Charge(String asset, long feeE8, long worthE8) {
    static final Charge NONE = new Charge(Account.USDT, 0, 0);
  }

  private Charge charge(Order order, long quoteE8, boolean maker) {
    UsdmRules.Fees fees = order.holding.contract.rules.fees();
    long rate = maker ? fees.makerE8() : fees.takerE8();
    rate = order.timeInForce == TimeInForce.RPI && maker ? fees.rpiE8() : rate;
    long fee = Amounts.times(quoteE8, rate);
    Account account = order.holding.account;
    OptionalLong bnb = account.feeBurn && !order.liquidation ? pit.bnbE8() : OptionalLong.empty();
    if (bnb.isPresent()) {
      long worth = Amounts.times(fee, fees.bnbShareE8());
      long inBnb = Amounts.over(worth, bnb.getAsLong());
      if (inBnb <= account.balanceE8(Account.BNB)) {
        return new Charge(Account.BNB, inBnb, worth);
      }
    }
    return new Charge(Account.USDT, fee, fee);
  }

  private void book(Order order, long tradeId, long realized, Charge charge) {
    Account account = order.holding.account;
    String symbol = order.holding.contract.name();
    String info = Long.toString(tradeId);
    OptionalLong trade = OptionalLong.of(tradeId);
    money.book(
        account,
        Account.USDT,
        realized,
        new Money.Cause(IncomeRow.Kind.REALIZED_PNL, symbol, info, trade));
    money.book(
        account,
        charge.asset(),
        -charge.feeE8(),
        new Money.Cause(IncomeRow.Kind.COMMISSION, symbol, info, trade));
    Position position = order.position();
    position.sinceOpenE8 -= position.flat() ? 0 : charge.worthE8();
  }

  private TradeRow row(Order order, Fill fill, long quoteE8) {
    return new TradeRow(
        order.state(),
        fill.tradeId(),
        fill.priceE8(),
        fill.quantityE8(),
        quoteE8,
        fill.maker(),
        fill.feeAsset(),
        fill.feeE8(),
        fill.realizedE8(),
        pit.nowMs);
  }

  private static List<BalanceChange> balances(Account account, Charge charge) {
    List<BalanceChange> balances = new ArrayList<>();
    balances.add(Money.balance(account, Account.USDT, 0));
    if (!charge.asset().equals(Account.USDT)) {
      balances.add(Money.balance(account, charge.asset(), 0));
    }
    return balances;
  }
}
