package io.tapeloom.bench;

import java.util.concurrent.TimeUnit;

/** Times of one sealed boundary after the other, as the tap sees their statements. */
final class SealTimes implements WireTap.Listener {
  private static final String SEAL = "seal";
  private static final String ORDER = "order";
  private static final String REFUSAL = "refusal";
  private static final long PATIENCE_NANOS = 8_000_000_000L;
  private Spread insert = new Spread();
  private Spread row = new Spread();
  private Spread order = new Spread();
  private long beganNanos;
  private boolean sealed;
  private boolean signal;
  private boolean judged;

  Spread insert() {
    return insert;
  }

  Spread row() {
    return row;
  }

  Spread order() {
    return order;
  }

  /** Forgets what was only warm-up. */
  synchronized void forget() {
    insert = new Spread();
    row = new Spread();
    order = new Spread();
  }

  /** The clock starts, and the bytes go out next. */
  synchronized void begin() {
    sealed = false;
    signal = false;
    judged = false;
    beganNanos = System.nanoTime();
  }

  /** Until the row is committed. */
  synchronized void awaitRow() throws InterruptedException {
    while (!sealed) {
      pause("a boundary without its row");
    }
  }

  /** If it is a signal, until its order or its refusal is committed. */
  synchronized void awaitOrder() throws InterruptedException {
    while (signal && !judged) {
      pause("a signal without a verdict");
    }
  }

  private void pause(String wanted) throws InterruptedException {
    long leftNanos = beganNanos + PATIENCE_NANOS - System.nanoTime();
    if (leftNanos <= 0) {
      throw new IllegalStateException(wanted);
    }
    TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
  }

  @Override
  public String kind(String sql) {
    if (sql.contains("INSERT INTO score")) {
      return SEAL;
    }
    if (sql.contains("SET verdict = 'REFUSED'")) {
      return REFUSAL;
    }
    return sql.contains("SET verdict = 'APPROVED'") ? ORDER : "";
  }

  @Override
  public synchronized void sent(String kind, long nanos) {
    if (kind.equals(SEAL) && !sealed) {
      insert.add((nanos - beganNanos) / 1e3);
    }
  }

  @Override
  public synchronized void done(String kind, String tag, long nanos) {
    double micros = (nanos - beganNanos) / 1e3;
    switch (kind) {
      case SEAL -> {
        sealed = true;
        // a score and the signal beside it
        signal = tag.endsWith(" 2");
        row.add(micros);
      }
      case ORDER -> {
        judged = true;
        order.add(micros);
      }
      default -> judged = true;
    }
    notifyAll();
  }
}
