package io.tapeloom.sim;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** A recorded market: it starts with its first trade and halts with its last. */
public final class Recording implements TradeSource {
  private final List<RecordedTape> tapes;

  /**
   * The market of these tapes.
   *
   * @throws IllegalArgumentException when there are none
   */
  public Recording(List<RecordedTape> tapes) {
    if (tapes.isEmpty()) {
      throw new IllegalArgumentException("recording: expected trades, got none");
    }
    this.tapes =
        tapes.stream().sorted(Comparator.comparing(t -> t.listing().instrument())).toList();
  }

  @Override
  public List<Tape> tapes() {
    return List.copyOf(tapes);
  }

  @Override
  public OptionalLong clockStartMs() {
    return tapes.stream().mapToLong(RecordedTape::startMs).min();
  }

  @Override
  public OptionalLong haltMs() {
    return tapes.stream().mapToLong(RecordedTape::endMs).max();
  }
}
