package io.tapeloom.gateway;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.web.Examples;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The headers that every answer carries, errors included: one snapshot for all routes. */
class HeadersTest {
  private static final Set<String> OF_THE_ANSWER =
      Set.of("content-length", "x-request-id", "etag", "content-type", "allow", "upgrade");
  private static GatewayRig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = GatewayRig.with(new KnownGate());
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  private static Map<String, String> snapshot() {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("cache-control", "no-store");
    expected.put(
        "content-security-policy",
        "default-src 'self'; connect-src 'self' ws://127.0.0.1:"
            + rig.port()
            + "; style-src 'self' 'sha256-3pRED1tOXas1FXFoPb9TGCjmYe9XQsmO9OV23khV2nY='"
            + "; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'"
            + "; base-uri 'none'; form-action 'self'");
    expected.put("cross-origin-opener-policy", "same-origin");
    expected.put("cross-origin-resource-policy", "same-origin");
    expected.put("permissions-policy", "camera=(), geolocation=(), microphone=()");
    expected.put("referrer-policy", "no-referrer");
    expected.put("x-content-type-options", "nosniff");
    expected.put("x-frame-options", "DENY");
    return new TreeMap<>(expected);
  }

  private static void holds(String what, HttpResponse<Buffer> answer) {
    Map<String, String> sent = new TreeMap<>();
    answer
        .headers()
        .forEach(h -> sent.put(h.getKey().toLowerCase(java.util.Locale.ROOT), h.getValue()));
    assertTrue(sent.getOrDefault("x-request-id", "").length() > 10, what);
    sent.keySet().removeAll(OF_THE_ANSWER);
    Map<String, String> expected = snapshot();
    if (what.startsWith("problem")) {
      assertTrue(sent.get("content-security-policy").startsWith("default-src 'none'"), what);
      expected.remove("content-security-policy");
      sent.remove("content-security-policy");
    }
    assertEquals(expected, sent, what);
  }

  @Test
  void everyOperationAnswersWithThem() throws Exception {
    for (Examples.Sample sample : Examples.load().samples()) {
      HttpResponse<Buffer> good = rig.call(sample, "admin");
      assertFalse(good.headers().contains("Server") || good.headers().contains("X-Powered-By"));
      holds(sample.id(), good);
      holds("401 of " + sample.id(), rig.call(sample, "nobody"));
    }
  }

  @Test
  void everyKindOfErrorAndEveryPageDoesToo() throws Exception {
    for (String uri : List.of("/api/nothing", "/api/kline", "/nothing.php", "/eventbus/nothing")) {
      holds(uri, rig.get(uri));
    }
    holds(
        "405",
        await(rig.client.request(HttpMethod.DELETE, rig.port(), "127.0.0.1", "/api/kline").send()));
    holds(
        "403",
        await(
            rig.client
                .request(HttpMethod.POST, rig.port(), "127.0.0.1", "/api/rates")
                .putHeader("Origin", "http://evil.example")
                .send()));
    holds("304", await(rig.request("/api/rates").putHeader("If-None-Match", "*").send()));
  }
}
