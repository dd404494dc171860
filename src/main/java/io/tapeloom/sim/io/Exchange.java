package io.tapeloom.sim.io;

import io.tapeloom.sim.FaultPlan;
import io.tapeloom.sim.io.keys.ApiKey;
import io.tapeloom.sim.io.keys.KeyRing;
import io.tapeloom.sim.io.market.PublicSide;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.Function;

/** One exchange behind its doors: parts, accounts, limits and what every call goes through. */
final class Exchange {
  private final Parts parts;
  private final PublicSide market;
  private final RestDoor rest;
  private final Accounts accounts;
  private final EventLog log = new EventLog();
  private final ApiKey demo;
  private final Faults faults;
  private final FaultDriver driver;
  private final WsApiDoor sockets;
  private final PrivateStreams userStreams;
  private final ForceOrders forced;
  private final StreamHub hub;
  private final UserStreams users;

  Exchange(Floor floor, StreamHub hub, Function<Floor, Parts> partsOf) {
    SimTime time = floor.time();
    this.forced = floor.forced();
    this.hub = hub;
    this.users = floor.events();
    long seed = floor.settings().seed();
    KeyRing ring = new KeyRing(seed);
    faults = new Faults(new FaultPlan(seed, time.nowMs()), time, log);
    ListenKeys keys = new ListenKeys(ring::text, System::currentTimeMillis);
    Parts given = partsOf.apply(floor);
    market = new PublicSide(floor, given::book);
    parts = given.with(keys).with(new KeyCalls(ring, time.nowMs())).with(market.calls());
    accounts = new Accounts(ring, parts.desks());
    Inside inside = new Inside(parts.all());
    Halts halts = new Halts(floor.source());
    CallFaults callFaults = new CallFaults(floor, faults, inside, ring, halts);
    Intake intake = new Intake(floor, new Admission(ring, time), callFaults, log, this::play);
    rest = new RestDoor(inside, intake);
    sockets = new WsApiDoor(floor, hub, parts.all(), ring, intake);
    userStreams = new PrivateStreams(hub, keys, time);
    driver =
        new FaultDriver(
            faults, time, new FaultDriver.Reach(hub, inside, keys, userStreams, sockets, halts));
    connect(floor);
    demo = accounts.openDemo(time.nowMs());
  }

  private void connect(Floor floor) {
    hub.plan(faults);
    floor.settings().faults().forEach(faults::add);
    users.listen((m, a, type, json) -> log.event(floor.time().nowMs(), m + " " + a + " ", json));
    users.listen(floor.limits());
    users.listen(new EventFaults(floor.vertx(), faults, List.of(userStreams, sockets)));
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
    driver.turn();
    play(nowMs);
    forced.turn(nowMs, hub::publish);
  }

  /** What the desks tell of on the way is told in the order of its time, not of the desks. */
  private void play(long nowMs) {
    users.gather(() -> parts.advance(nowMs));
  }

  Faults faults() {
    return faults;
  }

  PublicSide market() {
    return market;
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
