package io.tapeloom.sim.usdm;

import io.tapeloom.sim.usdm.UsdmEvent.AccountChanged;
import io.tapeloom.sim.usdm.UsdmEvent.BalanceChange;
import io.tapeloom.sim.usdm.UsdmEvent.Reason;
import java.util.List;
import java.util.OptionalLong;

/** The one place where wallets change, each change with its row. */
final class Money {
  private final Pit pit;
  private final Margins margins;

  Money(Pit pit, Margins margins) {
    this.pit = pit;
    this.margins = margins;
  }

  /** What a row says besides the amount. */
  record Cause(IncomeRow.Kind kind, String symbol, String info, OptionalLong tradeId) {
    static Cause of(IncomeRow.Kind kind, Contract contract) {
      return new Cause(kind, contract.name(), kind.name(), OptionalLong.empty());
    }

    static Cause transfer() {
      IncomeRow.Kind kind = IncomeRow.Kind.TRANSFER;
      return new Cause(kind, "", kind.name(), OptionalLong.empty());
    }
  }

  /** Adds an amount with its sign; nothing is written for nothing. */
  void book(Account account, String asset, long amountE8, Cause cause) {
    if (amountE8 == 0) {
      return;
    }
    Account.Wallet wallet = account.wallet(asset);
    wallet.balanceE8 = Math.addExact(wallet.balanceE8, amountE8);
    wallet.updateMs = pit.nowMs;
    account.incomes.add(
        new IncomeRow(
            pit.nextRowId(),
            cause.symbol(),
            cause.kind(),
            asset,
            amountE8,
            cause.info(),
            cause.tradeId(),
            pit.nowMs));
  }

  /** Says what balances and positions have become. */
  void tell(Account account, Reason reason, List<BalanceChange> balances, List<Position> changed) {
    List<PositionState> positions = changed.stream().map(margins::state).toList();
    pit.tell(new AccountChanged(account.id, pit.nowMs, reason, balances, positions));
  }

  /** A balance as it is now. */
  static BalanceChange balance(Account account, String asset, long changeE8) {
    return new BalanceChange(asset, account.balanceE8(asset), account.crossE8(asset), changeE8);
  }
}
