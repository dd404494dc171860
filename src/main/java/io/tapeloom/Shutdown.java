package io.tapeloom;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was started, to be ended in the opposite order; a step that hangs does not hold the rest.
 */
final class Shutdown implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
  private static final long STEP_MS = 2_500;

  private final Deque<Step> steps = new ArrayDeque<>();
  private boolean closed;

  /** Something that blocks while it ends. */
  @FunctionalInterface
  interface Ending {
    void end() throws Exception;
  }

  private record Step(String name, Ending ending) {}

  /** Ends this before everything that was added earlier. */
  synchronized void add(String name, Ending ending) {
    steps.push(new Step(name, ending));
  }

  /** The same for something that ends with a future. */
  void addFuture(String name, java.util.function.Supplier<Future<?>> ending) {
    add(name, () -> await(name, ending.get()));
  }

  private static void await(String name, Future<?> ending) throws InterruptedException {
    try {
      ending.await(STEP_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("{} did not end within {} ms", name, STEP_MS);
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    // The interrupt that asks for the end must not cut the waiting for it short.
    Thread.interrupted();
    while (!steps.isEmpty()) {
      end(steps.pop());
    }
  }

  private static void end(Step step) {
    long began = System.nanoTime();
    try {
      step.ending().end();
      LOG.debug("{} ended in {} ms", step.name(), (System.nanoTime() - began) / 1_000_000);
    } catch (Exception e) {
      LOG.warn("{} did not end in order: {}", step.name(), e.toString());
    }
  }
}
