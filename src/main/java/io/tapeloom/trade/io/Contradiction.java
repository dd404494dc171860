package io.tapeloom.trade.io;

import io.tapeloom.trade.CycleKey;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.Set;

/**
 * What a walk found does not fit the rows: settings changed while a position was open, or rows were
 * edited. Trying again cannot help, so the cycle is set aside.
 */
final class Contradiction extends Exception {
  private static final long serialVersionUID = 1L;

  /** Illegal move, shrunk fill, append-only, and the constraints an honest walk never meets. */
  private static final Set<String> PERMANENT =
      Set.of("55F02", "55F03", "55F04", "23505", "23514", "23503");

  private final transient CycleKey cycle;

  private Contradiction(CycleKey cycle, String message) {
    super(message);
    this.cycle = cycle;
  }

  /** A row that had to be there. */
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1L;

    Missing(String what) {
      super(what + " is not in the journal, or stands there already");
    }
  }

  static <T> Future<T> of(CycleKey cycle, String message) {
    return Future.failedFuture(new Contradiction(cycle, message));
  }

  /** Names the cycle when trying again cannot help, else leaves the failure as it is. */
  static <T> Future<T> explain(CycleKey cycle, Throwable cause) {
    boolean permanent =
        cause instanceof Missing
            || cause instanceof PgException refused && PERMANENT.contains(refused.getSqlState());
    return permanent ? of(cycle, cause.getMessage()) : Future.failedFuture(cause);
  }

  CycleKey cycle() {
    return cycle;
  }
}
