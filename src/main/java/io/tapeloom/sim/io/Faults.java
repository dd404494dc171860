package io.tapeloom.sim.io;

import io.tapeloom.sim.FaultMoment;
import io.tapeloom.sim.FaultPlace;
import io.tapeloom.sim.FaultPlan;
import io.tapeloom.sim.FaultRule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The plan of faults of one exchange; whatever happens by it is written to the log. */
public final class Faults {
  private final FaultPlan plan;
  private final SimTime time;
  private final EventLog log;

  Faults(FaultPlan plan, SimTime time, EventLog log) {
    this.plan = plan;
    this.time = time;
    this.log = log;
  }

  /** A number for a fault that is kept elsewhere. */
  long nextId() {
    return plan.nextId();
  }

  long add(FaultRule rule) {
    return plan.add(rule);
  }

  List<FaultPlan.Standing> standing() {
    return plan.standing(time.nowMs());
  }

  void moment(FaultMoment moment, FaultRule.Target subject) {
    plan.moment(moment, subject);
  }

  /** Writes down what came of a fault. */
  void note(String text) {
    log.add(time.nowMs(), "fault", text);
  }

  /** The fault that happens now at that place to that subject. */
  Optional<FaultRule> take(FaultPlace place, FaultRule.Target subject) {
    Optional<FaultRule> rule = plan.take(place, subject, time.nowMs());
    rule.ifPresent(r -> log.add(time.nowMs(), "fault", r.kind().code() + " " + subject.name()));
    return rule;
  }

  /** The fault of a frame of a market stream; frames of user streams have faults of their own. */
  Optional<FaultRule> frame(String stream) {
    int at = stream.indexOf('@');
    if (at < 0 && !stream.startsWith("!")) {
      return Optional.empty();
    }
    String symbol = at < 0 ? "" : stream.substring(0, at).toUpperCase(Locale.ROOT);
    return take(FaultPlace.FRAME, new FaultRule.Target(Optional.empty(), symbol, 0, stream));
  }

  /** The fault of a SUBSCRIBE. */
  Optional<FaultRule> control() {
    FaultRule.Target subject = FaultRule.Target.named("SUBSCRIBE");
    moment(FaultMoment.SUBSCRIBE, subject);
    return take(FaultPlace.CONTROL, subject);
  }
}
