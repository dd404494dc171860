package io.tapeloom.user.io;

import io.tapeloom.web.Problem;
import io.tapeloom.web.Refusal;

/** What somebody is told who must wait before the next password. */
final class TooManyTries {
  private TooManyTries() {}

  static Refusal after(long waitMs) {
    long seconds = (waitMs + 999) / 1000;
    return Problem.of(
            429,
            "too-many-tries",
            "Too many tries",
            "wait " + seconds + " s before the next password")
        .refusal(seconds);
  }
}
