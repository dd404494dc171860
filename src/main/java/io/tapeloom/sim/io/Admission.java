package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.CallTime;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.io.keys.ApiKey;
import io.tapeloom.sim.io.keys.KeyRing;
import io.tapeloom.sim.io.keys.Permission;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides who calls: key, permission and address, then the time, then the signature. */
final class Admission {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9]{64}");
  private static final Caller NOBODY = new Caller(0, "", Optional.empty());

  private final KeyRing ring;
  private final CallTime rule;
  private final SimTime time;

  Admission(KeyRing ring, SimTime time) {
    this.ring = ring;
    this.time = time;
    this.rule = new CallTime(time.speed());
  }

  /** Whoever calls, and the time that was signed. */
  record Caller(int account, String key, Optional<CallTime.Stamp> stamp) {}

  /** The caller of a call; throws when it may not. */
  Caller admit(Ask ask) {
    if (ask.security() == Security.NONE) {
      return NOBODY;
    }
    ApiKey key = ask.session().isPresent() ? session(ask) : named(ask);
    if (!key.allows(permission(ask), ask.address())) {
      throw stranger();
    }
    if (ask.security() == Security.KEY) {
      return new Caller(key.account(), key.text(), Optional.empty());
    }
    CallTime.Stamp stamp = stamp(ask);
    if (ask.session().isEmpty() || ask.params().has("signature")) {
      verify(ask, key);
    }
    return new Caller(key.account(), key.text(), Optional.of(stamp));
  }

  /** A key with a signature but no call behind it, as {@code session.logon} asks for. */
  ApiKey owner(Ask ask) {
    ApiKey key = named(ask);
    if (!key.allows(Permission.READ, ask.address())) {
      throw stranger();
    }
    stamp(ask);
    verify(ask, key);
    return key;
  }

  private ApiKey session(Ask ask) {
    return ask.key().isEmpty() ? ask.session().orElseThrow() : named(ask);
  }

  private ApiKey named(Ask ask) {
    if (!KEY.matcher(ask.key()).matches()) {
      throw new Refused(-2014, "API-key format invalid.");
    }
    return ring.find(ask.key()).orElseThrow(Admission::stranger);
  }

  private static Refused stranger() {
    return new Refused(-2015, "Invalid API-key, IP, or permissions for action.");
  }

  private static Permission permission(Ask ask) {
    boolean reads = !ask.changes() || Changes.ofConnection(ask.path());
    if (reads || ask.security() == Security.KEY) {
      return Permission.READ;
    }
    return ask.market() == Market.SPOT ? Permission.SPOT : Permission.USDM;
  }

  private CallTime.Stamp stamp(Ask ask) {
    String text = ask.params().required("timestamp");
    String window = ask.params().text("recvWindow").orElse("");
    CallTime.Stamp stamp = CallTime.read(ask.market(), text, window);
    if (!machineTime(stamp)) {
      rule.arrival(stamp, time.nowMs());
    }
    return stamp;
  }

  /** A recording's callers may also go by the machine's clock. */
  private boolean machineTime(CallTime.Stamp stamp) {
    return time.ofRecording() && rule.fits(stamp, System.currentTimeMillis());
  }

  private static void verify(Ask ask, ApiKey key) {
    if (!ask.payload().signedBy(key, ask.params().required("signature"))) {
      throw new Refused(-1022, "Signature for this request is not valid.");
    }
  }

  /** The second look at the time, before the matching engine. */
  void engine(Caller caller) {
    caller.stamp().filter(s -> !machineTime(s)).ifPresent(s -> rule.engine(s, time.nowMs()));
  }
}
