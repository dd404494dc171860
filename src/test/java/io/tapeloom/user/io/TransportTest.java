package io.tapeloom.user.io;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.user.Caller;
import io.tapeloom.web.Client;
import io.tapeloom.web.Peer;
import io.tapeloom.web.Refusal;
import io.vertx.core.MultiMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may travel how, and which files only their owner reads. */
class TransportTest {
  @TempDir private Path dir;

  private static Client client(String address, boolean secure, String... headers) {
    MultiMap all = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1]);
    }
    return new Client(Caller.ANONYMOUS, Peer.direct(address, secure), all);
  }

  @Test
  void passwordsTravelOpenlyOnlyWithinThisMachine() {
    assertDoesNotThrow(() -> Logins.checkTransport(client("127.0.0.1", false)));
    assertDoesNotThrow(() -> Logins.checkTransport(client("::1", false)));
    assertDoesNotThrow(() -> Logins.checkTransport(client("203.0.113.9", true)));
    Refusal refused =
        assertThrows(Refusal.class, () -> Logins.checkTransport(client("203.0.113.9", false)));
    assertEquals("insecure", refused.problem().code());
  }

  @Test
  void underTlsTheCookieIsBoundToThisHost() {
    Client secure = client("203.0.113.9", true, "Cookie", "a=b; __Host-tapeloom_refresh=xyz");
    assertEquals(
        "__Host-tapeloom_refresh=t; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=9",
        RefreshCookie.of(secure, "t", 9_000));
    assertEquals(Optional.of("xyz"), RefreshCookie.read(secure));
    Client plain = client("203.0.113.9", true, "Cookie", "tapeloom_refresh=xyz");
    assertEquals(Optional.empty(), RefreshCookie.read(plain), "the open name does not count");
    String twice = "tapeloom_refresh=a; tapeloom_refresh=b";
    assertEquals(Optional.empty(), RefreshCookie.read(client("127.0.0.1", false, "Cookie", twice)));
  }

  @Test
  void onlyOurOwnPageUsesTheCookie() {
    String[] own = {"Host", "desk.lan:8000", "X-Tapeloom-Client", "web", "Origin", ""};
    for (String origin :
        new String[] {
          "http://desk.lan",
          "https://desk.lan:8000",
          "http://desk.lan:8001",
          "http://desk.lan:8000.evil",
          "http://evil-desk.lan:8000",
          "null",
          ""
        }) {
      own[5] = origin;
      Client foreign = client("127.0.0.1", false, own);
      assertThrows(Refusal.class, () -> RefreshCookie.checkOrigin(foreign), origin);
    }
    own[5] = "http://desk.lan:8000";
    assertDoesNotThrow(() -> RefreshCookie.checkOrigin(client("127.0.0.1", false, own)));
    String[] plain = {"Host", "desk.lan:8000", "Origin", "http://desk.lan:8000"};
    assertThrows(Refusal.class, () -> RefreshCookie.checkOrigin(client("127.0.0.1", false, plain)));
  }

  private static String network(String address) {
    return Peer.direct(address, false).neighbourhood();
  }

  @Test
  void addressesOfOneNetworkAreOne() {
    assertEquals(network("2001:db8::1"), network("2001:db8::ffff"));
    assertNotEquals(network("2001:db8::1"), network("2001:db8:1::1"));
    assertNotEquals(network("10.0.0.1"), network("10.0.0.2"));
  }

  @Test
  void keysAreMadeOnceAndForTheirOwnerAlone() throws Exception {
    KeyFiles made = KeyFiles.open(dir.resolve("keys"));
    assertEquals(made, KeyFiles.open(dir.resolve("keys")));
    assertNotEquals(made.pepper(), made.signing());
    Path pepper = dir.resolve("keys").resolve("password-pepper");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(pepper)));
    assertEquals("KeyFiles[***]", made.toString());
    Files.setPosixFilePermissions(pepper, PosixFilePermissions.fromString("rw-r--r--"));
    KeyFiles.Unusable open =
        assertThrows(KeyFiles.Unusable.class, () -> KeyFiles.open(dir.resolve("keys")));
    assertTrue(open.getMessage().contains("chmod 600"), open.getMessage());
  }
}
