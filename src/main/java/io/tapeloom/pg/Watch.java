package io.tapeloom.pg;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;

/** One reader's standing wish to be told to look; close it when the reader stops. */
public final class Watch implements AutoCloseable {
  private final Context context;
  private final Runnable look;
  private final AtomicBoolean pending = new AtomicBoolean();
  private volatile boolean closed;

  Watch(Vertx vertx, Runnable look) {
    this.context = vertx.getOrCreateContext();
    this.look = look;
  }

  /** Has the reader look soon; many wishes before it looks are one. */
  void wake() {
    if (!closed && pending.compareAndSet(false, true)) {
      context.runOnContext(v -> run());
    }
  }

  private void run() {
    pending.set(false);
    if (!closed) {
      look.run();
    }
  }

  boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
