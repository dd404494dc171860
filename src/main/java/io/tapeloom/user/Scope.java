package io.tapeloom.user;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an API key may be used for; it never gives more than its owner's role does. */
public enum Scope {
  /** What a viewer may. */
  READ,
  /** What a trader may. */
  TRADE,
  /** What an admin may. */
  ADMIN,
  /** {@code /metrics} and {@code /health}, and nothing else. */
  METRICS;

  /** Name used in rows and answers. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope of that code, empty when there is none. */
  public static Optional<Scope> find(String code) {
    return Arrays.stream(values()).filter(s -> s.code().equals(code)).findFirst();
  }
}
