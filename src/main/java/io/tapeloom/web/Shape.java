package io.tapeloom.web;

/** Describes a value without repeating it, so that an error never echoes what a stranger sent. */
final class Shape {
  private Shape() {}

  static String of(String text) {
    if (text.isEmpty()) {
      return "an empty text";
    }
    if (text.matches("-?[0-9]+")) {
      return "a whole number of " + count(text.replace("-", "").length(), "digit");
    }
    return "a text of " + count(text.length(), "character");
  }

  private static String count(int n, String unit) {
    return n + " " + unit + (n == 1 ? "" : "s");
  }
}
