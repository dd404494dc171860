package io.tapeloom.user.io;

import io.tapeloom.user.PasswordRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The words and patterns that are tried first, one a line in a file beside this class. */
final class CommonPasswords {
  private static final String FILE = "common-passwords.txt";

  private CommonPasswords() {}

  static PasswordRules rules() {
    return new PasswordRules(words());
  }

  static List<String> words() {
    try (InputStream in = CommonPasswords.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("expected " + FILE + " on the class path, found none");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
