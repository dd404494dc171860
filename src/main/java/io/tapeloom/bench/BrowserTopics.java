package io.tapeloom.bench;

import java.util.HashMap;
import java.util.Map;

/** What one browser got of each topic; the numbers stand at the end of a frame. */
final class BrowserTopics {
  private static final String ADDRESS = "\"address\":\"";
  private final Map<String, Long> newest = new HashMap<>();

  /** When the snapshot was made, ms since the epoch. */
  long sentMs(String frame) {
    return numberAfter(frame, "\"t\":");
  }

  /** Snapshots of the topic between this and the one before. */
  long skipped(String frame) {
    int start = frame.indexOf(ADDRESS) + ADDRESS.length();
    String address = frame.substring(start, frame.indexOf('"', start));
    long seq = numberAfter(frame, "\"seq\":");
    Long before = newest.put(address, seq);
    return before == null ? 0 : Math.max(0, seq - before - 1);
  }

  private static long numberAfter(String frame, String key) {
    int at = frame.lastIndexOf(key) + key.length();
    long number = 0;
    while (Character.isDigit(frame.charAt(at))) {
      number = number * 10 + frame.charAt(at++) - '0';
    }
    return number;
  }
}
