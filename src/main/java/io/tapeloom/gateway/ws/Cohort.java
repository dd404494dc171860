package io.tapeloom.gateway.ws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All sockets with the same subscriptions: what they get in a tick is put together once. */
final class Cohort {
  private final Set<Topic> topics;
  private final Set<Subscriber> members = new LinkedHashSet<>();
  private final List<Topic> changed = new ArrayList<>();

  Cohort(Set<Topic> topics) {
    this.topics = Set.copyOf(topics);
  }

  Set<Topic> topics() {
    return topics;
  }

  Set<Subscriber> members() {
    return members;
  }

  /** How a tick went. */
  record Outcome(long delivered, long spared) {
    static final Outcome NOTHING = new Outcome(0, 0);
  }

  /** Sends the tick's frames; members that cannot take them are noted as late. */
  Outcome deliver(Set<Subscriber> late) {
    changed.clear();
    int frames = 0;
    int bytes = 0;
    for (Topic topic : topics) {
      if (topic.slice().isPresent()) {
        changed.add(topic);
        frames += topic.sliceFrames();
        bytes += topic.slice().get().readableBytes();
      }
    }
    return frames == 0 ? Outcome.NOTHING : deliver(frames, joined(bytes), late);
  }

  private Outcome deliver(int frames, ByteBuf joined, Set<Subscriber> late) {
    long delivered = 0;
    long spared = 0;
    try {
      for (Subscriber member : members) {
        if (member.keepsUp()) {
          member.line().write(joined.retainedDuplicate());
          delivered += frames;
        } else {
          spared += member.owe(changed);
          late.add(member);
        }
      }
    } finally {
      joined.release();
    }
    return new Outcome(delivered, spared);
  }

  private ByteBuf joined(int bytes) {
    if (changed.size() == 1) {
      return changed.getFirst().slice().orElseThrow().retain();
    }
    ByteBuf joined = PooledByteBufAllocator.DEFAULT.directBuffer(bytes);
    for (Topic topic : changed) {
      ByteBuf slice = topic.slice().orElseThrow();
      joined.writeBytes(slice, slice.readerIndex(), slice.readableBytes());
    }
    return joined;
  }
}
