package io.tapeloom.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The messages of one PostgreSQL session, as far as the bench must know them: which statement a
 * Bind executes and which ReadyForQuery ends it.
 */
final class WireWords {
  private static final int SSL_REQUEST = 80_877_103;
  private static final int GSS_REQUEST = 80_877_104;
  private final WireTap.Listener listener;
  private final Map<String, String> kinds = new ConcurrentHashMap<>();
  private final Deque<String> rounds = new ArrayDeque<>();
  private final Half front = new Half();
  private final Half back = new Half();
  private String bound = "";
  private String tag = "";
  private boolean greeted;
  private int singleBytes;

  /** Bytes of one direction that are not a whole message yet. */
  private static final class Half {
    private byte[] bytes = new byte[1 << 16];
    private int length;

    void add(byte[] more, int count) {
      if (bytes.length < length + count) {
        bytes = Arrays.copyOf(bytes, 2 * (length + count));
      }
      System.arraycopy(more, 0, bytes, length, count);
      length += count;
    }

    void drop(int count) {
      length -= count;
      System.arraycopy(bytes, count, bytes, 0, length);
    }

    int int32(int at) {
      return bytes[at] << 24
          | (bytes[at + 1] & 255) << 16
          | (bytes[at + 2] & 255) << 8
          | (bytes[at + 3] & 255);
    }

    String text(int at) {
      int end = at;
      while (bytes[end] != 0) {
        end++;
      }
      return new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
    }
  }

  WireWords(WireTap.Listener listener) {
    this.listener = listener;
  }

  synchronized void frontend(byte[] bytes, int count, long nanos) {
    front.add(bytes, count);
    int at = 0;
    while (!greeted && front.length - at >= 8 && front.length - at >= front.int32(at)) {
      int code = front.int32(at + 4);
      if (code == SSL_REQUEST || code == GSS_REQUEST) {
        singleBytes++;
      } else {
        greeted = true;
        rounds.add("");
      }
      at += front.int32(at);
    }
    while (greeted && front.length - at >= 5 && front.length - at > front.int32(at + 1)) {
      said((char) front.bytes[at], at + 5, nanos);
      at += 1 + front.int32(at + 1);
    }
    front.drop(at);
  }

  private void said(char type, int at, long nanos) {
    switch (type) {
      case 'P' -> {
        String name = front.text(at);
        kinds.put(name, listener.kind(front.text(at + name.length() + 1)));
      }
      case 'B' -> {
        String portal = front.text(at);
        bound = kinds.getOrDefault(front.text(at + portal.length() + 1), "");
        if (!bound.isEmpty()) {
          listener.sent(bound, nanos);
        }
      }
      case 'S', 'Q' -> {
        rounds.add(bound);
        bound = "";
      }
      default -> {
        // of no interest
      }
    }
  }

  synchronized void backend(byte[] bytes, int count, long nanos) {
    back.add(bytes, count);
    int at = Math.min(singleBytes, back.length);
    singleBytes -= at;
    while (back.length - at >= 5 && back.length - at > back.int32(at + 1)) {
      char type = (char) back.bytes[at];
      if (type == 'C') {
        tag = back.text(at + 5);
      } else if (type == 'Z' && !rounds.isEmpty()) {
        String kind = rounds.remove();
        if (!kind.isEmpty()) {
          listener.done(kind, tag, nanos);
        }
      }
      at += 1 + back.int32(at + 1);
    }
    back.drop(at);
  }
}
