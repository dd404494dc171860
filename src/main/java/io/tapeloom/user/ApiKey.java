package io.tapeloom.user;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A program's key as its owner sees it; the key itself is shown once and kept nowhere.
 *
 * @param lastFour its last characters, to tell it from others
 */
public record ApiKey(
    long id,
    long ownerId,
    String name,
    List<Scope> scopes,
    String lastFour,
    long createdMs,
    OptionalLong lastUsedMs,
    OptionalLong expiresMs) {
  /** What every key begins with, so that a leaked one is recognised where it lies. */
  public static final String PREFIX = "tl_";

  private static final int LONGEST_NAME = 80;
  private static final Pattern FORM = Pattern.compile("tl_[A-Za-z0-9_-]{43}");

  /** Copies the scopes. */
  public ApiKey {
    scopes = List.copyOf(scopes);
  }

  /** True when a text looks like a key. */
  public static boolean hasForm(String text) {
    return FORM.matcher(text).matches();
  }

  /** The last characters of a key. */
  public static String lastFour(String key) {
    return key.substring(key.length() - 4);
  }

  /**
   * Why a person of that role cannot have a key of those scopes; empty when they can. Without this
   * a key would look as if it could do what it cannot.
   */
  public static Optional<String> refusal(List<Scope> scopes, Role role) {
    return scopes.stream()
        .filter(scope -> !role.covers(needed(scope)))
        .findFirst()
        .map(scope -> "expected scopes that a " + role.code() + " has, got " + scope.code());
  }

  /**
   * Why a key may not be called that; empty when it may. It stands in lists, logs and terminals.
   */
  public static Optional<String> nameRefusal(String name) {
    boolean shown =
        name.equals(name.strip())
            && !name.isEmpty()
            && name.length() <= LONGEST_NAME
            && name.codePoints().noneMatch(ApiKey::isHidden);
    return shown
        ? Optional.empty()
        : Optional.of("expected 1 to 80 characters, without control characters");
  }

  /** Control characters, line separators, and what turns the direction of a line round. */
  private static boolean isHidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  private static Role needed(Scope scope) {
    return switch (scope) {
      case READ, METRICS -> Role.VIEWER;
      case TRADE -> Role.TRADER;
      case ADMIN -> Role.ADMIN;
    };
  }
}
