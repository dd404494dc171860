package io.tapeloom.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import io.tapeloom.kernel.Health;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.signal.Decided;
import io.tapeloom.signal.Decision;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/**
 * Every meter of the program by name, with its type; labels are closed lists (symbols, strategies,
 * kinds), never ids. Doors that may not import this room are handed single methods of it.
 */
public final class Metrics {
  private final PrometheusMeterRegistry registry;
  private final Map<String, AtomicLong> values = new ConcurrentHashMap<>();
  private final Map<Instrument, Counter> trades = new ConcurrentHashMap<>();
  private final Map<Instrument, Timer> lags = new ConcurrentHashMap<>();

  /** Meters in that registry. */
  public Metrics(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  /** One scrape in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  /** Says once which program and which mode this is. */
  public void identify(String version, String mode, String venue) {
    info("tapeloom_build_info", "What runs", "version", "java")
        .addLabelValues(version, Runtime.version().toString());
    info("tapeloom_mode_info", "How it runs", "mode", "venue").addLabelValues(mode, venue);
  }

  /** Micrometer strips the suffix that Prometheus wants on a metric which is only labels. */
  private Info info(String name, String help, String... labels) {
    return Info.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .register(registry.getPrometheusRegistry());
  }

  /** One trade of the tape was published. */
  public void trade(Instrument instrument) {
    trades
        .computeIfAbsent(
            instrument,
            i -> counter("tapeloom_agg_trades_ingested", "Trades of the tape", symbol(i)))
        .increment();
  }

  /** Trades that the exchange no longer serves. */
  public void gap(Instrument instrument, long missing) {
    counter("tapeloom_agg_trades_gap_trades", "Trades missing for good", symbol(instrument))
        .increment(missing);
  }

  /** Real milliseconds between an exchange's stamp and our receipt. */
  public void streamLag(Instrument instrument, long lagMs) {
    lags.computeIfAbsent(
            instrument,
            i -> timer("tapeloom_exchange_ws_lag", "Age of a trade at receipt", symbol(i)))
        .record(Duration.ofMillis(Math.max(0, lagMs)));
  }

  /** A frame of that stream arrived. */
  public void frame(String stream, Instrument instrument) {
    counter(
            "tapeloom_exchange_ws_messages",
            "Frames received",
            symbol(instrument).and("stream", stream))
        .increment();
  }

  /** A market socket was opened again. */
  public void reconnect() {
    counter("tapeloom_exchange_ws_reconnects", "Sockets opened again", Tags.empty()).increment();
  }

  /** One batch of the tape was committed after that many milliseconds. */
  public void batch(long tookMs) {
    timer("tapeloom_db_batch", "Commit of one batch of the tape", Tags.empty())
        .record(Duration.ofMillis(tookMs));
  }

  /** A decision was made. */
  public void decided(Decided decided) {
    Decision decision = decided.decision();
    Tags of = symbol(decision.instrument()).and("strategy", decision.strategy());
    set("tapeloom_signal_score", "Newest score", of, decision.score());
    String direction =
        decision.direction().map(d -> d.name().toLowerCase(Locale.ROOT)).orElse("none");
    String outcome = decision.tradeable() ? "tradeable" : decision.withheld().getFirst().code();
    Tags how = of.and("direction", direction, "outcome", outcome);
    counter("tapeloom_signals", "Decisions by outcome", how).increment();
  }

  /** A part said how it is. */
  public void health(Health health) {
    String status = health.status().name().toLowerCase(Locale.ROOT);
    counter(
            "tapeloom_health_reports",
            "Changes that a part reported",
            Tags.of("part", health.part(), "status", status))
        .increment();
  }

  /** How late an event loop was with a timer, in nanoseconds. */
  public void loopLag(long lagNanos) {
    timer("tapeloom_eventloop_lag", "Lateness of a timer on an event loop", Tags.empty())
        .record(Duration.ofNanos(Math.max(0, lagNanos)));
  }

  /** A browser's socket was opened or closed: how many there are now. */
  public void uiClients(int open) {
    set("tapeloom_ui_clients", "Browser sockets open", Tags.empty(), open);
  }

  /** A snapshot was skipped because the socket had not taken the one before. */
  public void uiConflated() {
    counter("tapeloom_ui_conflated", "Snapshots skipped for slow sockets", Tags.empty())
        .increment();
  }

  /** A browser's frame was refused; kind is what it tried. */
  public void uiRefused(String kind) {
    counter("tapeloom_ui_refused", "Bridge frames refused", Tags.of("kind", kind)).increment();
  }

  /** A browser's socket was closed because it did not read. */
  public void uiCut() {
    counter("tapeloom_ui_cut", "Sockets closed for not reading", Tags.empty()).increment();
  }

  /** A socket of the public protocol was opened or closed: how many there are now. */
  public void wsClients(int open) {
    set("tapeloom_ws_clients", "Sockets of the public protocol open", Tags.empty(), open);
  }

  /** That many pushed frames were written, over all sockets. */
  public void wsDeliveries(long frames) {
    counter("tapeloom_ws_deliveries", "Frames pushed, over all sockets", Tags.empty())
        .increment(frames);
  }

  /** That many frames were left out because the socket was slow and a newer one stood. */
  public void wsConflated(long frames) {
    counter("tapeloom_ws_conflated", "Frames left out for slow sockets", Tags.empty())
        .increment(frames);
  }

  /** A socket was closed by us; the reason is one of a closed list. */
  public void wsDropped(String reason) {
    counter("tapeloom_ws_dropped", "Sockets closed by the server", Tags.of("reason", reason))
        .increment();
  }

  /** A frame was answered with that error code. */
  public void wsRefused(String code) {
    counter("tapeloom_ws_refused", "Frames answered with an error", Tags.of("code", code))
        .increment();
  }

  /** A gauge that asks that source at each scrape; the source is kept. */
  public <T> void gauge(String name, String help, T source, ToDoubleFunction<T> value) {
    Gauge.builder(name, source, value).description(help).strongReference(true).register(registry);
  }

  /** The same with a label. */
  public <T> void gauge(
      String name, String help, String label, String value, T source, ToDoubleFunction<T> reads) {
    Gauge.builder(name, source, reads)
        .description(help)
        .tags(Tags.of(label, value))
        .strongReference(true)
        .register(registry);
  }

  private static Tags symbol(Instrument instrument) {
    return Tags.of("symbol", instrument.toString());
  }

  private Counter counter(String name, String help, Tags tags) {
    return Counter.builder(name).description(help).tags(tags).register(registry);
  }

  private Timer timer(String name, String help, Tags tags) {
    return Timer.builder(name)
        .description(help)
        .tags(tags)
        .serviceLevelObjectives(
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5))
        .register(registry);
  }

  private void set(String name, String help, Tags tags, long value) {
    values.computeIfAbsent(name + tags, _ -> registered(name, help, tags)).set(value);
  }

  private AtomicLong registered(String name, String help, Tags tags) {
    AtomicLong value = new AtomicLong();
    Gauge.builder(name, value, AtomicLong::doubleValue)
        .description(help)
        .tags(tags)
        .strongReference(true)
        .register(registry);
    return value;
  }
}
