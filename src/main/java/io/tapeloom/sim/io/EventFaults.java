package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.FaultKind;
import io.tapeloom.sim.FaultMoment;
import io.tapeloom.sim.FaultPlace;
import io.tapeloom.sim.FaultRule;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;

/** What goes wrong between desks and the wire of user streams. */
final class EventFaults implements UserEvents {
  private static final long LATE_MS = 30_000;

  private final Vertx vertx;
  private final Faults faults;
  private final List<Wire> wires;
  private Runnable held = () -> {};

  EventFaults(Vertx vertx, Faults faults, List<Wire> wires) {
    this.vertx = vertx;
    this.faults = faults;
    this.wires = wires;
  }

  @Override
  public void publish(Market market, int account, String type, String json) {
    FaultRule.Target subject =
        new FaultRule.Target(Optional.of(market), symbol(json), account, type);
    faults.moment(FaultMoment.EVENT, subject);
    if (json.contains("\"x\":\"TRADE\"")) {
      faults.moment(FaultMoment.FILL, subject);
    }
    Runnable send = () -> wires.forEach(wire -> wire.publish(market, account, type, json));
    Optional<FaultRule> rule = faults.take(FaultPlace.EVENT, subject);
    if (rule.isPresent() && rule.get().kind() == FaultKind.EVENT_CUT) {
      wires.forEach(wire -> wire.cut(market, account));
    } else if (rule.isPresent()) {
      bad(rule.get(), send);
    } else {
      Runnable before = held;
      held = () -> {};
      send.run();
      before.run();
    }
  }

  private void bad(FaultRule rule, Runnable send) {
    switch (rule.kind()) {
      case EVENT_TWICE -> {
        send.run();
        send.run();
      }
      case EVENT_LATE -> vertx.setTimer(rule.forMs(LATE_MS), id -> send.run());
      case EVENT_SWAP -> {
        Runnable before = held;
        held =
            () -> {
              before.run();
              send.run();
            };
      }
      default -> {
        // Lost: it never comes.
      }
    }
  }

  private static String symbol(String json) {
    int at = json.indexOf("\"s\":\"");
    int end = at < 0 ? -1 : json.indexOf('"', at + 5);
    return end < 0 ? "" : json.substring(at + 5, end);
  }
}
