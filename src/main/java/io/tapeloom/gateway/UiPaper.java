package io.tapeloom.gateway;

import io.tapeloom.net.Outage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What pages show of paper trading, read again from the rows after each change of the ledger, and
 * every second while something is open, since open positions move with the price.
 */
final class UiPaper {
  private static final Logger LOG = LoggerFactory.getLogger(UiPaper.class);
  private static final long GAP_MS = 250;
  private static final long OPEN_NANOS = 1_000_000_000L;
  private static final long IDLE_NANOS = 5_000_000_000L;
  private final UiTopic topic = new UiTopic("paper", GAP_MS);
  private final PaperSnapshots snapshots;
  private final Outage outage = new Outage(LOG, "paper snapshot not read");
  private Optional<JsonObject> newest = Optional.empty();
  private boolean stale = true;
  private boolean reading;
  private long readNanos = Long.MIN_VALUE / 2;

  UiPaper(PaperSnapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** The ledger changed. */
  void touch() {
    stale = true;
  }

  void flush(UiOutlet outlet, long nowNanos) {
    outlet.flush(topic, nowNanos, () -> newest.orElseThrow().copy());
    long age = nowNanos - readNanos;
    boolean wanted = stale ? age >= GAP_MS * 1_000_000 : age >= patience();
    if (wanted && !reading) {
      read(nowNanos);
    }
  }

  private long patience() {
    boolean open =
        newest
            .map(n -> n.getJsonArray("positions", new JsonArray()))
            .filter(p -> !p.isEmpty())
            .isPresent();
    return open ? OPEN_NANOS : IDLE_NANOS;
  }

  private void read(long nowNanos) {
    reading = true;
    stale = false;
    readNanos = nowNanos;
    snapshots
        .read()
        .onSuccess(this::keep)
        .onFailure(this::tryAgain)
        .onComplete(_ -> reading = false);
  }

  private void keep(JsonObject snapshot) {
    outage.worked();
    if (!newest.equals(Optional.of(snapshot))) {
      newest = Optional.of(snapshot);
      topic.touch();
    }
  }

  private void tryAgain(Throwable cause) {
    outage.failed(cause);
    stale = true;
  }
}
