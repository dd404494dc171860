package io.tapeloom.sim.spot;

import java.util.Optional;

/** An order as its owner wants it. */
public record Ticket(
    String symbol,
    OrderSide side,
    OrderType type,
    Optional<TimeInForce> timeInForce,
    Amounts amounts,
    Optional<StpMode> stp,
    Labels labels) {
  /** A limit order that rests until cancelled. */
  public static Ticket limit(String symbol, OrderSide side, long qtyE8, long priceE8) {
    return of(symbol, side, OrderType.LIMIT, Amounts.at(qtyE8, priceE8)).in(TimeInForce.GTC);
  }

  /** A market order for that quantity. */
  public static Ticket market(String symbol, OrderSide side, long qtyE8) {
    return of(symbol, side, OrderType.MARKET, Amounts.of(qtyE8));
  }

  /** An order of that type without anything that need not be said. */
  public static Ticket of(String symbol, OrderSide side, OrderType type, Amounts amounts) {
    return new Ticket(symbol, side, type, Optional.empty(), amounts, Optional.empty(), Labels.NONE);
  }

  /** The same with a time in force. */
  public Ticket in(TimeInForce tif) {
    return new Ticket(symbol, side, type, Optional.of(tif), amounts, stp, labels);
  }

  /** The same with other numbers. */
  public Ticket with(Amounts other) {
    return new Ticket(symbol, side, type, timeInForce, other, stp, labels);
  }

  /** The same under other names. */
  public Ticket with(Labels other) {
    return new Ticket(symbol, side, type, timeInForce, amounts, stp, other);
  }

  /** The same with self-trade prevention. */
  public Ticket with(StpMode mode) {
    return new Ticket(symbol, side, type, timeInForce, amounts, Optional.of(mode), labels);
  }

  /** Time in force as it is reported: GTC where none was said. */
  public TimeInForce force() {
    return timeInForce.orElse(TimeInForce.GTC);
  }

  /** Self-trade prevention as it is reported; the exchange's default where none was said. */
  public StpMode prevention() {
    return stp.orElse(StpMode.EXPIRE_MAKER);
  }

  /** Whether it buys. */
  public boolean buys() {
    return side == OrderSide.BUY;
  }
}
