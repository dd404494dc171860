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
  private final ListenKeys listenKeys;
  private final WsApiDoor sockets;
  private final PrivateStreams userStreams;
  private final ForceOrders forced;
  private final StreamHub hub;

  Exchange(Floor floor, StreamHub hub, Function<Floor, Parts> partsOf) {
    SimTime time = floor.time();
    UserStreams users = floor.events();
    this.forced = floor.forced();
    this.hub = hub;
    Parts given = partsOf.apply(floor);
    KeyRing ring = new KeyRing(floor.settings().seed());
    listenKeys = new ListenKeys(ring::text, System::currentTimeMillis);
    parts = given.with(listenKeys);
    accounts = new Accounts(ring, parts.desks());
    Intake intake = new Intake(floor, new Admission(ring, time), log);
    rest = new RestDoor(parts.all(), intake);
    sockets = new WsApiDoor(floor, hub, parts.all(), ring, intake);
    userStreams = new PrivateStreams(hub, listenKeys, time);
    users.listen((m, a, type, json) -> log.add(time.nowMs(), "event", m + " " + a + " " + json));
    users.listen(floor.limits());
    users.listen(userStreams);
    users.listen(sockets);
    demo = accounts.openDemo(time.nowMs());
  }

  /** Takes a request that is for a part; false leaves it to others. */
  boolean take(HttpServerRequest request) {
    return sockets.take(request) || rest.take(request);
  }

  /** Looks after what ends by itself. */
  void tend() {
    userStreams.tend();
  }

  /** Plays every desk up to that moment. */
  void advance(long nowMs) {
    parts.advance(nowMs);
    forced.turn(nowMs, hub::publish);
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
