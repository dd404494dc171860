package io.tapeloom.binance.account;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Symbol;
import io.tapeloom.ledger.OrderSide;
import java.util.Optional;

/**
 * A spot order as it is asked for.
 *
 * @param qty in the base asset
 * @param quoteQty in the quote asset, of a market order in place of {@code qty}
 */
public record SpotOrder(
    Symbol symbol,
    OrderSide side,
    Type type,
    String clientOrderId,
    Optional<Fixed> qty,
    Optional<Fixed> quoteQty,
    Optional<Fixed> price,
    Optional<Fixed> stopPrice,
    Optional<TimeInForce> timeInForce) {
  /** How it is filled. */
  public enum Type {
    LIMIT,
    LIMIT_MAKER,
    MARKET,
    STOP_LOSS,
    STOP_LOSS_LIMIT,
    TAKE_PROFIT,
    TAKE_PROFIT_LIMIT
  }

  /** At whatever price, that much of the base asset. */
  public static SpotOrder market(Symbol symbol, OrderSide side, Fixed qty, String clientId) {
    return of(symbol, side, Type.MARKET, clientId).qty(qty);
  }

  /** At that price or better. */
  public static SpotOrder limit(
      Symbol symbol, OrderSide side, Fixed qty, Fixed price, String clientId) {
    return of(symbol, side, Type.LIMIT, clientId)
        .qty(qty)
        .price(price)
        .timeInForce(TimeInForce.GTC);
  }

  /** A sale or purchase at a limit once a price traded. */
  public static SpotOrder stopLossLimit(
      Symbol symbol, OrderSide side, Fixed qty, Fixed stopPrice, Fixed price, String clientId) {
    return of(symbol, side, Type.STOP_LOSS_LIMIT, clientId)
        .qty(qty)
        .price(price)
        .stopPrice(stopPrice)
        .timeInForce(TimeInForce.GTC);
  }

  /** An order with nothing but its kind. */
  public static SpotOrder of(Symbol symbol, OrderSide side, Type type, String clientId) {
    Optional<Fixed> none = Optional.empty();
    return new SpotOrder(symbol, side, type, clientId, none, none, none, none, Optional.empty());
  }

  /** The same of that quantity. */
  public SpotOrder qty(Fixed amount) {
    return new SpotOrder(
        symbol,
        side,
        type,
        clientOrderId,
        Optional.of(amount),
        quoteQty,
        price,
        stopPrice,
        timeInForce);
  }

  /** The same for that much of the quote asset. */
  public SpotOrder quoteQty(Fixed amount) {
    return new SpotOrder(
        symbol, side, type, clientOrderId, qty, Optional.of(amount), price, stopPrice, timeInForce);
  }

  /** The same at that limit. */
  public SpotOrder price(Fixed limit) {
    return new SpotOrder(
        symbol,
        side,
        type,
        clientOrderId,
        qty,
        quoteQty,
        Optional.of(limit),
        stopPrice,
        timeInForce);
  }

  /** The same once that price traded. */
  public SpotOrder stopPrice(Fixed trigger) {
    return new SpotOrder(
        symbol, side, type, clientOrderId, qty, quoteQty, price, Optional.of(trigger), timeInForce);
  }

  /** The same for that long. */
  public SpotOrder timeInForce(TimeInForce span) {
    return new SpotOrder(
        symbol, side, type, clientOrderId, qty, quoteQty, price, stopPrice, Optional.of(span));
  }

  /** Stops and profits protect a balance that is held already. */
  boolean protects() {
    return switch (type) {
      case STOP_LOSS, STOP_LOSS_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT -> true;
      case LIMIT, LIMIT_MAKER, MARKET -> false;
    };
  }

  Query query() {
    return Query.of("symbol", symbol)
        .put("side", side)
        .put("type", type)
        .put("timeInForce", timeInForce)
        .put("quantity", qty)
        .put("quoteOrderQty", quoteQty)
        .put("price", price)
        .put("stopPrice", stopPrice)
        .put("newClientOrderId", clientOrderId)
        .put("newOrderRespType", "FULL");
  }
}
