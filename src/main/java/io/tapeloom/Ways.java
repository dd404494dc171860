package io.tapeloom;

import io.tapeloom.binance.Allowance;
import io.tapeloom.net.Proxies;
import io.tapeloom.ops.ProxyStore;
import io.tapeloom.pg.Pools;
import io.vertx.core.Vertx;

/**
 * How this program reaches the exchange: its proxies, what people decided of them, and breakers.
 */
record Ways(Proxies proxies, ProxyStore store, Allowance allowance) {
  /** Tests the proxies before anybody needs one, so that the first connection takes a good one. */
  static Ways open(Settings settings, Venue venue, Vertx vertx, Pools pools, Shutdown shutdown) {
    String ping = venue.exchange().urls().ping();
    Proxies proxies = new Proxies(vertx, settings.proxies().rules(), ping);
    shutdown.add("proxies", proxies::stop);
    ProxyStore store = new ProxyStore(pools.app());
    store.read().await().forEach(proxies::decide);
    proxies.start().await();
    return new Ways(proxies, store, Allowance.marketData(venue.exchange()));
  }
}
