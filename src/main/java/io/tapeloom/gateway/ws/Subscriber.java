package io.tapeloom.gateway.ws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One socket's end of the fan-out. While its line is ready it gets what its cohort gets. While it
 * is not, it is owed: the newest value of some topics, which only needs their names, and the trades
 * themselves, up to a limit.
 */
final class Subscriber {
  private final Line line;
  private final int backlogBytes;
  private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
  private final Set<Topic> owed = new LinkedHashSet<>();
  private final List<Kept> backlog = new ArrayList<>();
  private int keptBytes;
  private Optional<Cohort> cohort = Optional.empty();

  /** Frames that may not be skipped; the bytes are shared with everybody. */
  private record Kept(Topic topic, ByteBuf bytes, int frames) {}

  Subscriber(Line line, int backlogBytes) {
    this.line = line;
    this.backlogBytes = backlogBytes;
  }

  Line line() {
    return line;
  }

  Map<String, Subscription> subscriptions() {
    return subscriptions;
  }

  Optional<Cohort> cohort() {
    return cohort;
  }

  void cohort(Optional<Cohort> joined) {
    cohort = joined;
  }

  boolean late() {
    return !owed.isEmpty() || !backlog.isEmpty();
  }

  /** True when more waits for it than may. */
  boolean overflows() {
    return keptBytes > backlogBytes;
  }

  /** True when the tick's frames can go to it as they are. */
  boolean keepsUp() {
    return !late() && line.ready();
  }

  /** Remembers a tick it cannot take; answers how many frames it will never see. */
  int owe(Collection<Topic> changed) {
    int spared = 0;
    for (Topic topic : changed) {
      if (topic.everyFrameCounts()) {
        topic.slice().ifPresent(slice -> keep(topic, slice));
      } else {
        subscriptions.get(topic.key().text()).skipped(topic.sliceFrames());
        spared += owed.add(topic) ? 0 : topic.sliceFrames();
      }
    }
    return spared;
  }

  private void keep(Topic topic, ByteBuf slice) {
    backlog.add(new Kept(topic, slice.retainedDuplicate(), topic.sliceFrames()));
    keptBytes += slice.readableBytes();
  }

  /** It shall be told where that topic stands. */
  void owe(Topic topic) {
    owed.add(topic);
  }

  /** Sends what is owed if the line takes it again; answers how many frames went out. */
  int settle(PushText text) {
    if (!late() || !line.ready()) {
      return 0;
    }
    ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer();
    int frames = 0;
    for (Kept kept : backlog) {
      out.writeBytes(kept.bytes());
      frames += kept.frames();
    }
    release();
    for (Topic topic : owed) {
      int written = topic.newest(text, out);
      subscriptions.get(topic.key().text()).skipped(-written);
      frames += written;
    }
    owed.clear();
    line.write(out);
    return frames;
  }

  /** Nothing of that topic is wanted any more. */
  void forget(Topic topic) {
    owed.remove(topic);
    backlog.removeIf(
        kept -> {
          boolean its = kept.topic() == topic;
          if (its) {
            keptBytes -= kept.bytes().readableBytes();
            kept.bytes().release();
          }
          return its;
        });
  }

  private void release() {
    backlog.forEach(kept -> kept.bytes().release());
    backlog.clear();
    keptBytes = 0;
  }

  /** Lets go of everything. */
  void close() {
    owed.clear();
    release();
  }
}
