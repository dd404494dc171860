package io.tapeloom.gateway;

import io.tapeloom.kernel.Health;
import io.tapeloom.kernel.Instrument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** The newest word of every collector; written by their loops, read by anyone. */
public final class FeedBoard implements Consumer<FeedState> {
  private final List<Instrument> expected;
  private final Map<Instrument, FeedState> states = new ConcurrentSkipListMap<>();

  /** A board that waits for those instruments. */
  public FeedBoard(List<Instrument> expected) {
    this.expected = List.copyOf(expected);
  }

  @Override
  public void accept(FeedState state) {
    states.put(state.instrument(), state);
  }

  /** What that instrument's collector said last. */
  public Optional<FeedState> of(Instrument instrument) {
    return Optional.ofNullable(states.get(instrument));
  }

  /** The instruments that should have a collector. */
  public List<Instrument> expected() {
    return expected;
  }

  /** Up once that instrument's tape is live. */
  public Health health(Instrument instrument) {
    Optional<FeedState> state = of(instrument);
    boolean live = state.filter(s -> s.phase() == FeedState.Phase.LIVE).isPresent();
    String note = state.map(s -> s.phase().code()).orElse("starting");
    String part = "collector." + instrument;
    return live
        ? new Health(part, Health.Status.UP, "")
        : new Health(part, Health.Status.DOWN, note);
  }
}
