package io.tapeloom.sim.usdm;

import io.tapeloom.sim.Refused;
import io.tapeloom.sim.usdm.UsdmEvent.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What users may set: leverage, margin type, position mode, isolated margin, fees in BNB. */
final class Terms {
  private final Pit pit;
  private final Margins margins;
  private final Money money;

  Terms(Pit pit, Margins margins, Money money) {
    this.pit = pit;
    this.margins = margins;
    this.money = money;
  }

  /** Answers the largest notional that the new leverage allows. */
  long leverage(Account account, Contract contract, long leverage) {
    Brackets brackets = contract.rules.brackets();
    if (leverage < 1 || leverage > brackets.maxLeverage()) {
      throw new Refused(-4028, "Leverage " + leverage + " is not valid");
    }
    Holding holding = account.holding(contract);
    int before = holding.leverage;
    if (holding.isolated() && leverage < before && !holding.flat()) {
      throw new Refused(
          -4161,
          "Leverage reduction is not supported in Isolated Margin Mode with open positions.");
    }
    long most = brackets.maxNotionalE8((int) leverage);
    for (Position position : holding.positions()) {
      if (margins.exposureE8(position) > most) {
        throw Refusals.exposure();
      }
    }
    affordable(holding, (int) leverage);
    holding.leverage = (int) leverage;
    if (before != leverage) {
      pit.tell(
          new UsdmEvent.LeverageChanged(account.id, pit.nowMs, contract.name(), holding.leverage));
    }
    return most;
  }

  private void affordable(Holding holding, int leverage) {
    long more = 0;
    for (Position position : holding.positions()) {
      long exposure = margins.exposureE8(position);
      more += Margins.marginE8(exposure, leverage) - Margins.marginE8(exposure, holding.leverage);
    }
    if (more > 0 && more > margins.availableE8(holding.account)) {
      throw new Refused(-2028, "Leverage is smaller than permitted: insufficient margin balance.");
    }
  }

  void marginType(Account account, Contract contract, MarginType type) {
    Holding holding = account.holding(contract);
    if (holding.marginType == type) {
      throw new Refused(-4046, "No need to change margin type.");
    }
    if (!holding.orders.isEmpty() || waiting(account, contract)) {
      throw new Refused(-4047, "Margin type cannot be changed if there exists open orders.");
    }
    if (!holding.flat()) {
      throw new Refused(-4048, "Margin type cannot be changed if there exists position.");
    }
    holding.marginType = type;
    money.tell(account, Reason.MARGIN_TYPE_CHANGE, List.of(), holding.positions());
  }

  private static boolean waiting(Account account, Contract contract) {
    return account.openAlgos.values().stream().anyMatch(a -> a.holding.contract == contract);
  }

  void hedged(Account account, boolean hedged) {
    if (account.hedged == hedged) {
      throw new Refused(-4059, "No need to change position side.");
    }
    boolean orders = account.holdings.stream().anyMatch(h -> !h.orders.isEmpty());
    if (orders || !account.openAlgos.isEmpty()) {
      throw new Refused(-4067, "Position side cannot be changed if there exists open orders.");
    }
    if (!account.flat()) {
      throw new Refused(-4068, "Position side cannot be changed if there exists position.");
    }
    account.hedged = hedged;
  }

  /** Adds to the margin of an isolated position or takes from it. */
  void positionMargin(
      Account account,
      Contract contract,
      Optional<PositionSide> side,
      long amountE8,
      boolean adds) {
    Holding holding = account.holding(contract);
    PositionSide which = side.orElse(PositionSide.BOTH);
    if (account.hedged == (which == PositionSide.BOTH)) {
      throw Refusals.positionSide();
    }
    if (amountE8 <= 0) {
      throw new Refused(-4055, "Amount must be positive.");
    }
    if (!holding.isolated()) {
      throw new Refused(-4049, "Add margin only support for isolated position.");
    }
    Position position = holding.position(which);
    movable(position, amountE8, adds);
    position.isolatedE8 += adds ? amountE8 : -amountE8;
    account.marginChanges.add(
        new MarginRow(contract.name(), adds ? 1 : 2, amountE8, which, pit.nowMs));
    money.tell(
        account,
        Reason.MARGIN_TRANSFER,
        List.of(Money.balance(account, Account.USDT, 0)),
        List.of(position));
  }

  private void movable(Position position, long amountE8, boolean adds) {
    if (position.flat()) {
      throw new Refused(-4054, "Cannot add position margin: position is 0.");
    }
    if (adds && amountE8 > margins.availableE8(position.holding.account)) {
      throw new Refused(-4050, "Cross balance insufficient.");
    }
    if (!adds && amountE8 > removableE8(position)) {
      throw new Refused(-4051, "Isolated balance insufficient.");
    }
  }

  /** What lies above the initial margin, unrealized losses taken off. */
  private long removableE8(Position position) {
    long loss = Math.min(0, margins.unrealizedE8(position));
    long needed = Margins.marginE8(margins.notionalE8(position), position.holding.leverage);
    return Math.max(0, position.isolatedE8 + loss - needed);
  }

  /** Adds to a wallet, or takes what may be taken. */
  void deposit(Account account, String asset, long amountE8) {
    boolean usdt = asset.equals(Account.USDT);
    long most = usdt ? margins.withdrawableE8(account) : account.balanceE8(asset);
    if (amountE8 < 0 && -amountE8 > most) {
      throw new Refused(-2018, "Balance is insufficient.");
    }
    money.book(account, asset, amountE8, Money.Cause.transfer());
    List<UsdmEvent.BalanceChange> balances = new ArrayList<>();
    balances.add(Money.balance(account, asset, amountE8));
    Reason reason = amountE8 < 0 ? Reason.WITHDRAW : Reason.DEPOSIT;
    money.tell(account, reason, balances, List.of());
  }
}
