package io.tapeloom.binance;

import io.tapeloom.net.MarketClock;
import io.tapeloom.net.Proxy;
import io.tapeloom.net.TestProxy;
import io.tapeloom.sim.SimMarket;
import io.tapeloom.sim.io.SimEndpoints;
import io.tapeloom.sim.io.SimSettings;
import io.tapeloom.sim.io.SimVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The simulated exchange behind TLS under a name that only proxies can look up. Its certificate is
 * trusted while this is open, by the ordinary setting of the Java platform.
 */
public final class FarExchange implements AutoCloseable {
  private static final String HOST = "exchange.test";
  private static final String STORE = "javax.net.ssl.trustStore";
  private static final String PASSWORD = "javax.net.ssl.trustStorePassword";

  /** The world of the test. */
  public final Vertx vertx = Vertx.vertx();

  /** What the exchange says of itself; its own addresses are those behind the TLS. */
  public final SimEndpoints sim;

  /** Its market time. */
  public final MarketClock clock = MarketClock.startingAt(1_767_300_000_000L, 1);

  private final Map<String, String> before = new TreeMap<>();
  private final int port;

  /** An exchange whose certificate is kept in that folder. */
  public FarExchange(Path dir) throws Exception {
    Path store = certificate(dir);
    set(STORE, store.toString());
    set(PASSWORD, "changeit");
    SimVerticle verticle =
        new SimVerticle(SimSettings.onPort(0).unlimited(), clock, SimMarket.ofSeed(5));
    vertx.deployVerticle(verticle).await();
    sim = verticle.endpoints();
    NetServerOptions options =
        new NetServerOptions()
            .setSsl(true)
            .setKeyCertOptions(new PfxOptions().setPath(store.toString()).setPassword("changeit"));
    port =
        vertx
            .createNetServer(options)
            .connectHandler(socket -> join(socket, verticle.port()))
            .listen(0, "127.0.0.1")
            .await()
            .actualPort();
  }

  private void set(String property, String value) {
    before.put(property, String.valueOf(System.getProperty(property, "")));
    System.setProperty(property, value);
  }

  private static Path certificate(Path dir) throws IOException, InterruptedException {
    Path store = dir.resolve("exchange.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String options =
        " -genkeypair -alias x -keyalg EC -dname CN=exchange -storetype PKCS12 -storepass changeit"
            + (" -ext san=dns:" + HOST);
    ProcessBuilder process = new ProcessBuilder((keytool + options).split(" "));
    process.command().addAll(java.util.List.of("-keystore", store.toString()));
    Path log = dir.resolve("keytool.log");
    int end = process.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
    if (end != 0) {
      throw new AssertionError(Files.readString(log));
    }
    return store;
  }

  private void join(NetSocket socket, int to) {
    socket.pause();
    vertx
        .createNetClient()
        .connect(to, "127.0.0.1")
        .onFailure(_ -> socket.close())
        .onSuccess(
            there -> {
              socket.pipeTo(there);
              there.pipeTo(socket);
            });
  }

  /** A proxy that leads there. */
  public TestProxy proxy(String name, Proxy.Kind kind, Optional<Proxy.Login> login) {
    return new TestProxy(vertx, name, kind, login, port);
  }

  /** Where it is. */
  public static ExchangeUrls urls() {
    String rest = "https://" + HOST;
    String streams = "wss://" + HOST;
    return new ExchangeUrls(
        rest,
        streams,
        streams + "/ws-api/v3",
        rest,
        streams + "/public",
        streams + "/market",
        streams + "/private",
        streams + "/ws-fapi/v1");
  }

  /** As our clients know it. */
  public static ExchangeSettings settings() {
    return ExchangeSettings.of(urls(), 0, 0);
  }

  @Override
  public void close() {
    try {
      vertx.close().await(10, TimeUnit.SECONDS);
    } catch (TimeoutException _) {
      // A connection to a mute proxy may still be on its way; it ends by itself.
    }
    before.forEach(
        (property, value) -> {
          if (value.isEmpty()) {
            System.clearProperty(property);
          } else {
            System.setProperty(property, value);
          }
        });
  }
}
