package io.tapeloom.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may call an operation, weakest first: the contract's {@code x-role}. */
public enum Access {
  PUBLIC,
  VIEWER,
  TRADER,
  ADMIN;

  /** Name used in the contract. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The access of that code, empty when there is none. */
  public static Optional<Access> find(String code) {
    return Arrays.stream(values()).filter(a -> a.code().equals(code)).findFirst();
  }
}
