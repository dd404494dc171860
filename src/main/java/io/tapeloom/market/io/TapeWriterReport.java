package io.tapeloom.market.io;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Health;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.Arrival;
import io.tapeloom.net.Outage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says how the tape writer is: metrics, log, and health when it changes. */
public final class TapeWriterReport {
  /** How long a failed batch waits before it is tried again. */
  static final long RETRY_MS = 200;

  private static final Logger LOG = LoggerFactory.getLogger(TapeWriterReport.class);
  private final Bus bus;
  private final MeterRegistry meters;
  private final Counter rows;
  private final Counter altered;
  private final Timer writes;
  private final Outage outage = new Outage(LOG, "tape: batch not written");

  /** A report to that bus and those meters. */
  public TapeWriterReport(Bus bus, MeterRegistry meters) {
    this.bus = bus;
    this.meters = meters;
    this.rows = meters.counter("tapeloom.tape.rows");
    this.altered = meters.counter("tapeloom.tape.altered");
    this.writes =
        Timer.builder("tapeloom.tape.write").publishPercentiles(0.5, 0.99).register(meters);
  }

  void watch(Supplier<Number> queued, LongSupplier dropped) {
    meters.gauge("tapeloom.tape.queued", queued, q -> q.get().doubleValue());
    meters.gauge("tapeloom.tape.dropped", dropped, LongSupplier::getAsLong);
  }

  void written(int count, long startNanos) {
    rows.increment(count);
    writes.record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
    if (outage.worked()) {
      bus.publish(Channels.opsHealth(), new Health("tape", Health.Status.UP, ""));
    }
  }

  void failed(Throwable fault) {
    if (outage.failed(fault)) {
      String note = "the tape is not written: " + fault.getMessage();
      bus.publish(Channels.opsHealth(), new Health("tape", Health.Status.DOWN, note));
    }
  }

  void altered(Instrument instrument, Arrival.Altered alarm) {
    altered.increment();
    LOG.error(
        "tape: {} came with other content: {}, then {}", instrument, alarm.known(), alarm.other());
    String note = "id " + alarm.other().aggId() + " came twice with different content";
    bus.publish(
        Channels.opsHealth(), new Health("tape." + instrument, Health.Status.DEGRADED, note));
  }

  void klinesFailed(Instrument instrument, Throwable fault) {
    LOG.warn("tape: klines of {} not loaded, tried again: {}", instrument, fault.getMessage());
  }
}
