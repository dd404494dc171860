package io.tapeloom.sim.usdm;

/** An order as it lives: changed by fills, amendments and cancels. */
final class Order {
  final long id;
  final String clientId;
  final Holding holding;
  final NewOrder request;
  final PositionSide positionSide;
  final OrderType type;
  final TimeInForce timeInForce;
  final boolean reduceOnly;
  final long timeMs;

  /** The conditional order it came from, or null. */
  final Algo algo;

  long priceE8;
  long quantityE8;
  long executedE8;
  long quoteE8;
  OrderStatus status = OrderStatus.NEW;
  long updateMs;
  int amendments;
  boolean liquidation;

  /** Its turn in the book: newer than everything that came before. */
  long turn;

  Order(long id, Accepted from, long timeMs) {
    this.id = id;
    this.clientId = from.clientId();
    this.holding = from.holding();
    this.request = from.request();
    this.positionSide = from.positionSide();
    this.type = from.type();
    this.timeInForce = from.timeInForce();
    this.reduceOnly = from.reduceOnly();
    this.algo = from.algo();
    this.priceE8 = from.priceE8();
    this.quantityE8 = from.quantityE8();
    this.timeMs = timeMs;
    this.updateMs = timeMs;
  }

  /**
   * What an order is made from, after all checks.
   *
   * @param algo the conditional order it comes from, or null
   */
  record Accepted(
      Holding holding,
      NewOrder request,
      String clientId,
      PositionSide positionSide,
      OrderType type,
      TimeInForce timeInForce,
      boolean reduceOnly,
      long priceE8,
      long quantityE8,
      Algo algo) {
    boolean buys() {
      return request.side().buys();
    }

    Position position() {
      return holding.position(positionSide);
    }

    /** Whether it may only make its position smaller. */
    boolean closing() {
      return reduceOnly || closes(positionSide, buys());
    }
  }

  /** In hedge mode the direction alone says what an order may do to its position. */
  static boolean closes(PositionSide side, boolean buys) {
    return side == PositionSide.LONG && !buys || side == PositionSide.SHORT && buys;
  }

  boolean buys() {
    return request.side().buys();
  }

  boolean closing() {
    return reduceOnly || closes(positionSide, buys());
  }

  Position position() {
    return holding.position(positionSide);
  }

  long leftE8() {
    return quantityE8 - executedE8;
  }

  boolean open() {
    return status.open();
  }

  OrderState state() {
    boolean triggered = algo != null;
    return new OrderState(
        holding.account.id,
        holding.contract.listing,
        id,
        clientId,
        request.side(),
        positionSide,
        type,
        triggered ? request.type() : type,
        timeInForce,
        type.priced() ? priceE8 : 0,
        quantityE8,
        executedE8,
        quoteE8,
        status,
        reduceOnly,
        request.closePosition(),
        triggered ? algo.triggerE8 : 0,
        triggered ? algo.activateE8 : 0,
        request.algo().callbackE8().orElse(0),
        request.algo().workingType(),
        request.algo().priceProtect(),
        request.priceMatch(),
        request.stp(),
        timeInForce == TimeInForce.GTD ? request.goodTillMs() : 0,
        timeMs,
        updateMs,
        amendments);
  }
}
