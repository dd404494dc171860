package io.tapeloom.sim.usdm;

import io.tapeloom.market.MarkPrice;
import io.tapeloom.sim.usdm.UsdmEvent.Reason;
import java.util.List;

/**
 * Every eight hours longs pay shorts, or shorts longs: notional at the mark price times the rate of
 * the interval that ends. An isolated position pays from its own margin.
 */
final class Funding {
  /** Time between two payments. */
  static final long EVERY_MS = 8 * 3_600_000L;

  private final Pit pit;
  private final Margins margins;
  private final Money money;

  Funding(Pit pit, Margins margins, Money money) {
    this.pit = pit;
    this.margins = margins;
    this.money = money;
  }

  /** Settles the interval that ends now. */
  void settle() {
    for (Contract contract : pit.contracts) {
      long rateE8 = contract.settledRateE8(pit.nowMs);
      for (Account account : pit.accounts.values()) {
        for (Position position : account.holding(contract).positions()) {
          if (!position.flat()) {
            pay(position, rateE8);
          }
        }
      }
    }
  }

  private void pay(Position position, long rateE8) {
    Account account = position.holding.account;
    long amount = -Amounts.times(margins.notionalE8(position), rateE8);
    if (amount == 0) {
      return;
    }
    boolean isolated = position.holding.isolated();
    position.isolatedE8 += isolated ? amount : 0;
    Contract contract = position.holding.contract;
    money.book(account, Account.USDT, amount, Money.Cause.of(IncomeRow.Kind.FUNDING_FEE, contract));
    money.tell(
        account,
        Reason.FUNDING_FEE,
        List.of(Money.balance(account, Account.USDT, amount)),
        isolated ? List.of(position) : List.of());
  }

  /** The rate that a contract settled at that moment. */
  static long rateE8(UsdmMarket.Marks marks, long atMs) {
    return marks.at(atMs - 1).map(MarkPrice::fundingRateE8).orElse(0L);
  }
}
