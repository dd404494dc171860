package io.tapeloom.ledger;

import io.tapeloom.kernel.Fixed;
import java.util.Optional;

/**
 * An order as it stands in the journal before it is sent.
 *
 * @param price of a limit order
 * @param stopPrice at which a stop becomes a market order
 */
public record Order(
    ClientOrderId id,
    OrderSide side,
    Type type,
    Fixed qty,
    Optional<Fixed> price,
    Optional<Fixed> stopPrice) {
  /** How an order is filled. */
  public enum Type {
    MARKET,
    LIMIT,
    STOP_MARKET
  }

  /** At whatever price. */
  public static Order market(ClientOrderId id, OrderSide side, Fixed qty) {
    return new Order(id, side, Type.MARKET, qty, Optional.empty(), Optional.empty());
  }

  /** At that price or better. */
  public static Order limit(ClientOrderId id, OrderSide side, Fixed qty, Fixed price) {
    return new Order(id, side, Type.LIMIT, qty, Optional.of(price), Optional.empty());
  }

  /** At whatever price once that price traded. */
  public static Order stop(ClientOrderId id, OrderSide side, Fixed qty, Fixed stopPrice) {
    return new Order(id, side, Type.STOP_MARKET, qty, Optional.empty(), Optional.of(stopPrice));
  }

  /** Everything but an entry only ever makes a position smaller. */
  public boolean reduceOnly() {
    return id.purpose() != Purpose.ENTRY;
  }
}
