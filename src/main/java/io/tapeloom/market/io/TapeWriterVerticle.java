package io.tapeloom.market.io;

import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Arrival;
import io.tapeloom.market.MarketEvent;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Writes every trade it hears once, with the bars made from it; the only writer of the tape. */
public final class TapeWriterVerticle extends VerticleBase implements TapeLine.Owner {
  private static final long SHOW_MS = 100;
  private static final long HOLE_MS = 200;

  private final List<Instrument> instruments;
  private final TapeWriterParts parts;
  private final Queue<MarketEvent> pending = new ArrayDeque<>();
  private final List<TapeLine> lines = new ArrayList<>();
  private Future<Void> writing = Future.succeededFuture();
  private long dropped;
  private boolean stopping;

  /** A writer for those instruments. */
  public TapeWriterVerticle(List<Instrument> instruments, TapeWriterParts parts) {
    this.instruments = List.copyOf(instruments);
    this.parts = parts;
  }

  @Override
  public Future<?> start() {
    parts.report().watch(pending::size, () -> dropped);
    TapeRestart restart = new TapeRestart(parts.reader(), parts.bus(), this, pending);
    return Future.join(instruments.stream().map(restart::line).toList())
        .onSuccess(ready -> listen(ready.list()));
  }

  private void listen(List<TapeLine> ready) {
    lines.addAll(ready);
    lines.forEach(
        line -> parts.bus().consume(Channels.trade(line.instrument()), e -> onTrade(line, e)));
    lines.forEach(line -> parts.loadBeforeTape(vertx, line));
    vertx.setPeriodic(parts.settings().batchMs(), _ -> flush(1));
    vertx.setPeriodic(SHOW_MS, _ -> lines.forEach(TapeLine::show));
    vertx.setPeriodic(HOLE_MS, _ -> askForHoles());
  }

  private void askForHoles() {
    if (pending.size() < parts.settings().maxPendingRows() / 2) {
      lines.forEach(TapeLine::askForHole);
    }
  }

  private void onTrade(TapeLine line, MarketEvent event) {
    if (event instanceof AggTrade trade && pending.size() >= parts.settings().maxPendingRows()) {
      dropped++;
      line.dropped(trade);
      return;
    }
    line.on(event);
    flush(parts.settings().batchRows());
  }

  private void flush(int least) {
    if (pending.size() >= least && writing.isComplete() && !stopping) {
      writing = write(TapeBatch.take(pending, parts.settings().maxBatchRows()));
      writing.onComplete(_ -> flush(parts.settings().batchRows()));
    }
  }

  private Future<Void> write(TapeBatch batch) {
    long startNanos = System.nanoTime();
    return parts
        .store()
        .write(batch, parts.clock().millis())
        .onSuccess(_ -> parts.report().written(batch.trades().size(), startNanos))
        .recover(fault -> again(batch, fault));
  }

  /**
   * A batch is idempotent, so it is tried until it is there; or until the end, for the next start.
   */
  private Future<Void> again(TapeBatch batch, Throwable fault) {
    parts.report().failed(fault);
    if (stopping) {
      return Future.failedFuture(fault);
    }
    return vertx.timer(TapeWriterReport.RETRY_MS).compose(_ -> write(batch));
  }

  @Override
  public void unfilled(TapeLine line, long fromMs, long toMs) {
    parts.repair(vertx, line, fromMs, toMs);
  }

  @Override
  public void alarm(Instrument instrument, Arrival.Altered altered) {
    parts.report().altered(instrument, altered);
  }

  @Override
  public Future<?> stop() {
    stopping = true;
    // Behind a batch that is lost nothing may be written: the next start goes on at the last id.
    return writing.compose(_ -> writeRest()).otherwiseEmpty();
  }

  private Future<Void> writeRest() {
    TapeBatch rest = TapeBatch.take(pending, Integer.MAX_VALUE);
    return rest.isEmpty()
        ? Future.succeededFuture()
        : parts.store().write(rest, parts.clock().millis());
  }
}
