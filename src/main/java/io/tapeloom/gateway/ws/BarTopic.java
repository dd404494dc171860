package io.tapeloom.gateway.ws;

import io.netty.buffer.ByteBuf;
import io.tapeloom.market.Kline;
import java.util.List;
import java.util.Optional;

/**
 * The running bar of one symbol and length, and the one before it until its last change is told: a
 * chart must see how a bar ended.
 */
final class BarTopic extends Topic {
  private final RollingBar rolling;
  private Optional<Bar> current = Optional.empty();
  private Optional<Bar> previous = Optional.empty();
  private boolean currentFresh;
  private boolean previousFresh;

  BarTopic(SubscriptionKey key) {
    super(key);
    this.rolling = new RollingBar(interval());
  }

  TvInterval interval() {
    return key().interval().orElseThrow();
  }

  /** Learns stored parts of the running bar. */
  boolean seed(List<Kline> parts) {
    rolling.seed(parts);
    return rolling.running().filter(this::take).isPresent();
  }

  /** A part changed; true when there is something to push. */
  boolean on(Kline part) {
    return rolling.on(part).filter(this::take).isPresent();
  }

  private boolean take(Bar bar) {
    long newestMs = current.map(Bar::timeMs).orElse(Long.MIN_VALUE);
    if (bar.timeMs() > newestMs) {
      previous = current;
      previousFresh = currentFresh;
    } else if (bar.timeMs() < newestMs) {
      return false;
    }
    current = Optional.of(bar);
    currentFresh = true;
    return true;
  }

  @Override
  boolean everyFrameCounts() {
    return false;
  }

  @Override
  boolean known() {
    return current.isPresent();
  }

  @Override
  int drain(PushText text, ByteBuf out) {
    int count = 0;
    if (previousFresh) {
      count += write(previous.orElseThrow(), text, out);
    }
    if (currentFresh) {
      count += write(current.orElseThrow(), text, out);
    }
    previousFresh = false;
    currentFresh = false;
    return count;
  }

  @Override
  int newest(PushText text, ByteBuf out) {
    previous.ifPresent(bar -> write(bar, text, out));
    current.ifPresent(bar -> write(bar, text, out));
    return (previous.isPresent() ? 1 : 0) + (current.isPresent() ? 1 : 0);
  }

  private int write(Bar bar, PushText text, ByteBuf out) {
    bar.json(text.begin(key(), "bar"));
    text.end(out);
    return 1;
  }
}
