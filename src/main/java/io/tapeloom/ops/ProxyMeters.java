package io.tapeloom.ops;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tapeloom.net.Proxies;
import io.tapeloom.net.ProxyState;
import java.util.function.ToDoubleFunction;

/** What is measured of each proxy; the label is its name in the settings. */
public final class ProxyMeters {
  private final MeterRegistry registry;

  /** Meters in that registry. */
  public ProxyMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Measures those proxies from now on. */
  public void watch(Proxies proxies) {
    proxies.states().forEach(state -> watch(proxies, state.proxy().name()));
    FunctionCounter.builder("tapeloom_proxy_changes", proxies, Proxies::changes)
        .description("How often connections took another proxy than before")
        .register(registry);
  }

  private void watch(Proxies proxies, String name) {
    gauge(
        proxies,
        name,
        "latency_ms",
        "Round trip to the exchange, -1 before the first test",
        ProxyState::latencyMs);
    gauge(proxies, name, "up", "1 where it may be taken", ProxyMeters::up);
    gauge(proxies, name, "chosen", "1 where connections take it", s -> s.chosen() ? 1 : 0);
    counter(proxies, name, "used", "Connections and requests sent through it", ProxyState::used);
    counter(
        proxies, name, "faults", "Of them and of the tests, those that failed", ProxyState::faults);
  }

  private static double up(ProxyState state) {
    return state.phase() == ProxyState.Phase.UP ? 1 : 0;
  }

  private void gauge(
      Proxies proxies, String name, String what, String help, ToDoubleFunction<ProxyState> value) {
    Gauge.builder("tapeloom_proxy_" + what, proxies, p -> value.applyAsDouble(p.state(name)))
        .description(help)
        .tags(Tags.of("proxy", name))
        .strongReference(true)
        .register(registry);
  }

  private void counter(
      Proxies proxies, String name, String what, String help, ToDoubleFunction<ProxyState> value) {
    FunctionCounter.builder(
            "tapeloom_proxy_" + what, proxies, p -> value.applyAsDouble(p.state(name)))
        .description(help)
        .tags(Tags.of("proxy", name))
        .register(registry);
  }
}
