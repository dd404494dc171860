package io.tapeloom.user;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Leave to become one person, once.
 *
 * @param first made by the start of an installation without an admin, for its first one
 * @param createdBy the name of a caller
 */
public record Invite(
    long id,
    Role role,
    boolean first,
    String createdBy,
    long createdMs,
    long expiresMs,
    OptionalLong usedMs,
    OptionalLong revokedMs) {
  /** How long an invite is good where nobody says otherwise. */
  public static final long USUAL_MS = 7 * 86_400_000L;

  /** The longest an invite may be good. */
  public static final long LONGEST_MS = 90 * 86_400_000L;

  /** How long the first admin's code is good. */
  public static final long FIRST_MS = 15 * 60_000;

  /** Where it stands: {@code open}, {@code used}, {@code revoked} or {@code expired}. */
  public String state(long nowMs) {
    if (usedMs.isPresent()) {
      return "used";
    }
    return revokedMs.isPresent() ? "revoked" : nowMs >= expiresMs ? "expired" : "open";
  }

  /** Why nobody can be made of it now; empty when somebody can. */
  public Optional<String> refusal(long nowMs, boolean anyAdmin) {
    String state = state(nowMs);
    if (!state.equals("open")) {
      return Optional.of("it is " + state);
    }
    return first && anyAdmin ? Optional.of("there is a first admin already") : Optional.empty();
  }
}
