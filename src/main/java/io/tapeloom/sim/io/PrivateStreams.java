package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;

/**
 * Carries USD-M user events to whoever listens to the account's key as to a stream: all of them
 * under the key itself, one kind under {@code key#KIND}.
 */
final class PrivateStreams implements Wire {
  private final StreamHub hub;
  private final ListenKeys keys;
  private final SimTime time;

  PrivateStreams(StreamHub hub, ListenKeys keys, SimTime time) {
    this.hub = hub;
    this.keys = keys;
    this.time = time;
  }

  @Override
  public void publish(Market market, int account, String type, String json) {
    if (market == Market.USDM) {
      keys.of(account).ifPresent(key -> send(key, type, json));
    }
  }

  private void send(String key, String type, String json) {
    hub.publish(key, key, json);
    hub.publish(key + "#" + type, key, json);
  }

  @Override
  public void cut(Market market, int account) {
    if (market == Market.USDM) {
      keys.of(account).ifPresent(hub::cut);
    }
  }

  /** Tells the listeners of keys whose time is over. */
  void tend() {
    keys.expire().forEach(this::expired);
  }

  /** Tells the listeners of one key that it has ended. */
  void expired(ListenKeys.Ended ended) {
    String json =
        "{\"e\":\"listenKeyExpired\",\"E\":%d,\"listenKey\":\"%s\"}"
            .formatted(time.nowMs(), ended.text());
    send(ended.text(), "listenKeyExpired", json);
  }
}
