package io.tapeloom.gateway;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.web.Limits;
import io.tapeloom.web.Network;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gateway behind a proxy on the same machine: one it was told of, and one it was not. */
class BehindProxyTest {
  private static final List<Network> TRUSTED = List.of(Network.parse("127.0.0.0/8"));
  private GatewayRig rig;

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  private void start(List<Network> trusted, Limits limits) throws Exception {
    GatewaySettings settings = GatewaySettings.DEFAULT.behind(trusted, List.of("desk.example"));
    rig = GatewayRig.with(new KnownGate(), settings.within(limits));
  }

  private HttpResponse<Buffer> send(HttpMethod method, String uri, Map<String, String> headers)
      throws Exception {
    HttpRequest<Buffer> request = rig.client.request(method, rig.port(), "127.0.0.1", uri);
    headers.forEach(request::putHeader);
    return await(request.send());
  }

  private static Map<String, String> from(String forwardedFor) {
    return Map.of("X-Forwarded-For", forwardedFor);
  }

  @Test
  void whatIsOpenToThisMachineIsNotOpenThroughAProxyOnIt() throws Exception {
    for (List<Network> trusted : List.of(List.<Network>of(), TRUSTED)) {
      start(trusted, Limits.NONE);
      for (String header :
          List.of("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "Via")) {
        for (String uri : List.of("/metrics", "/health")) {
          Map<String, String> sent = Map.of(header, "127.0.0.1");
          int status = send(HttpMethod.GET, uri, sent).statusCode();
          assertEquals(401, status, uri + " with " + header + ", trusted: " + trusted);
        }
      }
      assertEquals(200, send(HttpMethod.GET, "/metrics", Map.of()).statusCode(), "from here");
      rig.close();
    }
  }

  @Test
  void eachStrangerBehindATrustedProxyHasAnAllowanceOfTheirOwn() throws Exception {
    start(TRUSTED, new Limits(0, 0, 3, 0, 0, 0, 2, 2, 100));
    for (String stranger : List.of("203.0.113.9", "203.0.113.10")) {
      for (int i = 0; i < 3; i++) {
        String spoofed = "198.51.100." + i + ", " + stranger;
        assertEquals(200, send(HttpMethod.GET, "/api/rates", from(spoofed)).statusCode(), spoofed);
      }
      HttpResponse<Buffer> refused = send(HttpMethod.GET, "/api/rates", from(stranger));
      assertEquals(429, refused.statusCode(), stranger);
    }
    HttpResponse<Buffer> here = send(HttpMethod.GET, "/api/rates", Map.of());
    assertEquals(200, here.statusCode(), "this machine's own allowance is untouched");
    assertEquals("\"address-hour\";q=6;w=3600", here.getHeader("RateLimit-Policy"));
  }

  @Test
  void anUnnamedProxysClientsAreOneStrangerWithoutThisMachinesFactor() throws Exception {
    start(List.of(), new Limits(0, 0, 3, 0, 0, 0, 2, 2, 100));
    for (int i = 0; i < 3; i++) {
      HttpResponse<Buffer> answer = send(HttpMethod.GET, "/api/rates", from("203.0.113." + i));
      assertEquals(200, answer.statusCode());
      assertEquals("\"address-hour\";q=3;w=3600", answer.getHeader("RateLimit-Policy"));
    }
    assertEquals(429, send(HttpMethod.GET, "/api/rates", from("203.0.113.77")).statusCode());
    assertEquals(200, send(HttpMethod.GET, "/api/rates", Map.of()).statusCode());
  }

  private int post(String host, String origin, Map<String, String> more) throws Exception {
    Map<String, String> headers = new java.util.HashMap<>(more);
    headers.put("Host", host);
    headers.put("Origin", origin);
    return send(HttpMethod.POST, "/api/rates", headers).statusCode();
  }

  /** 405 is what our own page gets of a POST there; 403 a foreign one, 421 a foreign name. */
  @Test
  void pagesAreOursByTheNameAndSchemeThatTheProxyServesThemUnder() throws Exception {
    Map<String, String> tls =
        Map.of("X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https");
    start(TRUSTED, Limits.NONE);
    assertEquals(405, post("desk.example", "https://desk.example", tls));
    for (String foreign :
        List.of(
            "http://desk.example",
            "https://desk.example:" + rig.port(),
            "https://evil-desk.example",
            "https://desk.example.evil.example",
            "https://127.0.0.1:" + rig.port(),
            "null")) {
      assertEquals(403, post("desk.example", foreign, tls), foreign);
    }
    assertEquals(421, post("evil.example", "https://evil.example", tls));
    Map<String, String> lied = Map.of("X-Forwarded-For", "a", "X-Forwarded-Host", "desk.example");
    assertEquals(421, post("evil.example", "http://desk.example", lied), "only Host counts");
    HttpResponse<Buffer> page =
        send(HttpMethod.GET, "/", Map.of("Host", "desk.example", "X-Forwarded-Proto", "https"));
    assertEquals("max-age=31536000", page.getHeader("Strict-Transport-Security"));
    String policy = page.getHeader("Content-Security-Policy");
    assertTrue(policy.contains("connect-src 'self' wss://desk.example;"), policy);
  }

  @Test
  void anUnnamedProxyChangesNeitherNamesNorScheme() throws Exception {
    Map<String, String> tls =
        Map.of("X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https");
    start(List.of(), Limits.NONE);
    String own = "127.0.0.1:" + rig.port();
    assertEquals(421, post("desk.example", "https://desk.example", tls));
    assertEquals(403, post(own, "https://" + own, tls));
    assertEquals(405, post(own, "http://" + own, tls));
  }
}
