package io.tapeloom.web;

import io.tapeloom.user.Caller;
import io.vertx.core.Future;

/** Knows who a caller is; implemented where the rows of people are. */
public interface Gatekeeper {
  /**
   * The caller that a bearer token stands for: an access token or an API key.
   *
   * @return a failure that is a {@link Refusal} with 401 when the token is not good
   */
  Future<Caller> identify(String bearer);

  /** Who a request without a token is from. */
  default Caller nobody() {
    return Caller.ANONYMOUS;
  }

  /**
   * False once that caller's login or key has ended, was revoked, or its owner was banned. Answers
   * from memory, at most two seconds old; open sockets ask again and again.
   */
  boolean stands(Caller caller);

  /** A ticket for one socket, good for thirty seconds and once. */
  String ticket(Caller caller);

  /** Whose ticket it is; anonymous when it is unknown, used or too old. */
  Caller redeem(String ticket);

  /**
   * True when the caller gave the password again not long ago, so that dangerous actions are meant.
   */
  boolean steppedUp(Caller caller);
}
