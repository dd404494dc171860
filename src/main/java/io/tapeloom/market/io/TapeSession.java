package io.tapeloom.market.io;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes batches one after another, on a session of its own. They do not wait for the disk, so a
 * server that crashes forgets the newest of them although this program lives on, and nobody would
 * see the hole. But no session survives that crash: whoever needs a new one first writes again what
 * the old one committed. Now and then a commit does wait for the disk, and keeps all before it.
 */
final class TapeSession {
  private final Pool pool;
  private final Statements statements;
  private final long relaxedNanos;
  private final List<TapeBatch> unsettled = new ArrayList<>();
  private Optional<SqlConnection> session = Optional.empty();
  private long settledNanos = System.nanoTime();

  /** What a batch is in SQL. */
  @FunctionalInterface
  interface Statements {
    /** One transaction; {@code durable} when its commit waits for the disk. */
    Future<Void> write(SqlConnection session, TapeBatch batch, long nowMs, boolean durable);
  }

  /** A session to come; at most so long does no commit wait for the disk while batches come. */
  TapeSession(Pool pool, Statements statements, long relaxedNanos) {
    this.pool = pool;
    this.statements = statements;
    this.relaxedNanos = relaxedNanos;
  }

  /** Writes the batch; the next call follows when the future has ended. */
  Future<Void> write(TapeBatch batch, long nowMs) {
    boolean durable = System.nanoTime() - settledNanos > relaxedNanos;
    return session(nowMs)
        .compose(s -> statements.write(s, batch, nowMs, durable))
        .onSuccess(_ -> committed(batch, durable))
        .onFailure(_ -> drop());
  }

  private void committed(TapeBatch batch, boolean durable) {
    if (durable) {
      settled();
    } else {
      unsettled.add(batch);
    }
  }

  private void settled() {
    unsettled.clear();
    settledNanos = System.nanoTime();
  }

  private Future<SqlConnection> session(long nowMs) {
    if (session.isPresent()) {
      return Future.succeededFuture(session.get());
    }
    return pool.getConnection()
        .compose(
            fresh -> {
              session = Optional.of(fresh);
              return restored(fresh, nowMs).map(fresh);
            });
  }

  private Future<Void> restored(SqlConnection fresh, long nowMs) {
    return unsettled.isEmpty()
        ? Future.succeededFuture()
        : statements
            .write(fresh, TapeBatch.merged(unsettled), nowMs, true)
            .onSuccess(_ -> settled());
  }

  private void drop() {
    session.ifPresent(SqlConnection::close);
    session = Optional.empty();
  }
}
