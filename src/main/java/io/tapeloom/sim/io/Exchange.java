package io.tapeloom.sim.io;

import io.tapeloom.sim.io.keys.ApiKey;
import io.tapeloom.sim.io.keys.KeyRing;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Function;

/** One exchange behind its doors: parts, accounts, limits and what every call goes through. */
final class Exchange {
  private final Parts parts;
  private final RestDoor rest;
  private final Accounts accounts;
  private final EventLog log = new EventLog();
  private final ApiKey demo;

  Exchange(Floor floor, Function<Floor, Parts> partsOf) {
    SimTime time = floor.time();
    UserStreams users = floor.events();
    parts = partsOf.apply(floor);
    users.listen((m, a, type, json) -> log.add(time.nowMs(), "event", m + " " + a + " " + json));
    users.listen(floor.limits());
    accounts = new Accounts(new KeyRing(floor.settings().seed()), parts.desks());
    demo = accounts.openDemo(time.nowMs());
    Admission admission = new Admission(accounts.ring(), time);
    rest = new RestDoor(parts.all(), new Intake(floor, admission, log));
  }

  /** Takes a request that is for a part; false leaves it to others. */
  boolean take(HttpServerRequest request) {
    return rest.take(request);
  }

  /** Plays every desk up to that moment. */
  void advance(long nowMs) {
    parts.advance(nowMs);
  }

  Accounts accounts() {
    return accounts;
  }

  EventLog log() {
    return log;
  }

  ApiKey demo() {
    return demo;
  }
}
