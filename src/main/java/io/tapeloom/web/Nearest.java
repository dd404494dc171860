package io.tapeloom.web;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which known name a reader meant, by edit distance. */
public final class Nearest {
  private Nearest() {}

  /** The known name closest to the text, if it is close enough to be a slip. */
  public static Optional<String> to(String text, Collection<String> known) {
    int limit = Math.max(2, text.length() / 2);
    return known.stream()
        .filter(name -> distance(text, name) <= limit)
        .min(Comparator.comparingInt((String name) -> distance(text, name)).thenComparing(n -> n));
  }

  /** {@code ", did you mean x?"} or nothing. */
  public static String hint(String text, Collection<String> known) {
    return to(text, known).map(name -> ", did you mean " + name + "?").orElse("");
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
