package io.tapeloom.sim.usdm;

import io.tapeloom.sim.Refused;
import java.util.Optional;
import java.util.OptionalLong;

/** Which order is meant: by number, which prevails, or by the user's own id. */
public record OrderRef(String symbol, OptionalLong id, Optional<String> clientId) {
  /** Refuses to mean nothing. */
  public OrderRef {
    if (id.isEmpty() && clientId.isEmpty()) {
      throw new Refused(
          -1102, "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!");
    }
  }

  /** By number. */
  public static OrderRef of(String symbol, long id) {
    return new OrderRef(symbol, OptionalLong.of(id), Optional.empty());
  }

  /** By the user's own id. */
  public static OrderRef of(String symbol, String clientId) {
    return new OrderRef(symbol, OptionalLong.empty(), Optional.of(clientId));
  }
}
