package io.tapeloom.binance.account;

import java.util.Objects;

/**
 * A text that must never be read by accident: it prints as stars and can only be taken out by the
 * one call that says so. It reaches the program by reference, from the environment or a file.
 */
public final class Secret {
  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /**
   * Wraps a text; space around it, such as the newline at a file's end, is not part of it.
   *
   * @throws IllegalArgumentException when nothing is left
   */
  public static Secret of(String text) {
    String bare = text.strip();
    if (bare.isEmpty()) {
      throw new IllegalArgumentException("secret: expected a text, got an empty one");
    }
    return new Secret(bare);
  }

  /** The text itself, for whoever signs with it. */
  String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && Objects.equals(secret.text, text);
  }

  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
