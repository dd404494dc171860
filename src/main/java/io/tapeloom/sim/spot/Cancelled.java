package io.tapeloom.sim.spot;

import java.util.List;
import java.util.Optional;

/**
 * What a cancel did: one order, or a whole list.
 *
 * @param list the list as it then stood, empty where the order had none
 */
public record Cancelled(Optional<ListView> list, List<Report> reports) {
  /**
   * One cancelled order.
   *
   * @param requestId the name that the cancel went by
   */
  public record Report(String requestId, OrderView order, long timeMs) {}

  /** The one order that was asked for. */
  public Report first() {
    return reports.getFirst();
  }
}
