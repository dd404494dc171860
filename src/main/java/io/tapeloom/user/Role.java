package io.tapeloom.user;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may do, weakest first; each role may do what the ones before it may. */
public enum Role {
  /** Looks. */
  VIEWER,
  /** Trades and halts. */
  TRADER,
  /** Decides who comes in, and lets trading go on after a halt. */
  ADMIN;

  /** Name used in rows, tokens and answers. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** True when this role may do what that one may. */
  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** The role of that code, empty when there is none. */
  public static Optional<Role> find(String code) {
    return Arrays.stream(values()).filter(r -> r.code().equals(code)).findFirst();
  }
}
