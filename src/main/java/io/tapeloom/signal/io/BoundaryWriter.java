package io.tapeloom.signal.io;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Health;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.net.Outage;
import io.tapeloom.signal.Decision;
import io.tapeloom.signal.SliceSealed;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes settled boundaries in order, one alone at once and many together when they pile up, and
 * tells the bus only what is committed. A failed write is tried again until it holds.
 */
final class BoundaryWriter {
  private static final Logger LOG = LoggerFactory.getLogger(BoundaryWriter.class);
  private static final int BATCH = 500;
  private static final long RETRY_MS = 250;
  private static final long DRAIN_MS = 2_000;

  private final Vertx vertx;
  private final Bus bus;
  private final Instrument instrument;
  private final SignalStore store;
  private final Deque<SignalStore.Boundary> waiting = new ArrayDeque<>();
  private final Outage outage;
  private boolean writing;
  private Optional<Promise<Void>> drained = Optional.empty();
  private boolean closed;
  private long failures;

  BoundaryWriter(Vertx vertx, Bus bus, Instrument instrument, SignalStore store) {
    this.vertx = vertx;
    this.bus = bus;
    this.instrument = instrument;
    this.store = store;
    this.outage = new Outage(LOG, instrument + ": boundaries not written");
  }

  /** Takes a decision; call {@link #flush} once all decisions of its boundary are added. */
  void add(SignalStore.Boundary boundary) {
    waiting.add(boundary);
  }

  /** Writes what is waiting, then nothing more; completes within two seconds. */
  Future<Void> drain() {
    if (waiting.isEmpty()) {
      closed = true;
      return Future.succeededFuture();
    }
    drained = Optional.of(Promise.promise());
    vertx.setTimer(DRAIN_MS, _ -> finish());
    return drained.get().future();
  }

  private void finish() {
    closed = true;
    drained.ifPresent(Promise::tryComplete);
  }

  /** Boundaries that are decided and not yet committed. */
  int waiting() {
    return waiting.size();
  }

  /** Writes in a row that failed. */
  long failures() {
    return failures;
  }

  /**
   * Writes what waits. A boundary's slice tells a restart that the boundary is done with, so the
   * decisions of all strategies on it are one transaction.
   */
  void flush() {
    if (waiting.isEmpty() && drained.isPresent()) {
      finish();
    }
    if (writing || closed || waiting.isEmpty()) {
      return;
    }
    writing = true;
    List<SignalStore.Boundary> batch = batch();
    store.write(instrument, batch).onComplete(done -> written(batch, done));
  }

  /** Whole boundaries, about {@value #BATCH} rows of them. */
  private List<SignalStore.Boundary> batch() {
    List<SignalStore.Boundary> batch = new ArrayList<>();
    for (SignalStore.Boundary next : waiting) {
      if (batch.size() >= BATCH && next.slice().tMs() != batch.getLast().slice().tMs()) {
        break;
      }
      batch.add(next);
    }
    return batch;
  }

  private void written(
      List<SignalStore.Boundary> batch, AsyncResult<List<SignalStore.Boundary>> done) {
    writing = false;
    if (done.succeeded()) {
      failures = 0;
      outage.worked();
      batch.forEach(boundary -> settle(boundary, done.result()));
      flush();
    } else {
      failures++;
      outage.failed(done.cause());
      vertx.setTimer(RETRY_MS, _ -> flush());
    }
  }

  /** What stands in the rows with another content is never told: nobody may act on both. */
  private void settle(SignalStore.Boundary boundary, List<SignalStore.Boundary> contradicted) {
    waiting.removeFirst();
    if (contradicted.contains(boundary)) {
      alarm(boundary.decided().decision());
    } else {
      tell(boundary);
    }
  }

  private void alarm(Decision decision) {
    String what = decision.strategy() + " at " + decision.t();
    LOG.error("{}: {} was decided again with another content: {}", instrument, what, decision);
    String note = what + " was decided again with another content; the rows were kept";
    bus.publish(
        Channels.opsHealth(), new Health("score." + instrument, Health.Status.DEGRADED, note));
  }

  private void tell(SignalStore.Boundary boundary) {
    bus.publish(Channels.signalSnapshot(instrument), new SliceSealed(instrument, boundary.slice()));
    bus.publish(Channels.signalDecided(instrument), boundary.decided());
  }
}
