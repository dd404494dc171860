package io.tapeloom.bench;

/**
 * The yardstick of decoding: the plainest scanner that gets an aggTrade out of a frame's bytes. It
 * walks from quote to quote, knows fields by their one letter and believes whatever it finds.
 */
final class ByteScanner {
  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private byte[] bytes;
  private int at;
  long aggId;
  long priceE8;
  long qtyE8;
  long firstId;
  long lastId;
  long timeMs;
  boolean buyerMaker;

  void scan(byte[] frame) {
    bytes = frame;
    at = 0;
    int end = frame.length - 4;
    while (at < end) {
      if (bytes[at] == '"' && bytes[at + 2] == '"' && bytes[at + 3] == ':') {
        byte letter = bytes[at + 1];
        at += 4;
        field(letter);
      } else {
        at++;
      }
    }
  }

  private void field(byte letter) {
    switch (letter) {
      case 'a' -> aggId = whole();
      case 'f' -> firstId = whole();
      case 'l' -> lastId = whole();
      case 'T' -> timeMs = whole();
      case 'p' -> priceE8 = decimal();
      case 'q' -> qtyE8 = decimal();
      case 'm' -> buyerMaker = bytes[at] == 't';
      default -> skip();
    }
  }

  private void skip() {
    while (bytes[at] != ',' && bytes[at] != '}') {
      at++;
    }
  }

  private long whole() {
    long value = 0;
    while (bytes[at] >= '0' && bytes[at] <= '9') {
      value = value * 10 + bytes[at++] - '0';
    }
    return value;
  }

  private long decimal() {
    at++;
    long value = whole();
    int decimals = 0;
    if (bytes[at] == '.') {
      int point = at++;
      while (bytes[at] >= '0' && bytes[at] <= '9') {
        value = value * 10 + bytes[at++] - '0';
      }
      decimals = at - point - 1;
    }
    at++;
    return value * POWERS[8 - decimals];
  }
}
