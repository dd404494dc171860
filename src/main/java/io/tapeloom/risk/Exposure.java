package io.tapeloom.risk;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Side;
import java.util.List;
import java.util.TreeSet;

/** Cycles of one strategy that are not closed. */
public record Exposure(List<Held> held) {
  /** Nothing open. */
  public static final Exposure NONE = new Exposure(List.of());

  /** How far a cycle has come. */
  public enum Stage {
    PENDING,
    OPEN,
    QUARANTINED
  }

  /**
   * One cycle.
   *
   * @param walkedMs market time before which everything that happened to it is written
   */
  public record Held(Instrument instrument, Side side, Stage stage, long walkedMs) {}

  /** Copies the cycles. */
  public Exposure {
    held = List.copyOf(held);
  }

  /**
   * Whether these rows tell what is held in that instrument at a market time: true when nothing is
   * open there, or the tape was walked so far. A quarantined cycle is known to stay.
   */
  public boolean knownAt(Instrument instrument, long ms) {
    return of(instrument).allMatch(h -> h.walkedMs() >= ms || h.stage() == Stage.QUARANTINED);
  }

  boolean any(Instrument instrument, Stage stage) {
    return of(instrument).anyMatch(h -> h.stage() == stage);
  }

  boolean holds(Instrument instrument, Side side) {
    return of(instrument).anyMatch(h -> h.stage() == Stage.OPEN && h.side() == side);
  }

  /** Symbols held besides that one. */
  int others(Instrument instrument) {
    TreeSet<Instrument> others = new TreeSet<>();
    held.forEach(h -> others.add(h.instrument()));
    others.remove(instrument);
    return others.size();
  }

  private java.util.stream.Stream<Held> of(Instrument instrument) {
    return held.stream().filter(h -> h.instrument().equals(instrument));
  }
}
