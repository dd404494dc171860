package io.tapeloom.bus;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Continuity;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Hole;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.market.MarketEvent;
import io.tapeloom.market.Quiet;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes a lossy bus lossless for one consumer of one instrument's trades: ids are checked, and what
 * did not arrive is read back from the tape before anything newer goes on. Belongs to one context.
 */
public final class TradeFeed {
  private static final int PAGE = 10_000;
  private static final long RETRY_MS = 50;
  private static final long REACH_BACK_MS = 60_000;

  private final Vertx vertx;
  private final Continuity continuity;
  private final Tape tape;
  private final Instrument instrument;
  private final Consumer<MarketEvent> out;
  private Optional<Ear<MarketEvent>> ear = Optional.empty();
  private Optional<Quiet> quiet = Optional.empty();
  private long lastMs;
  private long emptyReads;
  private long readFromId;
  private boolean reading;
  private boolean closed;

  /** Reads trades of the tape, ids ascending from {@code fromId}, timed at or after sinceMs. */
  public interface Tape {
    /** At most {@code limit} trades; empty while they are not written yet. */
    Future<List<AggTrade>> from(Instrument instrument, long fromId, long sinceMs, int limit);

    /** Runs of ids at or after {@code fromId} that the tape honestly misses, ascending. */
    default Future<List<Gap>> gaps(Instrument instrument, long fromId) {
      return Future.succeededFuture(List.of());
    }
  }

  /**
   * A feed that goes on at {@code continuity}'s next id.
   *
   * @param lastMs time of the trade before it, 0 when unknown
   */
  public TradeFeed(
      Vertx vertx,
      Instrument instrument,
      Continuity continuity,
      long lastMs,
      Tape tape,
      Consumer<MarketEvent> out) {
    this.vertx = vertx;
    this.instrument = instrument;
    this.continuity = continuity;
    this.lastMs = lastMs;
    this.tape = tape;
    this.out = out;
  }

  /** Starts listening. */
  public void listen(Bus bus) {
    ear = Optional.of(bus.listen(Channels.trade(instrument), this::on));
  }

  /**
   * Learns that the tape reaches that id, and reads what is missing without a word from the bus.
   */
  public void expectThrough(long newestId) {
    continuity.expectThrough(newestId);
    settle();
  }

  /** Stops listening; nothing goes out afterwards. */
  public void close() {
    closed = true;
    ear.ifPresent(Ear::close);
  }

  /** How often in a row the tape did not have what is missing; 0 when nothing is missing. */
  public long emptyReads() {
    return emptyReads;
  }

  private void on(MarketEvent event) {
    switch (event) {
      case AggTrade trade -> continuity.offer(trade, this::emit);
      case Gap gap when !gap.healable() -> continuity.declare(gap, this::emit);
      case Quiet silence -> hush(silence);
      case Gap _, Kline _, MarkPrice _ -> {}
    }
    settle();
  }

  private void hush(Quiet silence) {
    continuity.expectThrough(silence.lastId());
    quiet = Optional.of(silence);
  }

  private void settle() {
    if (continuity.hole().isPresent()) {
      heal();
    } else {
      quiet.filter(q -> q.lastId() == continuity.nextId() - 1).ifPresent(out);
      quiet = Optional.empty();
    }
  }

  private void heal() {
    Optional<Hole> hole = continuity.hole();
    if (reading || closed || hole.isEmpty()) {
      return;
    }
    reading = true;
    readFromId = hole.get().fromId();
    long since = Math.max(0, lastMs - REACH_BACK_MS);
    long fromId = hole.get().fromId();
    tape.gaps(instrument, fromId)
        .onSuccess(gaps -> gaps.forEach(gap -> continuity.declare(gap, this::emit)))
        .compose(_ -> tape.from(instrument, fromId, since, PAGE))
        .onComplete(this::healed);
  }

  private void healed(AsyncResult<List<AggTrade>> read) {
    reading = false;
    if (closed) {
      return;
    }
    long before = readFromId;
    if (read.succeeded()) {
      read.result().forEach(trade -> continuity.offer(trade, this::emit));
    }
    if (continuity.nextId() > before) {
      emptyReads = 0;
      settle();
    } else {
      emptyReads++;
      vertx.setTimer(RETRY_MS, _ -> settle());
    }
  }

  private void emit(MarketEvent event) {
    if (closed) {
      return;
    }
    if (event instanceof AggTrade trade) {
      lastMs = Math.max(lastMs, trade.timeMs());
    }
    out.accept(event);
  }
}
