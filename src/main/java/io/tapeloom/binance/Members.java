package io.tapeloom.binance;

import io.tapeloom.binance.Decoded.Reason;
import java.nio.charset.StandardCharsets;

/**
 * The one-letter members of one JSON object, by position only: nothing is read before it is asked
 * for, and asking checks. Other members are walked over.
 */
final class Members extends JsonScanner {
  /** Longest run of digits that fits a long without looking. */
  private static final int SAFE_DIGITS = 18;

  private final int[] from = new int[64];
  private final int[] to = new int[64];
  private final byte[] kind = new byte[64];
  private long seen;
  private long twice;
  private boolean combined;
  private boolean reply;
  private boolean rejected;

  /** Reads a whole frame: the event itself, or the one inside {@code data} of a combined frame. */
  boolean frame(byte[] zeroTerminated, int length) {
    start(zeroTerminated, 0);
    combined = false;
    reply = false;
    rejected = false;
    space();
    boolean read = bytes[at] == '{' ? object(true) : fail(Reason.MALFORMED, "");
    if (read) {
      space();
    }
    return read && (at == length || fail(Reason.MALFORMED, ""));
  }

  /** Reads the object that starts at the given place of the same text. */
  boolean objectAt(int place) {
    at = place;
    return object(false);
  }

  /** Reads the members of the object at the current place. */
  boolean object(boolean root) {
    clear();
    at++;
    space();
    if (bytes[at] == '}') {
      at++;
      return true;
    }
    while (member(root)) {
      space();
      byte c = bytes[at++];
      if (c == '}') {
        return true;
      }
      if (c != ',') {
        at--;
        return fail(Reason.MALFORMED, "");
      }
      space();
    }
    return false;
  }

  private void clear() {
    seen = 0;
    twice = 0;
  }

  private boolean member(boolean root) {
    byte[] b = bytes;
    if (b[at] != '"') {
      return fail(Reason.MALFORMED, "");
    }
    int name = at + 1;
    if (b[name + 1] == '"' && letter(b[name])) {
      at = name + 2;
    } else if (string() != STRING) {
      return fail(Reason.MALFORMED, "");
    }
    int length = at - 1 - name;
    space();
    if (!expect(':')) {
      return false;
    }
    if (root && length > 1) {
      return rootMember(name, length);
    }
    return length == 1 && letter(b[name]) && !(root && combined) ? keep(b[name]) : value(1) != 0;
  }

  private boolean rootMember(int name, int length) {
    if (!is(name, length, "data") || bytes[at] != '{') {
      reply |= is(name, length, "result") || is(name, length, "id");
      rejected |= is(name, length, "code") || is(name, length, "error");
      return value(1) != 0;
    }
    if (combined) {
      return fail(Reason.DUPLICATE, "data");
    }
    combined = true;
    return object(false);
  }

  private static boolean letter(byte c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private boolean keep(byte letter) {
    int slot = letter & 63;
    int start = at;
    byte found = value(1);
    if (found == 0) {
      return false;
    }
    twice |= seen & (1L << slot);
    seen |= 1L << slot;
    boolean text = found == STRING || found == ESCAPED_STRING;
    from[slot] = text ? start + 1 : start;
    to[slot] = text ? at - 1 : at;
    kind[slot] = found;
    return true;
  }

  /** True when the frame answers a subscription message. */
  boolean isReply() {
    return reply && !combined;
  }

  /** True when the frame carries an error instead of an event. */
  boolean isRejection() {
    return rejected && !combined;
  }

  /** True when the member is there. */
  boolean has(char letter) {
    return (seen >> (letter & 63) & 1) != 0;
  }

  /** Where the member's text starts. */
  int startOf(char letter) {
    return from[letter & 63];
  }

  /** True when the member is there once and of that kind. */
  boolean expectKind(char letter, byte expected) {
    int slot = letter & 63;
    if ((seen >> slot & 1) == 0) {
      return fail(Reason.MISSING, name(letter));
    }
    if ((twice >> slot & 1) != 0) {
      return fail(Reason.DUPLICATE, name(letter));
    }
    return kind[slot] == expected || fail(Reason.WRONG_TYPE, name(letter));
  }

  /** True when the member is that text; asks nothing. */
  boolean is(char letter, String text) {
    int slot = letter & 63;
    return kind[slot] == STRING && is(from[slot], to[slot] - from[slot], text);
  }

  private boolean is(int place, int length, String text) {
    if (length != text.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[place + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The member's text; plain ASCII on this wire. */
  String text(char letter) {
    if (!expectKind(letter, STRING)) {
      return "";
    }
    int slot = letter & 63;
    return new String(bytes, from[slot], to[slot] - from[slot], StandardCharsets.US_ASCII);
  }

  /** A boolean member. */
  boolean bool(char letter) {
    if (kind[letter & 63] == TRUE) {
      return expectKind(letter, TRUE);
    }
    expectKind(letter, FALSE);
    return false;
  }

  /** A whole number from 0 on. */
  long count(char letter) {
    if (!expectKind(letter, NUMBER)) {
      return 0;
    }
    int slot = letter & 63;
    int i = from[slot];
    int end = to[slot];
    if (bytes[i] == '-') {
      fail(Reason.NEGATIVE, name(letter));
    } else if (end - i > SAFE_DIGITS) {
      fail(Reason.OVERFLOW, name(letter));
    }
    long value = 0;
    for (; i < end && !failed(); i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        fail(Reason.WRONG_TYPE, name(letter));
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** A decimal above 0 in a string, in 1e-8. */
  long positiveE8(char letter) {
    long value = decimalE8(letter);
    if (value == 0) {
      fail(Reason.ZERO, name(letter));
    }
    return value;
  }

  /** A decimal from 0 on in a string, in 1e-8. */
  long decimalE8(char letter) {
    if (!expectKind(letter, STRING)) {
      return 0;
    }
    int slot = letter & 63;
    if (bytes[from[slot]] == '-') {
      fail(Reason.NEGATIVE, name(letter));
      return 0;
    }
    return plainE8(letter, from[slot], to[slot]);
  }

  /** A decimal of either sign in a string, in 1e-8. */
  long signedE8(char letter) {
    if (!expectKind(letter, STRING)) {
      return 0;
    }
    int slot = letter & 63;
    return bytes[from[slot]] == '-'
        ? -plainE8(letter, from[slot] + 1, to[slot])
        : plainE8(letter, from[slot], to[slot]);
  }

  private long plainE8(char letter, int start, int end) {
    byte[] b = bytes;
    long value = 0;
    int i = start;
    int digit = b[i] - '0';
    while (i < end && digit >= 0 && digit <= 9) {
      if (value > (Long.MAX_VALUE - 9) / 10) {
        return overflow(letter);
      }
      value = value * 10 + digit;
      digit = b[++i] - '0';
    }
    int decimals = 0;
    if (i > start && i < end && b[i] == '.') {
      int point = i;
      digit = b[++i] - '0';
      while (i < end && digit >= 0 && digit <= 9 && (i - point <= 8 || digit == 0)) {
        if (i - point <= 8) {
          if (value > (Long.MAX_VALUE - 9) / 10) {
            return overflow(letter);
          }
          value = value * 10 + digit;
          decimals++;
        }
        digit = b[++i] - '0';
      }
    }
    if (i < end || b[end - 1] == '.' || start == end) {
      fail(Reason.WRONG_TYPE, name(letter));
      return 0;
    }
    return scale(letter, value, decimals);
  }

  private long scale(char letter, long value, int decimals) {
    long scaled = value;
    for (int i = decimals; i < 8; i++) {
      if (scaled > Long.MAX_VALUE / 10) {
        return overflow(letter);
      }
      scaled *= 10;
    }
    return scaled;
  }

  private long overflow(char letter) {
    fail(Reason.OVERFLOW, name(letter));
    return 0;
  }

  private static String name(char letter) {
    return String.valueOf(letter);
  }
}
