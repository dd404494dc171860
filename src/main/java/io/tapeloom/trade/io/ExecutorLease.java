package io.tapeloom.trade.io;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The right to write orders of one role: a row with an epoch that a trigger compares with every
 * write, so that a process which was paused while another took over is refused. It lasts 3 s of
 * real time and is renewed each second; locally it ends half a second early, counted from the start
 * of the request. The holder's id is kept beside the data, and two processes never share those, so
 * a process may take its own predecessor's lease at once.
 */
public final class ExecutorLease {
  /** Role of everything that writes paper rows. */
  public static final String PAPER = "paper";

  static final String TAKE =
      """
      INSERT INTO executor_lease AS l (role, epoch, holder, expires_at)
      VALUES ($1, 1, $2, clock_timestamp() + interval '3 s')
      ON CONFLICT (role) DO UPDATE
        SET epoch = l.epoch + 1, holder = excluded.holder, expires_at = excluded.expires_at
        WHERE l.expires_at < clock_timestamp() OR l.holder = excluded.holder
      RETURNING epoch
      """;

  static final String RENEW =
      """
      UPDATE executor_lease SET expires_at = clock_timestamp() + interval '3 s'
      WHERE role = $1 AND holder = $2 AND epoch = $3 RETURNING epoch
      """;

  static final String RELEASE =
      """
      UPDATE executor_lease SET expires_at = clock_timestamp()
      WHERE role = $1 AND holder = $2 AND epoch = $3
      """;

  private static final long LASTS_NANOS = 2_500_000_000L;

  /** What is held; replaced as a whole, because several event loops read it. */
  private record Held(long epoch, long untilNanos) {}

  private static final Held NOTHING = new Held(0, 0);
  private final Pool pool;
  private final String role;
  private final UUID holder;
  private volatile Held held = NOTHING;

  /** A lease not yet taken. */
  public ExecutorLease(Pool pool, String role, UUID holder) {
    this.pool = pool;
    this.role = role;
    this.holder = holder;
  }

  /** The role. */
  public String role() {
    return role;
  }

  /** Epoch to write with, empty while another holds the lease or ours ran out. */
  public OptionalLong epoch() {
    Held now = held;
    boolean valid = now.epoch() > 0 && now.untilNanos() - System.nanoTime() > 0;
    return valid ? OptionalLong.of(now.epoch()) : OptionalLong.empty();
  }

  /** Takes the lease, or renews it; completes with whether it is held. */
  Future<Boolean> beat() {
    long untilNanos = System.nanoTime() + LASTS_NANOS;
    Held before = held;
    Future<RowSet<Row>> answer =
        before.epoch() == 0
            ? pool.preparedQuery(TAKE).execute(Tuple.of(role, holder))
            : pool.preparedQuery(RENEW).execute(Tuple.of(role, holder, before.epoch()));
    return answer.map(rows -> hold(rows, untilNanos));
  }

  private boolean hold(RowSet<Row> rows, long untilNanos) {
    held = rows.size() == 0 ? NOTHING : new Held(rows.iterator().next().getLong(0), untilNanos);
    return rows.size() > 0;
  }

  /** Lets another take it at once; the epoch stays. */
  Future<Void> release() {
    Held last = held;
    held = NOTHING;
    return last.epoch() == 0
        ? Future.succeededFuture()
        : pool.preparedQuery(RELEASE).execute(Tuple.of(role, holder, last.epoch())).mapEmpty();
  }
}
