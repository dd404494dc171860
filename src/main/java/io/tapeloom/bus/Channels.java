package io.tapeloom.bus;

import io.tapeloom.kernel.Health;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.ledger.LedgerEvent;
import io.tapeloom.market.MarketEvent;
import io.tapeloom.risk.RiskState;
import io.tapeloom.signal.SignalEvent;
import io.vertx.core.json.JsonObject;

/** Every address there is. All are published; nobody asks a question over the bus. */
public final class Channels {
  private Channels() {}

  /** The tape of one instrument in id order: AggTrade, Quiet, Gap. */
  public static Channel<MarketEvent> trade(Instrument instrument) {
    return new Channel<>("market.trade." + instrument, MarketEvent.class);
  }

  /** Bars of one instrument and interval, running and closed. */
  public static Channel<MarketEvent> kline(Instrument instrument, Interval interval) {
    return new Channel<>("market.kline." + instrument + "." + interval.code(), MarketEvent.class);
  }

  /** Mark price, index price and funding rate of one instrument. */
  public static Channel<MarketEvent> mark(Instrument instrument) {
    return new Channel<>("market.mark." + instrument, MarketEvent.class);
  }

  /** Ids somebody is missing. */
  public static Channel<MarketEvent> gap() {
    return new Channel<>("market.gap", MarketEvent.class);
  }

  /** Every decision of one instrument once its row is committed. */
  public static Channel<SignalEvent> signalDecided(Instrument instrument) {
    return new Channel<>("signal.decided." + instrument, SignalEvent.class);
  }

  /** The newest sealed slice of one instrument. */
  public static Channel<SignalEvent> signalSnapshot(Instrument instrument) {
    return new Channel<>("signal.snapshot." + instrument, SignalEvent.class);
  }

  /** What the risk guard says each second. */
  public static Channel<RiskState> riskState() {
    return new Channel<>("risk.state", RiskState.class);
  }

  /** Orders, fills and cycles after their rows are committed. */
  public static Channel<LedgerEvent> ledgerEvent() {
    return new Channel<>("ledger.event", LedgerEvent.class);
  }

  /** A part's health when it changes. */
  public static Channel<Health> opsHealth() {
    return new Channel<>("ops.health", Health.class);
  }

  /** A PostgreSQL notification: its payload, an id. */
  public static Channel<String> db(String channel) {
    return new Channel<>("db." + channel, String.class);
  }

  /** A snapshot for browsers; the only prefix that the bridge lets out. */
  public static Channel<JsonObject> ui(String topic) {
    return new Channel<>("ui." + topic, JsonObject.class);
  }
}
