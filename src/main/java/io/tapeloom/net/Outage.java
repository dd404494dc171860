package io.tapeloom.net;

import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * The log of one thing that is tried again and again: its first failure, then one line every ten
 * seconds, and one when it works again. Belongs to one event loop.
 */
public final class Outage {
  private static final long EACH_NANOS = 10_000_000_000L;
  private final Logger log;
  private final String what;
  private final LongSupplier nanos;
  private long failures;
  private long beganNanos;
  private long saidNanos;

  /** For what {@code what} names, such as {@code paper snapshot not read}. */
  public Outage(Logger log, String what) {
    this(log, what, System::nanoTime);
  }

  Outage(Logger log, String what, LongSupplier nanos) {
    this.log = log;
    this.what = what;
    this.nanos = nanos;
  }

  /** It failed once more; true for the first failure in a row. */
  public boolean failed(Throwable fault) {
    long now = nanos.getAsLong();
    boolean first = failures++ == 0;
    if (first) {
      beganNanos = now;
    }
    if (first || now - saidNanos >= EACH_NANOS) {
      saidNanos = now;
      log.warn("{}, trying again{}: {}", what, first ? "" : since(now), words(fault));
    }
    return first;
  }

  /** It worked; true where it had failed before. */
  public boolean worked() {
    boolean over = failures > 0;
    if (over) {
      log.info("{}: that is over{}", what, since(nanos.getAsLong()));
    }
    failures = 0;
    return over;
  }

  private static String words(Throwable fault) {
    String said = fault.getMessage();
    return said == null || said.isBlank() ? fault.toString() : said;
  }

  private String since(long now) {
    return " (%d failures in %d s)".formatted(failures, (now - beganNanos) / 1_000_000_000L);
  }
}
