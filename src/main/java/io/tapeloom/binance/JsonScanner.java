package io.tapeloom.binance;

import io.tapeloom.binance.Decoded.Reason;

/**
 * Walks over JSON text byte by byte without building anything, strict to the grammar. The text must
 * be followed by a zero byte: no JSON value holds one, so that no step needs to ask for the end.
 */
class JsonScanner {
  static final byte STRING = 1;
  static final byte ESCAPED_STRING = 2;
  static final byte NUMBER = 3;
  static final byte TRUE = 4;
  static final byte FALSE = 5;
  static final byte NULL = 6;
  static final byte OBJECT = 7;
  static final byte ARRAY = 8;
  private static final int MAX_DEPTH = 32;

  byte[] bytes;
  int at;
  private Reason failure;
  private String failedField = "";

  final void start(byte[] zeroTerminated, int from) {
    bytes = zeroTerminated;
    at = from;
    failure = null;
    failedField = "";
  }

  /** Notes the first thing that is wrong; always false, to be returned. */
  final boolean fail(Reason reason, String field) {
    if (failure == null) {
      failure = reason;
      failedField = field;
    }
    return false;
  }

  final boolean failed() {
    return failure != null;
  }

  final Decoded.Refused refused() {
    return new Decoded.Refused(failure, failedField);
  }

  final void space() {
    byte[] b = bytes;
    int i = at;
    while (b[i] == ' ' || b[i] == '\n' || b[i] == '\r' || b[i] == '\t') {
      i++;
    }
    at = i;
  }

  /** Steps over that byte and the space behind it. */
  final boolean expect(char c) {
    if (bytes[at] != c) {
      return fail(Reason.MALFORMED, "");
    }
    at++;
    space();
    return true;
  }

  /** Steps over a value and answers its kind, 0 when it is malformed. */
  final byte value(int depth) {
    switch (bytes[at]) {
      case '"':
        return string();
      case 't':
        return literal("true", TRUE);
      case 'f':
        return literal("false", FALSE);
      case 'n':
        return literal("null", NULL);
      case '{':
        return nested(depth, OBJECT, '}');
      case '[':
        return nested(depth, ARRAY, ']');
      default:
        return number();
    }
  }

  final byte string() {
    byte[] b = bytes;
    int i = at + 1;
    byte kind = STRING;
    byte c = b[i];
    while (c != '"') {
      if (c == '\\') {
        i = escape(i);
        kind = ESCAPED_STRING;
      } else if (c >= 0 && c < ' ') {
        i = -1;
      } else {
        i++;
      }
      if (i < 0) {
        fail(Reason.MALFORMED, "");
        return 0;
      }
      c = b[i];
    }
    at = i + 1;
    return kind;
  }

  private int escape(int backslash) {
    byte c = bytes[backslash + 1];
    if (c != 'u') {
      return c > 0 && "\"\\/bfnrt".indexOf(c) >= 0 ? backslash + 2 : -1;
    }
    for (int i = 2; i < 6; i++) {
      byte hex = bytes[backslash + i];
      if (hex <= 0 || Character.digit(hex, 16) < 0) {
        return -1;
      }
    }
    return backslash + 6;
  }

  private byte literal(String word, byte kind) {
    for (int i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        fail(Reason.MALFORMED, "");
        return 0;
      }
    }
    at += word.length();
    return kind;
  }

  private byte number() {
    int i = bytes[at] == '-' ? at + 1 : at;
    int whole = digits(i);
    boolean leadingZero = whole > i + 1 && bytes[i] == '0';
    if (whole == i || leadingZero) {
      fail(Reason.MALFORMED, "");
      return 0;
    }
    i = whole;
    if (bytes[i] == '.') {
      i = part(i + 1);
    }
    if (i > 0 && (bytes[i] == 'e' || bytes[i] == 'E')) {
      i = part(bytes[i + 1] == '-' || bytes[i + 1] == '+' ? i + 2 : i + 1);
    }
    if (i < 0) {
      fail(Reason.MALFORMED, "");
      return 0;
    }
    at = i;
    return NUMBER;
  }

  private int part(int from) {
    int end = digits(from);
    return end == from ? -1 : end;
  }

  private int digits(int from) {
    int i = from;
    while (bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    return i;
  }

  private byte nested(int depth, byte kind, char close) {
    if (depth >= MAX_DEPTH) {
      fail(Reason.TOO_DEEP, "");
      return 0;
    }
    at++;
    space();
    if (bytes[at] == close) {
      at++;
      return kind;
    }
    while (element(depth + 1, kind)) {
      if (bytes[at] == close) {
        at++;
        return kind;
      }
      if (!expect(',')) {
        return 0;
      }
    }
    return 0;
  }

  private boolean element(int depth, byte kind) {
    if (kind == OBJECT && !key()) {
      return false;
    }
    if (value(depth) == 0) {
      return false;
    }
    space();
    return true;
  }

  /** Steps over a member's name and its colon; names are plain text on this wire. */
  private boolean key() {
    if (bytes[at] != '"' || string() == 0) {
      return fail(Reason.MALFORMED, "");
    }
    space();
    return expect(':');
  }
}
