package io.tapeloom.kernel;

import java.util.Collection;

/** Finds what somebody probably meant, so that a refusal can name it. */
public final class Spelling {
  private Spelling() {}

  /**
   * The known word nearest to {@code word} by edits of one letter, the first one of equals.
   *
   * @throws IllegalArgumentException when there are no known words
   */
  public static String nearest(String word, Collection<String> known) {
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      int edits = edits(word, candidate);
      if (edits < least) {
        least = edits;
        best = candidate;
      }
    }
    if (best == null) {
      throw new IllegalArgumentException("nothing is known that could be near " + word);
    }
    return best;
  }

  /** Levenshtein's distance, one row at a time. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
