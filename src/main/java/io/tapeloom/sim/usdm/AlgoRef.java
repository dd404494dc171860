package io.tapeloom.sim.usdm;

import io.tapeloom.sim.Refused;
import java.util.Optional;
import java.util.OptionalLong;

/** Which conditional order is meant: by number, which prevails, or by the user's own id. */
public record AlgoRef(OptionalLong id, Optional<String> clientId) {
  /** Refuses to mean nothing. */
  public AlgoRef {
    if (id.isEmpty() && clientId.isEmpty()) {
      throw new Refused(
          -1102, "Param 'algoId' or 'clientAlgoId' must be sent, but both were empty/null!");
    }
  }

  /** By number. */
  public static AlgoRef of(long id) {
    return new AlgoRef(OptionalLong.of(id), Optional.empty());
  }

  /** By the user's own id. */
  public static AlgoRef of(String clientId) {
    return new AlgoRef(OptionalLong.empty(), Optional.of(clientId));
  }
}
