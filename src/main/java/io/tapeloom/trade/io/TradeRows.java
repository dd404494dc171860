package io.tapeloom.trade.io;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.trade.Intent;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.data.Numeric;
import java.util.Optional;

/** Crossing between rows and the room's values; exact in both directions. */
final class TradeRows {
  private TradeRows() {}

  static Fixed fixed(Row row, String column) {
    return Fixed.of(row.getBigDecimal(column));
  }

  static Optional<Fixed> maybe(Row row, String column) {
    return Optional.ofNullable(row.getBigDecimal(column)).map(Fixed::of);
  }

  static Numeric number(Fixed value) {
    return Numeric.create(value.toBigDecimal());
  }

  static Intent intent(Row row) {
    return new Intent(
        row.getString("strategy"),
        row.getLong("t"),
        Side.valueOf(row.getString("side")),
        fixed(row, "atr"),
        fixed(row, "price"),
        row.getInteger("score"));
  }
}
