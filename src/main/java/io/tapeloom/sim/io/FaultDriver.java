package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.FaultPlace;
import io.tapeloom.sim.FaultRule;
import io.tapeloom.sim.Refused;
import java.util.Optional;

/** Carries out the faults that happen by themselves, once they are due. */
final class FaultDriver {
  private static final long SHUTDOWN_MS = 10_000;
  private static final long HALT_MS = 60_000;

  private final Faults faults;
  private final SimTime time;
  private final StreamHub hub;
  private final Inside inside;
  private final ListenKeys keys;
  private final PrivateStreams userStreams;
  private final WsApiDoor sockets;
  private final Halts halts;

  /** What it acts on. */
  record Reach(
      StreamHub hub,
      Inside inside,
      ListenKeys keys,
      PrivateStreams userStreams,
      WsApiDoor sockets,
      Halts halts) {}

  FaultDriver(Faults faults, SimTime time, Reach reach) {
    this.faults = faults;
    this.time = time;
    this.hub = reach.hub();
    this.inside = reach.inside();
    this.keys = reach.keys();
    this.userStreams = reach.userStreams();
    this.sockets = reach.sockets();
    this.halts = reach.halts();
  }

  /** Does what is due. */
  void turn() {
    Optional<FaultRule> due = faults.take(FaultPlace.NOW, FaultRule.Target.ANY);
    while (due.isPresent()) {
      carryOut(due.get());
      boolean byChance = due.get().when().rate() > 0;
      due = byChance ? Optional.empty() : faults.take(FaultPlace.NOW, FaultRule.Target.ANY);
    }
  }

  private void carryOut(FaultRule rule) {
    FaultRule.Target target = rule.target();
    int account = target.account() == 0 ? Accounts.DEMO : target.account();
    switch (rule.kind()) {
      case SERVER_SHUTDOWN -> hub.shutdown(rule.forMs(SHUTDOWN_MS), time.nowMs());
      case LISTEN_KEY_EXPIRED -> keys.end(account).ifPresent(userStreams::expired);
      case LISTEN_KEY_DEAD -> keys.end(account);
      case STREAM_TERMINATED -> sockets.terminate(account);
      case HALT -> halt(target, time.nowMs() + rule.forMs(HALT_MS));
      case BY_HAND -> byHand(rule.text(), account);
      default -> throw new IllegalStateException(rule.kind() + " does not happen by itself");
    }
  }

  private void halt(FaultRule.Target target, long untilMs) {
    for (Market market : Market.values()) {
      if (target.market().isEmpty() || target.market().get() == market) {
        halts.halt(market, target.symbol(), untilMs);
      }
    }
  }

  /** A call that the owner of the account makes elsewhere, such as on the exchange's own page. */
  private void byHand(String text, int account) {
    int query = text.indexOf('?');
    String call = query < 0 ? text : text.substring(0, query);
    try {
      Params params = new Sent(query < 0 ? "" : text.substring(query + 1), "").params();
      faults.note("by hand " + text + " -> " + inside.call(call, params, account, time.nowMs()));
    } catch (Refused refused) {
      faults.note("by hand " + text + " -> " + Reply.body(refused.code(), refused.text()));
    }
  }
}
