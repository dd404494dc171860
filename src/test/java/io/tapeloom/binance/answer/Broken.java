package io.tapeloom.binance.answer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Spoils payloads as no exchange should. */
public final class Broken {
  /** A value in the place of another. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "\"NaN\"",
          "\"-0\"",
          "1e308",
          "\"1e400\"",
          "\"" + "9".repeat(40) + "\"",
          "-1",
          "\"-5\"",
          "\"NO_SUCH_WORD\"",
          "true",
          "\"true\"",
          "[]",
          "{}",
          "12",
          "\"12\"",
          "0.1",
          "\"0.000000001\"",
          "1700000000000000",
          "99999999999999999999",
          "\"\"",
          "\"币安人生USDT\"",
          "[".repeat(60) + "]".repeat(60),
          "\"" + "x".repeat(70_000) + "\"",
          "\"\\u0000\\ud800\"",
          "nul",
          "'a'");

  private Broken() {}

  /** One broken payload: cut, swollen, replaced, left out, doubled or something else altogether. */
  public static byte[] of(String text, List<int[]> values, SplittableRandom chance, int i) {
    int[] at = values.isEmpty() ? new int[] {0, 0} : values.get(chance.nextInt(values.size()));
    String broken =
        switch (i % 6) {
          case 0 -> text.substring(0, Math.min(text.length(), 16 * (i / 6)));
          case 1 -> i == 1 ? "<html><body>403</body></html>" : text + text;
          case 2 -> without(text, at);
          case 3 -> doubled(text, at);
          default ->
              text.substring(0, at[0])
                  + VALUES.get(chance.nextInt(VALUES.size()))
                  + text.substring(at[1]);
        };
    byte[] bytes = broken.getBytes(StandardCharsets.UTF_8);
    if (i % 11 == 7 && bytes.length > 0) {
      bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt(256);
    }
    return bytes;
  }

  private static String without(String text, int[] at) {
    int name = text.lastIndexOf('"', Math.max(0, text.lastIndexOf(':', at[0]) - 2));
    int from = Math.max(0, Math.min(name, at[0]));
    return text.substring(0, from) + "\"x\":1" + text.substring(at[1]);
  }

  private static String doubled(String text, int[] at) {
    int name = text.lastIndexOf('"', Math.max(0, text.lastIndexOf(':', at[0]) - 2));
    int from = Math.max(0, Math.min(name, at[0]));
    return text.substring(0, at[1]) + "," + text.substring(from, at[1]) + text.substring(at[1]);
  }

  /** Where each single value stands. */
  public static List<int[]> values(String text) {
    List<int[]> found = new ArrayList<>();
    for (int i = 1; i < text.length(); i++) {
      char before = text.charAt(i - 1);
      char c = text.charAt(i);
      boolean starts = before == ':' || before == '[' || before == ',';
      if (starts && c != '{' && c != '[') {
        int end = c == '"' ? text.indexOf('"', i + 1) + 1 : i;
        while (c != '"' && end < text.length() && ",]}".indexOf(text.charAt(end)) < 0) {
          end++;
        }
        if (end > i && (end >= text.length() || text.charAt(end) != ':')) {
          found.add(new int[] {i, end});
        }
      }
    }
    return found;
  }
}
