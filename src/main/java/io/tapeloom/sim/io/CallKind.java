package io.tapeloom.sim.io;

import io.tapeloom.sim.FaultMoment;
import java.util.Optional;
import java.util.regex.Pattern;

/** What kind of private call a call is, whichever door it comes through. */
enum CallKind {
  ORDER(FaultMoment.ORDER_RECEIVED, FaultMoment.ORDER_ACCEPTED),
  ALGO(FaultMoment.ALGO_RECEIVED, FaultMoment.ALGO_ACCEPTED),
  CANCEL(FaultMoment.CANCEL_RECEIVED, FaultMoment.CANCEL_ACCEPTED),
  OTHER(null, null);

  private static final Pattern CANCELS =
      Pattern.compile("DELETE .*[oO]rder.*|DELETE .*batchOrders|ws .*cancel.*");
  private static final Pattern ALGOS = Pattern.compile("POST .*/algoOrder|ws algoOrder\\.place");

  private final FaultMoment received;
  private final FaultMoment accepted;

  CallKind(FaultMoment received, FaultMoment accepted) {
    this.received = received;
    this.accepted = accepted;
  }

  static CallKind of(Ask ask) {
    if (!ask.changes()) {
      return OTHER;
    }
    if (ALGOS.matcher(ask.name()).matches()) {
      return ALGO;
    }
    if (ask.orderCount() > 0) {
      return ORDER;
    }
    return CANCELS.matcher(ask.name()).matches() ? CANCEL : OTHER;
  }

  Optional<FaultMoment> received() {
    return Optional.ofNullable(received);
  }

  Optional<FaultMoment> accepted() {
    return Optional.ofNullable(accepted);
  }
}
