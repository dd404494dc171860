package io.tapeloom;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions of packages in their order, and ranges of them as Maven writes them. */
final class Versions {
  private static final Pattern RANGE =
      Pattern.compile("([\\[(])([^,\\[\\]()]*)(?:,([^,\\[\\]()]*))?([])])");
  private static final Pattern PART = Pattern.compile("[0-9]+|[a-z]+");

  private Versions() {}

  /**
   * True when that version lies in one of the ranges.
   *
   * @throws IllegalArgumentException where they cannot be read
   */
  static boolean within(String version, String ranges) {
    String rest = RANGE.matcher(ranges).replaceAll("").replace(",", "").strip();
    if (!rest.isEmpty() || ranges.isBlank()) {
      throw new IllegalArgumentException("no range: " + ranges);
    }
    return RANGE
        .matcher(ranges)
        .results()
        .anyMatch(
            r -> {
              String from = r.group(2);
              String to = r.group(3) == null ? from : r.group(3);
              int low = from.isEmpty() ? 1 : compare(version, from);
              int high = to.isEmpty() ? -1 : compare(version, to);
              return (r.group(1).equals("[") ? low >= 0 : low > 0)
                  && (r.group(4).equals("]") ? high <= 0 : high < 0);
            });
  }

  /**
   * Numbers count as numbers; {@code 1.0-rc1} comes before {@code 1.0}, {@code 1.0.Final} is it.
   */
  static int compare(String left, String right) {
    List<String> a = parts(left);
    List<String> b = parts(right);
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      int order = comparePart(i < a.size() ? a.get(i) : "", i < b.size() ? b.get(i) : "");
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static List<String> parts(String version) {
    List<String> parts = new ArrayList<>();
    Matcher found = PART.matcher(version.toLowerCase(Locale.ROOT).replaceFirst("[+].*", ""));
    while (found.find()) {
      String part = found.group();
      if (!List.of("final", "release", "ga", "jre", "android").contains(part)) {
        parts.add(part);
      }
    }
    return parts;
  }

  private static int comparePart(String a, String b) {
    boolean words = !a.isEmpty() && Character.isLetter(a.charAt(0));
    boolean otherWords = !b.isEmpty() && Character.isLetter(b.charAt(0));
    if (words || otherWords) {
      return words && otherWords ? Integer.signum(a.compareTo(b)) : words ? -1 : 1;
    }
    return Long.compare(a.isEmpty() ? 0 : Long.parseLong(a), b.isEmpty() ? 0 : Long.parseLong(b));
  }
}
