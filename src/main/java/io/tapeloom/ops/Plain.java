package io.tapeloom.ops;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes a logged text fit to be shown: one line without control characters, so that nobody forges a
 * line by what he sends, and without what looks like a secret.
 */
final class Plain {
  private static final String COVER = "***";

  /** What comes before a secret is kept, so that a reader knows what was there. */
  private static final List<Pattern> SECRETS =
      List.of(
          Pattern.compile("()\\btl_[A-Za-z0-9_-]{8,}"),
          Pattern.compile("()\\beyJ[A-Za-z0-9_-]{6,}(?:\\.[A-Za-z0-9_-]*){0,2}"),
          Pattern.compile("(?i)(\\b(?:bearer|basic)\\s+)[A-Za-z0-9._~+/=-]{6,}"),
          Pattern.compile("(//[^/\\s:@]{0,100}:)[^/\\s@]{1,200}(?=@)"),
          Pattern.compile(
              "(?i)((?:password|passwd|secret|token|ticket|api[-_]?key|invite[-_]?code"
                  + "|signature|cookie|authorization)[\\w-]{0,20}[\"']?\\s{0,3}[=:]\\s{0,3}[\"']?)"
                  + "[^\\s\"',;&)}\\]]+"));

  private Plain() {}

  static String text(String logged, int longest) {
    // What is far beyond the part that is shown is not looked at: the patterns need time for it.
    String all = String.valueOf(logged);
    String covered = all.substring(0, Math.min(all.length(), 2 * longest));
    for (Pattern secret : SECRETS) {
      covered = secret.matcher(covered).replaceAll("$1" + COVER);
    }
    return oneLine(covered, longest);
  }

  private static String oneLine(String text, int longest) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), longest));
    for (int i = 0; i < text.length(); i++) {
      if (out.length() >= longest) {
        return out.append("...").toString();
      }
      append(out, text.charAt(i));
    }
    return out.toString();
  }

  /** Besides control characters those that turn the direction or break the line of what follows. */
  private static void append(StringBuilder out, char c) {
    int kind = Character.getType(c);
    boolean shown =
        kind != Character.CONTROL
            && kind != Character.FORMAT
            && kind != Character.LINE_SEPARATOR
            && kind != Character.PARAGRAPH_SEPARATOR
            && kind != Character.UNASSIGNED;
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (shown) {
          out.append(c);
        } else {
          out.append("\\u").append("%04x".formatted((int) c));
        }
      }
    }
  }
}
