package io.tapeloom.sim.usdm;

import java.util.List;
import java.util.TreeMap;

/** What one account has in one symbol: its settings, its positions and its open orders. */
final class Holding {
  static final int DEFAULT_LEVERAGE = 20;

  final Account account;
  final Contract contract;
  final Position both = new Position(this, PositionSide.BOTH);
  final Position longs = new Position(this, PositionSide.LONG);
  final Position shorts = new Position(this, PositionSide.SHORT);

  /** Open orders by id. */
  final TreeMap<Long, Order> orders = new TreeMap<>();

  int leverage;
  MarginType marginType = MarginType.CROSSED;

  /** When all orders are cancelled, 0 for never. */
  long countdownMs;

  Holding(Account account, Contract contract) {
    this.account = account;
    this.contract = contract;
    this.leverage = Math.min(DEFAULT_LEVERAGE, contract.rules.brackets().maxLeverage());
  }

  /** The positions of the account's mode. */
  List<Position> positions() {
    return account.hedged ? List.of(longs, shorts) : List.of(both);
  }

  Position position(PositionSide side) {
    return switch (side) {
      case BOTH -> both;
      case LONG -> longs;
      case SHORT -> shorts;
    };
  }

  boolean flat() {
    return both.flat() && longs.flat() && shorts.flat();
  }

  boolean isolated() {
    return marginType == MarginType.ISOLATED;
  }
}
