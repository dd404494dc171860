package io.tapeloom.kernel;

/** Decimal text to and from 1e-8 units: strict, exact and without exponents. */
public final class Decimals {
  private Decimals() {}

  /**
   * Reads a plain decimal into 1e-8 units.
   *
   * @throws IllegalArgumentException naming the text when it is not a decimal of that form
   */
  public static long parseE8(CharSequence text) {
    int length = text.length();
    int at = length > 0 && text.charAt(0) == '-' ? 1 : 0;
    long value = 0;
    int decimals = -1;
    int digits = 0;
    for (int i = at; i < length; i++) {
      char c = text.charAt(i);
      if (c == '.' && decimals < 0) {
        decimals = 0;
      } else if (c >= '0' && c <= '9') {
        digits++;
        if (decimals >= 8) {
          refuseUnless(c == '0', text, "at most 8 decimals");
        } else {
          value = shift(value, c - '0', text);
          decimals = decimals < 0 ? -1 : decimals + 1;
        }
      } else {
        throw refuse(text, "a plain decimal number");
      }
    }
    refuseUnless(digits > 0, text, "a plain decimal number");
    for (int i = Math.max(decimals, 0); i < 8; i++) {
      value = shift(value, 0, text);
    }
    return at == 1 ? -value : value;
  }

  private static long shift(long value, int digit, CharSequence text) {
    long shifted = value * 10 + digit;
    refuseUnless(value <= (Long.MAX_VALUE - digit) / 10, text, "a value below 92 billion");
    return shifted;
  }

  private static void refuseUnless(boolean holds, CharSequence text, String expected) {
    if (!holds) {
      throw refuse(text, expected);
    }
  }

  private static IllegalArgumentException refuse(CharSequence text, String expected) {
    CharSequence shown = text.length() > 40 ? text.subSequence(0, 40) + "..." : text;
    return new IllegalArgumentException("expected " + expected + ", got \"" + shown + "\"");
  }

  /** 1e-8 units as a plain decimal without trailing zeros. */
  public static String format(long e8) {
    StringBuilder out = new StringBuilder(24);
    append(out, e8);
    return out.toString();
  }

  /** Appends 1e-8 units as a plain decimal without trailing zeros. */
  public static void append(StringBuilder out, long e8) {
    if (e8 < 0) {
      out.append('-');
    }
    long whole = Math.abs(e8 / Fixed.ONE_E8);
    long rest = Math.abs(e8 % Fixed.ONE_E8);
    out.append(whole);
    if (rest != 0) {
      appendFraction(out, rest);
    }
  }

  private static void appendFraction(StringBuilder out, long rest) {
    int width = 8;
    long trimmed = rest;
    while (trimmed % 10 == 0) {
      trimmed /= 10;
      width--;
    }
    out.append('.');
    out.repeat('0', width - digits(trimmed)).append(trimmed);
  }

  private static int digits(long value) {
    int count = 1;
    for (long v = value; v >= 10; v /= 10) {
      count++;
    }
    return count;
  }
}
