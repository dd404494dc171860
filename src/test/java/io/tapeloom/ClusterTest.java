package io.tapeloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import io.tapeloom.risk.RiskState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Processes share hints and pages where they are asked to, and nothing knows of it elsewhere. */
class ClusterTest {
  private static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  private static final AggTrade TRADE = new AggTrade(BTC, 1, 2, 3, 1, 1, 1_000, false);
  private static final RiskState STATE = new RiskState(RiskState.Status.WARNING, "why", 7);

  @Test
  void hintsAndPagesCrossAndTheTapeStays() throws Exception {
    int port = freePorts();
    Set<String> before = listening();
    Vertx first = start("test-" + port, port);
    FutureTask<Vertx> stranger = new FutureTask<>(() -> start("stranger-" + port, port));
    Thread.ofVirtual().start(stranger);
    Vertx second = start("test-" + port, port);
    try {
      assertEquals(2, members(second), "a process of another name was let in, or ours was not");
      crosses(first, second);
      assertEquals(1, members(stranger.get()));
      onlyLoopback(before);
    } finally {
      Future.join(first.close(), second.close(), stranger.get().close()).await();
    }
  }

  private static Vertx start(String name, int port) throws Exception {
    return Reactor.start(
        new Settings.Cluster(true, name, port),
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  private static int members(Vertx vertx) {
    return ((VertxInternal) vertx).clusterManager().getNodes().size();
  }

  private static void crosses(Vertx here, Vertx there) throws InterruptedException {
    List<Object> heard = new CopyOnWriteArrayList<>();
    List<Object> tape = new CopyOnWriteArrayList<>();
    Bus near = Bus.on(here);
    Bus far = Bus.on(there);
    far.consume(Channels.riskState(), heard::add).completion().await();
    far.consume(Channels.ui("status"), heard::add).completion().await();
    String address = Channels.trade(BTC).address();
    there.eventBus().consumer(address, m -> tape.add(m.body())).completion().await();
    near.consume(Channels.trade(BTC), tape::add).completion().await();
    JsonObject page = new JsonObject().put("seq", 1);
    until(
        "both messages",
        () -> {
          near.publish(Channels.trade(BTC), TRADE);
          near.publish(Channels.riskState(), STATE);
          near.publish(Channels.ui("status"), page);
          return heard.contains(STATE) && heard.contains(page);
        });
    assertTrue(tape.stream().allMatch(t -> t == TRADE), "a trade went over the wire");
    assertTrue(!tape.isEmpty());
  }

  private static void onlyLoopback(Set<String> before) throws IOException {
    Set<String> opened = new TreeSet<>(listening());
    opened.removeAll(before);
    assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "only Linux lists sockets in /proc");
    assertTrue(opened.size() >= 6, opened::toString);
    // 127.0.0.1 in the order of this machine's bytes, plain or inside IPv6.
    opened.forEach(
        at ->
            assertTrue(
                at.startsWith("0100007F:")
                    || at.startsWith("0000000000000000FFFF00000100007F:")
                    || at.startsWith("00000000000000000000000001000000:"),
                at));
  }

  /** Addresses this process listens on, as the kernel writes them. */
  private static Set<String> listening() throws IOException {
    Set<String> mine = new TreeSet<>();
    if (!Files.exists(Path.of("/proc/net/tcp"))) {
      return mine;
    }
    List<String> sockets = new ArrayList<>();
    try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
      for (Path fd : fds.toList()) {
        if (Files.isSymbolicLink(fd)) {
          sockets.add(Files.readSymbolicLink(fd).toString());
        }
      }
    }
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] columns = line.strip().split("\\s+");
        if (columns[3].equals("0A") && sockets.contains("socket:[" + columns[9] + "]")) {
          mine.add(columns[1]);
        }
      }
    }
    return mine;
  }

  /** The first of eight ports in a row that nobody listens on. */
  private static int freePorts() throws IOException {
    for (int port = 25_700; port < 32_000; port += Settings.Cluster.MOST_MEMBERS) {
      if (allFree(port)) {
        return port;
      }
    }
    throw new AssertionError("no eight free ports in a row");
  }

  private static boolean allFree(int port) {
    for (int each = port; each < port + Settings.Cluster.MOST_MEMBERS; each++) {
      try (ServerSocket taken = new ServerSocket(each, 1, InetAddress.getLoopbackAddress())) {
        assertTrue(taken.isBound());
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }

  private static void until(String what, BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "expected within 30 s: " + what);
      Thread.sleep(20);
    }
  }

  @Test
  void withoutTheFlagNothingOfHazelcastIsLoaded() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (Witness witness = new Witness()) {
      thread.setContextClassLoader(witness);
      Class<?> cluster = witness.loadClass("io.tapeloom.Settings$Cluster");
      Object off =
          cluster.getConstructor(boolean.class, String.class, int.class).newInstance(false, "x", 1);
      Class<?> config = witness.loadClass(PrometheusConfig.class.getName());
      Class<?> registry = witness.loadClass(PrometheusMeterRegistry.class.getName());
      Method start =
          witness.loadClass("io.tapeloom.Reactor").getDeclaredMethod("start", cluster, registry);
      start.setAccessible(true);
      Object counts =
          registry.getConstructor(config).newInstance(config.getField("DEFAULT").get(null));
      Object vertx = start.invoke(null, off, counts);
      Object closing = witness.loadClass(Vertx.class.getName()).getMethod("close").invoke(vertx);
      witness.loadClass(Future.class.getName()).getMethod("await").invoke(closing);
      assertTrue(witness.loaded.contains(Vertx.class.getName()));
      assertEquals(
          List.of(), witness.loaded.stream().filter(c -> c.contains("hazelcast")).toList());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Loads the program once more, and remembers every class of it. */
  private static final class Witness extends URLClassLoader {
    private final Set<String> loaded = new ConcurrentSkipListSet<>();

    Witness() {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath() {
      return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(Witness::url)
          .toArray(URL[]::new);
    }

    private static URL url(String entry) {
      try {
        return Path.of(entry).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      loaded.add(name);
      return super.findClass(name);
    }
  }
}
