package io.tapeloom.signal.io;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Health;
import io.tapeloom.kernel.Instrument;

/** Says when one instrument's signals cannot go on, and when they can again. */
final class SignalHealth {
  /** Ten seconds of reads in vain. */
  private static final long TOO_MANY_READS = 200;

  private final Bus bus;
  private final Instrument instrument;
  private boolean told;
  private boolean troubled;

  SignalHealth(Bus bus, Instrument instrument) {
    this.bus = bus;
    this.instrument = instrument;
  }

  /** Tells a change; both counts are of what failed in a row. */
  void look(long emptyReads, long failedWrites) {
    boolean now = emptyReads > TOO_MANY_READS || failedWrites > 0;
    if (now != troubled || !told) {
      // The first word is said in any case: the verticle before this one may have ended in trouble.
      told = true;
      troubled = now;
      bus.publish(Channels.opsHealth(), health(emptyReads, failedWrites));
    }
  }

  private Health health(long emptyReads, long failedWrites) {
    String part = "signal." + instrument;
    if (!troubled) {
      return new Health(part, Health.Status.UP, "");
    }
    String note =
        failedWrites > 0
            ? failedWrites + " writes in a row failed"
            : "the tape lacks trades for " + emptyReads + " reads";
    return new Health(part, Health.Status.DEGRADED, note);
  }
}
