package io.tapeloom.user;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address as people are known by: lower case, so that one person is one row. It is a name, not a
 * mailbox: nothing is sent to it.
 */
public record Email(String text) {
  private static final Pattern FORM =
      Pattern.compile(
          "[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63}){0,8}");

  /** Reads an address, empty when it is none. */
  public static Optional<Email> parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    return lower.length() <= 254 && FORM.matcher(lower).matches()
        ? Optional.of(new Email(lower))
        : Optional.empty();
  }

  /** What stands before the @. */
  public String local() {
    return text.substring(0, text.indexOf('@'));
  }

  @Override
  public String toString() {
    return text;
  }
}
