package io.tapeloom.sim.io;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/**
 * Everything that happened on the exchange, in order, with a running hash over all of it: the same
 * seed, source and requests at the same market times give the same hash. The newest lines are kept.
 */
final class EventLog {
  private static final int KEPT = 100_000;
  private static final long KEPT_CHARS = 16L << 20;

  private final Deque<Line> lines = new ArrayDeque<>();
  private final MessageDigest digest;
  private long number;
  private long chars;

  /** One thing that happened. */
  record Line(long number, long timeMs, String kind, String text) {}

  EventLog() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  void add(long timeMs, String kind, String text) {
    Line line = new Line(++number, timeMs, kind, text);
    digest.update((timeMs + " " + kind + " " + text + "\n").getBytes(StandardCharsets.UTF_8));
    lines.add(line);
    chars += text.length();
    while (lines.size() > KEPT || chars > KEPT_CHARS) {
      chars -= lines.removeFirst().text().length();
    }
  }

  /** What a user was told, at the time the event itself names: when it was noticed is chance. */
  void event(long nowMs, String whom, String json) {
    add(UserStreams.timeMs(json, nowMs), "event", whom + json);
  }

  /** Lines from that number on. */
  List<Line> from(long first, int limit) {
    return lines.stream().filter(line -> line.number() >= first).limit(limit).toList();
  }

  /** How many lines there ever were. */
  long size() {
    return number;
  }

  /** SHA-256 over every line so far. */
  String hash() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 can be cloned", e);
    }
  }
}
