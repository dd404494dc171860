package io.tapeloom.sim.usdm;

import io.tapeloom.sim.book.Stp;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a user asks for; whether it can be is decided by {@link UsdmDesk}. Prices, quantities in
 * 1e-8.
 *
 * @param reduceOnly as sent; in hedge mode it may not be sent at all
 * @param clientId the user's own id, made up when empty
 * @param goodTillMs end of a GTD order, 0 for none
 * @param algo what makes it conditional
 */
public record NewOrder(
    String symbol,
    OrderSide side,
    Optional<PositionSide> positionSide,
    OrderType type,
    Optional<TimeInForce> timeInForce,
    OptionalLong quantityE8,
    OptionalLong priceE8,
    Optional<Boolean> reduceOnly,
    boolean closePosition,
    Optional<String> clientId,
    PriceMatch priceMatch,
    Stp stp,
    long goodTillMs,
    Trigger algo) {
  /**
   * What a conditional order waits for.
   *
   * @param priceE8 trigger price
   * @param activateE8 where a trailing stop begins to follow
   * @param callbackE8 how far the price comes back before a trailing stop triggers, 1e-8 of 1 %
   */
  public record Trigger(
      OptionalLong priceE8,
      OptionalLong activateE8,
      OptionalLong callbackE8,
      WorkingType workingType,
      boolean priceProtect) {
    /** No condition. */
    public static final Trigger NONE =
        new Trigger(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            WorkingType.CONTRACT_PRICE,
            false);

    /** At that price. */
    public static Trigger at(long priceE8, WorkingType workingType) {
      return new Trigger(
          OptionalLong.of(priceE8), OptionalLong.empty(), OptionalLong.empty(), workingType, false);
    }

    /** Trailing by a share in 1e-8 of 1 %. */
    public static Trigger trailing(OptionalLong activateE8, long callbackE8, WorkingType type) {
      return new Trigger(
          OptionalLong.empty(), activateE8, OptionalLong.of(callbackE8), type, false);
    }

    /** The same, refusing to trigger while mark and last price are far apart. */
    public Trigger guarded() {
      return new Trigger(priceE8, activateE8, callbackE8, workingType, true);
    }
  }

  /** A limit order good until cancelled. */
  public static NewOrder limit(String symbol, OrderSide side, long quantityE8, long priceE8) {
    return new NewOrder(
        symbol,
        side,
        Optional.empty(),
        OrderType.LIMIT,
        Optional.of(TimeInForce.GTC),
        OptionalLong.of(quantityE8),
        OptionalLong.of(priceE8),
        Optional.empty(),
        false,
        Optional.empty(),
        PriceMatch.NONE,
        Stp.EXPIRE_MAKER,
        0,
        Trigger.NONE);
  }

  /** A market order. */
  public static NewOrder market(String symbol, OrderSide side, long quantityE8) {
    return limit(symbol, side, quantityE8, 0)
        .with(OrderType.MARKET, Optional.empty(), OptionalLong.empty());
  }

  private NewOrder with(OrderType kind, Optional<TimeInForce> force, OptionalLong price) {
    return new NewOrder(
        symbol,
        side,
        positionSide,
        kind,
        force,
        quantityE8,
        price,
        reduceOnly,
        closePosition,
        clientId,
        priceMatch,
        stp,
        goodTillMs,
        algo);
  }

  private NewOrder with(
      Optional<PositionSide> position, Optional<Boolean> reduce, Optional<String> client) {
    return new NewOrder(
        symbol,
        side,
        position,
        type,
        timeInForce,
        quantityE8,
        priceE8,
        reduce,
        closePosition,
        client,
        priceMatch,
        stp,
        goodTillMs,
        algo);
  }

  /** The same with another time in force. */
  public NewOrder in(TimeInForce force) {
    return with(type, Optional.of(force), priceE8);
  }

  /** The same until that moment. */
  public NewOrder until(long endMs) {
    return rest(closePosition, quantityE8, stp, endMs, algo).in(TimeInForce.GTD);
  }

  /** The same for one side of a hedged position. */
  public NewOrder of(PositionSide position) {
    return with(Optional.of(position), reduceOnly, clientId);
  }

  /** The same under the user's own id. */
  public NewOrder named(String client) {
    return with(positionSide, reduceOnly, Optional.of(client));
  }

  /** The same, never opening anything. */
  public NewOrder reducing() {
    return with(positionSide, Optional.of(true), clientId);
  }

  /** The same with another self-trade prevention. */
  public NewOrder preventing(Stp mode) {
    return rest(closePosition, quantityE8, mode, goodTillMs, algo);
  }

  /** The same as a conditional order. */
  public NewOrder when(OrderType kind, Trigger trigger) {
    Optional<TimeInForce> force = kind.priced() ? timeInForce : Optional.empty();
    OptionalLong price = kind.priced() ? priceE8 : OptionalLong.empty();
    return with(kind, force, price).rest(closePosition, quantityE8, stp, goodTillMs, trigger);
  }

  /** The same, closing whatever is there when it triggers. */
  public NewOrder closing() {
    return rest(true, OptionalLong.empty(), stp, goodTillMs, algo);
  }

  private NewOrder rest(
      boolean close, OptionalLong quantity, Stp mode, long endMs, Trigger trigger) {
    return new NewOrder(
        symbol,
        side,
        positionSide,
        type,
        timeInForce,
        quantity,
        priceE8,
        reduceOnly,
        close,
        clientId,
        priceMatch,
        mode,
        endMs,
        trigger);
  }

  /** The same with its price taken from the book. */
  public NewOrder matching(PriceMatch match) {
    return new NewOrder(
        symbol,
        side,
        positionSide,
        type,
        timeInForce,
        quantityE8,
        OptionalLong.empty(),
        reduceOnly,
        closePosition,
        clientId,
        match,
        stp,
        goodTillMs,
        algo);
  }
}
