package io.tapeloom.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides what becomes of each outgoing frame. Faults of one stream wait in a queue and take effect
 * one after the other; a stream without faults passes through.
 *
 * @param <F> a frame; this class never looks inside
 */
public final class SimFaults<F> {
  private static final int REMEMBERED = 8;
  private static final int LATE_EVERY = 2;

  private final Map<String, Line<F>> lines = new TreeMap<>();

  /**
   * What to do now.
   *
   * @param frames to send, in this order
   * @param cut true to break the connections that carry the stream
   * @param silentMs real ms for which those connections carry nothing, 0 for none
   */
  public record Deal<F>(List<F> frames, boolean cut, long silentMs) {}

  private static final class Line<F> {
    final Deque<Fault> waiting = new ArrayDeque<>();
    final Deque<F> recent = new ArrayDeque<>();
    int left;
    int repeats;
    List<F> held = List.of();
  }

  /** Queues a fault. */
  public void add(Fault fault) {
    Line<F> line = lines.computeIfAbsent(fault.stream(), s -> new Line<>());
    line.waiting.add(fault);
    if (line.waiting.size() == 1) {
      line.left = fault.count();
    }
  }

  /** How many faults of that stream have not run out. */
  public int waiting(String stream) {
    Line<F> line = lines.get(stream);
    return line == null ? 0 : line.waiting.size();
  }

  /** Decides about the next frame of a stream. */
  public Deal<F> on(String stream, F frame) {
    Line<F> line = lines.computeIfAbsent(stream, s -> new Line<>());
    Deal<F> deal = line.waiting.isEmpty() ? send(List.of(frame)) : decide(line, frame);
    remember(line, frame);
    return deal;
  }

  private Deal<F> decide(Line<F> line, F frame) {
    Fault fault = line.waiting.getFirst();
    return switch (fault.kind()) {
      case CUT -> spend(line, new Deal<>(List.of(), true, 0));
      case STALL -> spend(line, new Deal<>(List.of(), false, fault.forMs()));
      case SKIP -> spend(line, send(List.of()));
      case REPEAT -> spend(line, send(repeated(line, frame)));
      case SWAP -> swap(line, frame);
    };
  }

  private List<F> repeated(Line<F> line, F frame) {
    List<F> frames = new ArrayList<>(List.of(frame, frame));
    if (++line.repeats % LATE_EVERY == 0 && !line.recent.isEmpty()) {
      frames.add(line.recent.getFirst());
    }
    return frames;
  }

  private Deal<F> swap(Line<F> line, F frame) {
    if (line.held.isEmpty()) {
      line.held = List.of(frame);
      return send(List.of());
    }
    List<F> swapped = List.of(frame, line.held.getFirst());
    line.held = List.of();
    return spend(line, send(swapped));
  }

  private Deal<F> spend(Line<F> line, Deal<F> deal) {
    line.left--;
    if (line.left == 0) {
      line.waiting.removeFirst();
      line.left = line.waiting.isEmpty() ? 0 : line.waiting.getFirst().count();
    }
    return deal;
  }

  private Deal<F> send(List<F> frames) {
    return new Deal<>(frames, false, 0);
  }

  private void remember(Line<F> line, F frame) {
    line.recent.add(frame);
    if (line.recent.size() > REMEMBERED) {
      line.recent.removeFirst();
    }
  }
}
