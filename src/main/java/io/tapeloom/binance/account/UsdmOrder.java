package io.tapeloom.binance.account;

import io.tapeloom.binance.answer.PositionSide;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Symbol;
import io.tapeloom.ledger.OrderSide;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A USD-M order that is no stop, as it is asked for.
 *
 * @param price of a limit order; a market order has none
 * @param reduceOnly never opens a position; not sent in hedge mode, where the position's side says
 *     it
 */
public record UsdmOrder(
    Symbol symbol,
    OrderSide side,
    PositionSide positionSide,
    Fixed qty,
    Optional<Fixed> price,
    TimeInForce timeInForce,
    boolean reduceOnly,
    String clientOrderId,
    Optional<Long> goodTillMs) {

  /** At whatever price. */
  public static UsdmOrder market(Symbol symbol, OrderSide side, Fixed qty, String clientId) {
    return new UsdmOrder(
        symbol,
        side,
        PositionSide.BOTH,
        qty,
        Optional.empty(),
        TimeInForce.GTC,
        false,
        clientId,
        Optional.empty());
  }

  /** At that price or better. */
  public static UsdmOrder limit(
      Symbol symbol, OrderSide side, Fixed qty, Fixed price, String clientId) {
    return new UsdmOrder(
        symbol,
        side,
        PositionSide.BOTH,
        qty,
        Optional.of(price),
        TimeInForce.GTC,
        false,
        clientId,
        Optional.empty());
  }

  /** The same, never opening a position. */
  public UsdmOrder reducing() {
    return new UsdmOrder(
        symbol, side, positionSide, qty, price, timeInForce, true, clientOrderId, goodTillMs);
  }

  /** The same for that position of hedge mode. */
  public UsdmOrder of(PositionSide position) {
    return new UsdmOrder(
        symbol, side, position, qty, price, timeInForce, reduceOnly, clientOrderId, goodTillMs);
  }

  /** The same for that long. */
  public UsdmOrder timeInForce(TimeInForce span) {
    return new UsdmOrder(
        symbol, side, positionSide, qty, price, span, reduceOnly, clientOrderId, goodTillMs);
  }

  /** The same until that date. */
  public UsdmOrder goodTill(long untilMs) {
    return new UsdmOrder(
        symbol,
        side,
        positionSide,
        qty,
        price,
        TimeInForce.GTD,
        reduceOnly,
        clientOrderId,
        Optional.of(untilMs));
  }

  /** True where it can only make a position smaller. */
  boolean protects() {
    boolean closesHedge =
        (positionSide == PositionSide.LONG && side == OrderSide.SELL)
            || (positionSide == PositionSide.SHORT && side == OrderSide.BUY);
    return reduceOnly || closesHedge;
  }

  Query query() {
    Query query =
        Query.of("symbol", symbol)
            .put("side", side)
            .put("positionSide", positionSide)
            .put("type", price.isPresent() ? "LIMIT" : "MARKET");
    if (price.isPresent()) {
      query.put("timeInForce", timeInForce);
    }
    query.put("quantity", qty).put("price", price).put("newClientOrderId", clientOrderId);
    if (reduceOnly && positionSide == PositionSide.BOTH) {
      query.put("reduceOnly", true);
    }
    return query.put("goodTillDate", goodTillMs).put("newOrderRespType", "RESULT");
  }

  /** One element of a batch, whose values are all texts. */
  JsonObject element() {
    return query().toJson();
  }
}
