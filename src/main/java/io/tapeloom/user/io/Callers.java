package io.tapeloom.user.io;

import io.tapeloom.user.Caller;
import io.tapeloom.web.Call;
import io.tapeloom.web.Problem;

/** Who a call is from, where the contract has let only some through. */
final class Callers {
  private Callers() {}

  /** The person behind a token or a key. */
  static Caller.Person person(Call call) {
    return call.caller().person().orElseThrow();
  }

  /** Somebody who logged in: a key is no person who knows a password. */
  static Caller.SignedIn signedIn(Call call) {
    if (call.caller() instanceof Caller.SignedIn signedIn) {
      return signedIn;
    }
    throw Problem.of(403, "login-required", "Only for people", "an API key may not do this")
        .refusal();
  }

  /** 404 that is the same for what is not there and for what is somebody else's. */
  static Problem none(String what) {
    return Problem.notFound("there is no such " + what);
  }
}
