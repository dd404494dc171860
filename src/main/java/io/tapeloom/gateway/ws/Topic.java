package io.tapeloom.gateway.ws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.Optional;

/**
 * One subscription key with everything pushed under it. What happened since the last tick is
 * encoded once, into a slice that all sockets share.
 */
abstract sealed class Topic permits TradeTopic, BarTopic, QuoteTopic {
  private final SubscriptionKey key;
  private Optional<ByteBuf> slice = Optional.empty();
  private int sliceFrames;
  private long frames;
  private long lastMs;
  private boolean dirty;
  private int users;

  Topic(SubscriptionKey key) {
    this.key = key;
  }

  SubscriptionKey key() {
    return key;
  }

  void use() {
    users++;
  }

  /** True when nobody is left who wants to hear of it. */
  boolean abandon() {
    users--;
    return users == 0;
  }

  /** True when nothing may be skipped: a reader that cannot follow has to go. */
  abstract boolean everyFrameCounts();

  /** Appends what happened since the last tick, and forgets it; answers how many frames. */
  abstract int drain(PushText text, ByteBuf out);

  /** Appends what stands now, for sockets that are late or new; answers how many frames. */
  abstract int newest(PushText text, ByteBuf out);

  /** False while there is nothing that {@link #newest} could say. */
  abstract boolean known();

  /** Notes a change; true when it is the first one since the last tick. */
  boolean touch() {
    boolean first = !dirty;
    dirty = true;
    return first;
  }

  /** Encodes the tick's frames. */
  void open(PushText text) {
    dirty = false;
    ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer();
    sliceFrames = drain(text, out);
    if (sliceFrames == 0) {
      out.release();
      return;
    }
    frames += sliceFrames;
    lastMs = text.nowMs();
    slice = Optional.of(out);
  }

  /** The tick's frames, while the tick lasts. */
  Optional<ByteBuf> slice() {
    return slice;
  }

  int sliceFrames() {
    return slice.isPresent() ? sliceFrames : 0;
  }

  /** Ends the tick. */
  void close() {
    slice.ifPresent(ByteBuf::release);
    slice = Optional.empty();
  }

  /** Frames of all ticks so far. */
  long frames() {
    return frames;
  }

  /** When the last frame was encoded, market ms. */
  long lastMs() {
    return lastMs;
  }
}
