package io.tapeloom.market.io;

import io.tapeloom.market.AggTrade;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Tape files as an iterator whose parsing runs on a thread of its own, a few batches ahead: parsing
 * and scoring cost about the same, so two cores halve the time. Failures of the reader come out of
 * {@link #hasNext()} where the bad row would have been.
 */
public final class TapeFileStream implements Iterator<AggTrade>, AutoCloseable {
  private static final int BATCH = 8_192;
  private static final int AHEAD = 8;

  private final ArrayBlockingQueue<Batch> queue = new ArrayBlockingQueue<>(AHEAD);
  private final Thread reader;
  private AggTrade[] filling = new AggTrade[BATCH];
  private int filled;
  private AggTrade[] trades = new AggTrade[0];
  private int at;
  private Optional<Batch> ended = Optional.empty();

  private sealed interface Batch {}

  private record Trades(AggTrade[] trades) implements Batch {}

  private record Failed(RuntimeException failure) implements Batch {}

  private record End() implements Batch {}

  /** The consumer has gone. */
  private static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Starts to read. */
  public TapeFileStream(TapeFiles files) {
    reader = Thread.ofPlatform().daemon().name("tape-reader").start(() -> readAll(files));
  }

  private void readAll(TapeFiles files) {
    try {
      files.forEach(this::fill);
      put(new Trades(Arrays.copyOf(filling, filled)));
      put(new End());
    } catch (Closed closed) {
      return;
    } catch (RuntimeException failure) {
      fail(failure);
    } catch (Error dead) {
      fail(new IllegalStateException("the reader of the tape died: " + dead, dead));
    }
  }

  private void fail(RuntimeException failure) {
    try {
      put(new Trades(Arrays.copyOf(filling, filled)));
      put(new Failed(failure));
    } catch (Closed closed) {
      failure.addSuppressed(closed);
    }
  }

  private void fill(AggTrade trade) {
    filling[filled++] = trade;
    if (filled == BATCH) {
      put(new Trades(filling));
      filling = new AggTrade[BATCH];
      filled = 0;
    }
  }

  private void put(Batch full) {
    try {
      queue.put(full);
    } catch (InterruptedException interrupted) {
      throw new Closed();
    }
  }

  @Override
  public boolean hasNext() {
    return at < trades.length || more();
  }

  private boolean more() {
    while (at == trades.length) {
      switch (ended.isPresent() ? ended.get() : take()) {
        case Trades(AggTrade[] next) -> {
          trades = next;
          at = 0;
        }
        case Failed failed -> {
          ended = Optional.of(failed);
          throw failed.failure();
        }
        case End end -> {
          ended = Optional.of(end);
          return false;
        }
      }
    }
    return true;
  }

  private Batch take() {
    try {
      return queue.take();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the tape", interrupted);
    }
  }

  @Override
  public AggTrade next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the tape has ended");
    }
    return trades[at++];
  }

  /** Stops the reader; harmless when it has ended. */
  @Override
  public void close() {
    reader.interrupt();
  }
}
