package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.SimMarket;
import io.tapeloom.sim.io.keys.ApiKey;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The exchange's plumbing with a desk that only repeats, on a clock that the test moves. */
final class GateRig implements AutoCloseable {
  static final long NOW = 1_770_120_000_000L;

  final Vertx vertx = Vertx.vertx();
  final AtomicLong now = new AtomicLong(NOW);
  final SimVerticle sim;
  final SimClient client;
  EchoDesk spot;
  EchoDesk usdm;
  private final WebClient web;

  GateRig(SimSettings settings) {
    sim =
        new SimVerticle(settings, MarketClock.showing(now::get), SimMarket.ofSeed(7), this::parts);
    vertx.deployVerticle(sim).await();
    client = new SimClient(vertx, sim.port());
    web = WebClient.create(vertx);
  }

  private Parts parts(Floor floor) {
    spot = new EchoDesk(Market.SPOT, floor.events());
    usdm = new EchoDesk(Market.USDM, floor.events());
    return new Parts(List.of(), List.of(spot, usdm));
  }

  int port() {
    return sim.port();
  }

  String key() {
    return sim.endpoints().key();
  }

  /** The query with the demo account's timestamp and signature. */
  String signed(String query) {
    String full = query + (query.isEmpty() ? "" : "&") + "timestamp=" + now.get();
    return full + "&signature=" + hmac(sim.endpoints().secret(), full);
  }

  static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  HttpResponse<Buffer> call(String method, String path, String body, String key) {
    HttpRequest<Buffer> request =
        web.request(HttpMethod.valueOf(method), port(), "127.0.0.1", path);
    if (!key.isEmpty()) {
      request.putHeader("X-MBX-APIKEY", key);
    }
    return (body.isEmpty() ? request.send() : request.sendBuffer(Buffer.buffer(body))).await();
  }

  HttpResponse<Buffer> call(String method, String path, ApiKey key) {
    return call(method, path, "", key.text());
  }

  /** Waits until the exchange's log has a line that starts so. */
  void untilLogged(String start) throws InterruptedException {
    for (int i = 0; i < 3_000; i++) {
      boolean there =
          client.items("/__sim/log?limit=10000").stream()
              .map(line -> ((io.vertx.core.json.JsonObject) line).getString("text"))
              .anyMatch(text -> text.startsWith(start));
      if (there) {
        return;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("expected the log to tell of " + start);
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
