package io.tapeloom.web;

import io.tapeloom.user.Caller;
import io.tapeloom.user.Role;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may call an operation, weakest first: the contract's {@code x-role}. */
public enum Access {
  PUBLIC,
  VIEWER,
  TRADER,
  ADMIN,
  /** Loopback, or a caller that reads metrics. */
  METRICS;

  /** Name used in the contract. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Who that is, in words that follow "expected". */
  String who() {
    return switch (this) {
      case PUBLIC -> "anybody";
      case VIEWER, TRADER -> "a " + code();
      case ADMIN -> "an admin";
      case METRICS -> "an admin, or a key with the scope metrics";
    };
  }

  /** True when that caller, here or elsewhere, may call. */
  public boolean allows(Caller caller, boolean fromThisMachine) {
    return switch (this) {
      case PUBLIC -> true;
      case VIEWER -> caller.covers(Role.VIEWER);
      case TRADER -> caller.covers(Role.TRADER);
      case ADMIN -> caller.covers(Role.ADMIN);
      case METRICS -> fromThisMachine || caller.readsMetrics();
    };
  }

  /** The access of that code, empty when there is none. */
  public static Optional<Access> find(String code) {
    return Arrays.stream(values()).filter(a -> a.code().equals(code)).findFirst();
  }
}
