package io.tapeloom.sim.usdm;

import java.util.OptionalLong;

/** A conditional order as it lives: waits, follows, triggers, and then points to its order. */
final class Algo {
  final long id;
  final String clientId;
  final Holding holding;
  final NewOrder request;
  final PositionSide positionSide;
  final TimeInForce timeInForce;
  final long timeMs;
  AlgoStatus status = AlgoStatus.NEW;
  long priceE8;
  long triggerE8;
  long activateE8;
  long extremeE8;
  long updateMs;
  long triggerMs;
  boolean active;
  String reason = "";

  /** The order it became, or null. */
  Order order;

  Algo(long id, String clientId, Holding holding, NewOrder request, PositionSide side, long nowMs) {
    this.id = id;
    this.clientId = clientId;
    this.holding = holding;
    this.request = request;
    this.positionSide = side;
    this.timeInForce = request.timeInForce().orElse(TimeInForce.GTC);
    this.timeMs = nowMs;
    this.updateMs = nowMs;
    this.priceE8 = request.priceE8().orElse(0);
    this.triggerE8 = request.algo().priceE8().orElse(0);
    this.activateE8 = request.algo().activateE8().orElse(0);
  }

  boolean open() {
    return status == AlgoStatus.NEW;
  }

  /** Whether both close the whole position, in the same way and direction. */
  boolean twin(NewOrder other) {
    return request.closePosition()
        && other.closePosition()
        && request.symbol().equals(other.symbol())
        && request.side() == other.side()
        && request.type() == other.type();
  }

  boolean buys() {
    return request.side().buys();
  }

  boolean trailing() {
    return request.type() == OrderType.TRAILING_STOP_MARKET;
  }

  boolean byMark() {
    return request.algo().workingType() == WorkingType.MARK_PRICE;
  }

  /** Whether that price lies where the trigger fires. */
  boolean reachedBy(long priceE8) {
    boolean upwards = buys() == request.type().stops();
    return upwards ? priceE8 >= triggerE8 : priceE8 <= triggerE8;
  }

  /** Whether a trailing stop begins to follow at that price. */
  boolean activatedBy(long priceE8) {
    return buys() ? priceE8 <= activateE8 : priceE8 >= activateE8;
  }

  /** Follows the price; answers whether it has come back far enough. */
  boolean trails(long priceE8) {
    extremeE8 = buys() ? Math.min(extremeE8, priceE8) : Math.max(extremeE8, priceE8);
    long rateE8 = request.algo().callbackE8().orElseThrow() / 100;
    long back = Amounts.times(extremeE8, rateE8);
    triggerE8 = buys() ? extremeE8 + back : extremeE8 - back;
    return buys() ? priceE8 >= triggerE8 : priceE8 <= triggerE8;
  }

  AlgoState state() {
    return new AlgoState(
        holding.account.id,
        holding.contract.listing,
        id,
        clientId,
        request,
        positionSide,
        timeInForce,
        status,
        request.quantityE8().orElse(0),
        priceE8,
        triggerE8,
        activateE8,
        order == null ? OptionalLong.empty() : OptionalLong.of(order.id),
        order == null ? 0 : order.state().averageE8(),
        order == null ? 0 : order.executedE8,
        timeMs,
        updateMs,
        triggerMs,
        active,
        reason);
  }
}
