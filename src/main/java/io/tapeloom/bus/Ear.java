package io.tapeloom.bus;

import io.vertx.core.Context;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * A consumer that is called before {@link Bus#publish} returns when the publisher stands on its own
 * event loop: waking other loops takes longer than what it does. What the bus itself brings of the
 * same messages afterwards is passed over; from any other loop they come by the bus alone.
 */
public final class Ear<T> {
  private final Context context;
  private final Thread loop;
  private final Consumer<T> handler;
  private final Runnable forget;
  private final Queue<T> heard = new ArrayDeque<>();
  private final MessageConsumer<T> consumer;

  /** Created on the loop it listens on. */
  Ear(Bus bus, Channel<T> channel, Context context, Consumer<T> handler) {
    this.context = context;
    this.loop = Thread.currentThread();
    this.handler = handler;
    this.forget = () -> bus.forget(channel, this);
    this.consumer = bus.consume(channel, this::late);
  }

  /** Hears the message at once if the caller is on its loop. */
  void early(T message) {
    if (Thread.currentThread() == loop && context instanceof ContextInternal its) {
      heard.add(message);
      its.emit(message, handler::accept);
    }
  }

  private void late(T message) {
    if (heard.peek() == message) {
      heard.remove();
    } else if (heard.stream().anyMatch(early -> early == message)) {
      while (heard.remove() != message) {
        // the bus lost what came before it
      }
    } else {
      handler.accept(message);
    }
  }

  /** Stops listening. */
  public void close() {
    forget.run();
    consumer.unregister();
  }
}
