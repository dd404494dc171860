package io.tapeloom.net;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proxies of this program: tests them, chooses one for each connection, and remembers what
 * became of it. What runs on this machine is reached straight, always. Used from any thread.
 */
public final class Proxies implements Outbound {
  private static final Logger LOG = LoggerFactory.getLogger(Proxies.class);

  private static final long DUE_MS = 1_000;

  private final Vertx vertx;
  private final ProxySettings settings;
  private final String url;
  private final ProxyProbe probe;
  private final ProxyChooser chooser;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private long allTimer = -1;
  private long dueTimer = -1;

  private static final class Line {
    private final Proxy proxy;
    private final ProxyOptions options;
    private long used;
    private long faults;
    private long testedMs;
    private String lastError = "";
    private long lastErrorMs;
    private Future<ProxyState> test;

    Line(Proxy proxy) {
      this.proxy = proxy;
      this.options = proxy.options();
    }
  }

  /**
   * Proxies at rest.
   *
   * @param url what tests ask: an address of the exchange that answers without a login
   */
  public Proxies(Vertx vertx, ProxySettings settings, String url) {
    this.vertx = vertx;
    this.settings = settings;
    this.url = url;
    this.probe = new ProxyProbe(vertx, url);
    this.chooser =
        new ProxyChooser(settings.list().stream().map(Proxy::name).toList(), settings.direct());
    settings.list().forEach(proxy -> lines.put(proxy.name(), new Line(proxy)));
    settings.disabled().forEach(name -> chooser.enable(name, false));
  }

  /** True where connections go through proxies: there are some, and the exchange is elsewhere. */
  public boolean inUse() {
    return !lines.isEmpty() && !near(url);
  }

  private static boolean near(String address) {
    String host = URI.create(address).getHost();
    return host == null || SafeAddress.loopback(host);
  }

  /** Tests all of them now and then again and again; answers when the first tests are over. */
  public Future<Void> start() {
    if (!inUse()) {
      return Future.succeededFuture();
    }
    allTimer = vertx.setPeriodic(settings.testEveryMs(), _ -> test(this::enabled));
    dueTimer = vertx.setPeriodic(DUE_MS, _ -> test(this::due));
    return test(this::enabled);
  }

  /** Ends the tests. */
  public void stop() {
    vertx.cancelTimer(allTimer);
    vertx.cancelTimer(dueTimer);
  }

  private Future<Void> test(Predicate<String> which) {
    List<Future<ProxyState>> tests = lines.keySet().stream().filter(which).map(this::test).toList();
    return Future.join(tests).mapEmpty();
  }

  private synchronized boolean due(String name) {
    return chooser.due(name, steadyMs());
  }

  private synchronized boolean enabled(String name) {
    return chooser.enabled(name);
  }

  /** Tests one, unless it is being tested already; a fault of the proxy is part of its state. */
  public Future<ProxyState> test(String name) {
    Line line = lines.get(name);
    Promise<ProxyState> over = Promise.promise();
    synchronized (this) {
      if (line.test != null) {
        return line.test;
      }
      line.test = over.future();
    }
    probe
        .measure(line.proxy)
        .onSuccess(ms -> tested(line, ms))
        .onFailure(fault -> failed(line, "test: " + fault.getMessage()))
        .onComplete(_ -> over.complete(ended(line)));
    return over.future();
  }

  private synchronized ProxyState ended(Line line) {
    line.test = null;
    return state(line.proxy.name());
  }

  private synchronized void tested(Line line, long latencyMs) {
    line.testedMs = System.currentTimeMillis();
    chooser.tested(line.proxy.name(), latencyMs);
  }

  private synchronized void failed(Line line, String why) {
    String name = line.proxy.name();
    line.faults++;
    line.lastError = line.proxy.covered(why);
    line.lastErrorMs = System.currentTimeMillis();
    if (!chooser.down(name)) {
      LOG.warn("proxy {} is down: {}", name, line.lastError);
    }
    chooser.failed(name, steadyMs());
  }

  private synchronized void worked(Line line) {
    chooser.worked(line.proxy.name());
  }

  @Override
  public Way to(String address) {
    if (lines.isEmpty() || near(address)) {
      return Way.STRAIGHT;
    }
    return choose().<Way>map(Through::new).orElse(Way.STRAIGHT);
  }

  private synchronized Optional<Line> choose() {
    Optional<String> before = chooser.current();
    Optional<String> next = chooser.choose();
    if (!next.equals(before)) {
      LOG.info("connections go through {}", next.map("proxy "::concat).orElse("no proxy"));
    }
    next.map(lines::get).ifPresent(line -> line.used++);
    return next.map(lines::get);
  }

  private static long steadyMs() {
    return System.nanoTime() / 1_000_000;
  }

  /** A way through one proxy. */
  private final class Through implements Way {
    private final Line line;

    Through(Line line) {
      this.line = line;
    }

    @Override
    public <T extends RequestOptions> T lead(T options) {
      options.setProxyOptions(line.options);
      return options;
    }

    @Override
    public void worked() {
      Proxies.this.worked(line);
    }

    @Override
    public void failed(String why) {
      Proxies.this.failed(line, why);
    }

    @Override
    public boolean left() {
      synchronized (Proxies.this) {
        return !chooser.keeps(line.proxy.name());
      }
    }
  }

  /**
   * Follows what was decided before; a decision that would leave no way out is not followed, and
   * one about a proxy that is no longer there means nothing.
   */
  public synchronized void decide(ProxyDecision decision) {
    String name = decision.name();
    if (!has(name)) {
      return;
    }
    if (!decision.enabled() && last(name)) {
      LOG.warn("proxy {} stays enabled, because it is the last way out", name);
    } else {
      enable(name, decision.enabled());
    }
    if (decision.pinned()) {
      pin(Optional.of(name));
    }
  }

  /** True where that is one of them. */
  public boolean has(String name) {
    return lines.containsKey(name);
  }

  /** Lets one be used or not. */
  public synchronized void enable(String name, boolean enabled) {
    chooser.enable(name, enabled);
  }

  /** True where disabling it would leave no way out. */
  public synchronized boolean last(String name) {
    return chooser.last(name);
  }

  /** Takes that one and no other; empty chooses again. */
  public synchronized void pin(Optional<String> name) {
    chooser.pin(name);
  }

  /** The pinned one. */
  public synchronized Optional<String> pinned() {
    return chooser.pinned();
  }

  /** The one that connections take now; empty is the straight way, or nobody asked yet. */
  public synchronized Optional<String> current() {
    return chooser.current();
  }

  /** True where the straight way may be taken when every proxy is down. */
  public boolean direct() {
    return settings.direct();
  }

  /** How often another was chosen than before. */
  public synchronized long changes() {
    return chooser.changes();
  }

  /** What is known of each, in the order of the settings. */
  public synchronized List<ProxyState> states() {
    return lines.keySet().stream().map(this::state).toList();
  }

  /** What is known of one. */
  public synchronized ProxyState state(String name) {
    Line line = lines.get(name);
    return new ProxyState(
        line.proxy,
        phase(name),
        chooser.enabled(name),
        chooser.pinned().equals(Optional.of(name)),
        chooser.current().equals(Optional.of(name)),
        chooser.latencyMs(name),
        line.testedMs,
        line.used,
        line.faults,
        line.lastError,
        line.lastErrorMs);
  }

  private ProxyState.Phase phase(String name) {
    if (!chooser.enabled(name)) {
      return ProxyState.Phase.DISABLED;
    }
    if (chooser.down(name)) {
      return ProxyState.Phase.DOWN;
    }
    return chooser.latencyMs(name) < 0 ? ProxyState.Phase.UNTESTED : ProxyState.Phase.UP;
  }
}
