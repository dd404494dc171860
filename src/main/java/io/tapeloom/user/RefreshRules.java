package io.tapeloom.user;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What happens to a login when one of its refresh tokens is shown (RFC 9700): each is good once,
 * and one that comes back later was copied by somebody, so that the whole family ends.
 */
public final class RefreshRules {
  private RefreshRules() {}

  /** What to do. */
  public enum Decision {
    /** Give the next token. */
    ROTATE,
    /** Nothing is given; the family lives on. */
    REFUSE,
    /** Nothing is given, and the family ends. */
    REVOKE
  }

  /**
   * A refresh token and its family as rows know them.
   *
   * @param usedMs when it was exchanged for the next one
   * @param usedBy id of the request that did
   * @param ended true when its family was revoked or its owner banned
   * @param expiresMs when its family ends, however often it is rotated
   */
  public record Token(
      OptionalLong usedMs, Optional<String> usedBy, boolean ended, long expiresMs) {}

  /**
   * Decides. A request that was under way when the token was used, or that repeats the very request
   * that used it, proves no copy: two tabs of one browser send the same cookie.
   *
   * @param requestId id of this request
   * @param receivedMs when this request came in
   */
  public static Decision decide(Token token, String requestId, long receivedMs, long nowMs) {
    if (token.ended() || nowMs >= token.expiresMs()) {
      return Decision.REFUSE;
    }
    if (token.usedMs().isEmpty()) {
      return Decision.ROTATE;
    }
    boolean underWay = receivedMs <= token.usedMs().getAsLong();
    boolean repeated = token.usedBy().filter(requestId::equals).isPresent();
    return underWay || repeated ? Decision.REFUSE : Decision.REVOKE;
  }
}
