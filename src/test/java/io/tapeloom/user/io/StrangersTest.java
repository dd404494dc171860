package io.tapeloom.user.io;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.web.Network;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logins through a proxy on the same machine. */
class StrangersTest {
  private AccountsRig rig;

  private void start(Network... trusted) throws Exception {
    rig = new AccountsRig(AccountSettings.DEFAULT.triesPerAddress(3), List.of(trusted));
    rig.firstAdmin();
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  private HttpResponse<Buffer> login(String account, String password, String... headers)
      throws Exception {
    MultiMap all = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1]);
    }
    return await(
        rig.request(HttpMethod.POST, "/api/login")
            .putHeaders(all)
            .sendJson(AccountsRig.credentials(account, password)));
  }

  private int tryFrom(String forwardedFor, int number) throws Exception {
    String account = "nobody" + number + "@example.org";
    return login(account, "wrong", "X-Forwarded-For", forwardedFor, "X-Forwarded-Proto", "https")
        .statusCode();
  }

  @Test
  void oneStrangersWrongTriesKeepNoOtherStrangerOut() throws Exception {
    start(Network.parse("127.0.0.1"));
    for (int i = 0; i < 3; i++) {
      assertEquals(401, tryFrom("198.51.100." + i + ", 203.0.113.9", i), "what it says itself");
    }
    assertEquals(429, tryFrom("127.0.0.1, 203.0.113.9", 4), "no way round by a made-up hop");
    assertEquals(401, tryFrom("203.0.113.10", 5));
    assertEquals(401, login("me@example.org", "wrong").statusCode(), "nor anybody here");
    HttpResponse<Buffer> in =
        login(
            "ada@example.org",
            AccountsRig.PASSWORD,
            "X-Forwarded-For",
            "203.0.113.11",
            "X-Forwarded-Proto",
            "https");
    assertEquals(200, in.statusCode(), in::bodyAsString);
    String access = in.bodyAsJsonObject().getString("access_token");
    String sessions = rig.get("/api/v1/me/sessions", access).bodyAsString();
    assertTrue(sessions.contains("\"address\":\"203.0.113.11\""), sessions);
    assertEquals(
        4,
        rig.number(
            "SELECT count(*) FROM audit_log WHERE action = 'login' AND result = 'wrong password'"
                + " AND address IN ('203.0.113.9', '203.0.113.10')"));
  }

  @Test
  void aPasswordThatTravelledOpenlyToTheProxyIsRefused() throws Exception {
    start(Network.parse("127.0.0.1"));
    for (String proto : List.of("http", "https, http", "")) {
      HttpResponse<Buffer> open =
          login(
              "ada@example.org",
              AccountsRig.PASSWORD,
              "X-Forwarded-For",
              "127.0.0.1",
              "X-Forwarded-Proto",
              proto);
      assertEquals("insecure", AccountsRig.code(open), proto);
    }
  }

  @Test
  void throughAProxyThatNobodyNamedNobodyLogsIn() throws Exception {
    start();
    for (String header : List.of("X-Forwarded-For", "Forwarded", "Via", "X-Forwarded-Proto")) {
      HttpResponse<Buffer> open =
          login("ada@example.org", AccountsRig.PASSWORD, header, "https", "X-Real-IP", "127.0.0.1");
      assertEquals(403, open.statusCode(), header);
      assertEquals("insecure", AccountsRig.code(open), header);
    }
    assertEquals(200, login("ada@example.org", AccountsRig.PASSWORD).statusCode());
  }

  @Test
  void theCookieOfAPageBehindTheProxyIsBoundToItsHost() throws Exception {
    start(Network.parse("127.0.0.1"));
    String[] page = {
      "X-Forwarded-For",
      "203.0.113.9",
      "X-Forwarded-Proto",
      "https",
      "Host",
      "desk.example",
      "Origin",
      "https://desk.example",
      "X-Tapeloom-Client",
      "web"
    };
    HttpResponse<Buffer> in = login("ada@example.org", AccountsRig.PASSWORD, page);
    assertEquals(200, in.statusCode(), in::bodyAsString);
    String cookie = in.getHeader("Set-Cookie");
    assertTrue(cookie.startsWith("__Host-tapeloom_refresh="), cookie);
    assertTrue(cookie.contains("; Secure; HttpOnly; SameSite=Strict"), cookie);
    page[7] = "http://desk.example";
    assertEquals(403, login("ada@example.org", AccountsRig.PASSWORD, page).statusCode());
  }
}
