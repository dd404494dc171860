package io.tapeloom.binance.account;

import io.tapeloom.binance.answer.PositionSide;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Symbol;
import io.tapeloom.ledger.OrderSide;
import java.util.Optional;

/**
 * A USD-M order that waits for a price: a stop, a profit or a trailing stop.
 *
 * @param qty empty where it closes the whole position
 * @param callbackRate per cent that a trailing stop follows behind
 */
public record AlgoOrder(
    Symbol symbol,
    OrderSide side,
    PositionSide positionSide,
    Type type,
    Optional<Fixed> qty,
    Optional<Fixed> triggerPrice,
    Optional<Fixed> activatePrice,
    Optional<Fixed> callbackRate,
    boolean byMark,
    String clientAlgoId) {
  /** What happens at the price. */
  public enum Type {
    STOP_MARKET,
    TAKE_PROFIT_MARKET,
    TRAILING_STOP_MARKET
  }

  /** Closes whatever the position is then, at market, when the mark price passes a price. */
  public static AlgoOrder closingStop(
      Symbol symbol, OrderSide side, PositionSide position, Fixed trigger, String clientId) {
    return closing(symbol, side, position, Type.STOP_MARKET, trigger, clientId);
  }

  /** The same for a profit. */
  public static AlgoOrder closingProfit(
      Symbol symbol, OrderSide side, PositionSide position, Fixed trigger, String clientId) {
    return closing(symbol, side, position, Type.TAKE_PROFIT_MARKET, trigger, clientId);
  }

  private static AlgoOrder closing(
      Symbol symbol,
      OrderSide side,
      PositionSide position,
      Type type,
      Fixed trigger,
      String clientId) {
    return new AlgoOrder(
        symbol,
        side,
        position,
        type,
        Optional.empty(),
        Optional.of(trigger),
        Optional.empty(),
        Optional.empty(),
        true,
        clientId);
  }

  /** Reduces by a quantity once the price turned back by so many per cent. */
  public static AlgoOrder trailing(
      Symbol symbol, OrderSide side, Fixed qty, Fixed callbackRate, String clientId) {
    return new AlgoOrder(
        symbol,
        side,
        PositionSide.BOTH,
        Type.TRAILING_STOP_MARKET,
        Optional.of(qty),
        Optional.empty(),
        Optional.empty(),
        Optional.of(callbackRate),
        false,
        clientId);
  }

  Query query() {
    Query query =
        Query.of("algoType", "CONDITIONAL")
            .put("symbol", symbol)
            .put("side", side)
            .put("positionSide", positionSide)
            .put("type", type)
            .put("quantity", qty)
            .put("triggerPrice", triggerPrice)
            .put("activatePrice", activatePrice)
            .put("callbackRate", callbackRate)
            .put("workingType", byMark ? "MARK_PRICE" : "CONTRACT_PRICE");
    if (qty.isEmpty()) {
      query.put("closePosition", true);
    } else if (positionSide == PositionSide.BOTH) {
      query.put("reduceOnly", true);
    }
    return query.put("clientAlgoId", clientAlgoId);
  }
}
