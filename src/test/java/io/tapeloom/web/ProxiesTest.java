package io.tapeloom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose word counts on where a request comes from, and that nobody else's does. */
class ProxiesTest {
  private static final Proxies NONE = new Proxies(List.of());
  private static final Proxies HERE = trusting("127.0.0.1", "::1", "10.0.0.0/24");

  private static Proxies trusting(String... networks) {
    return new Proxies(Stream.of(networks).map(Network::parse).toList());
  }

  /** A request through a socket from there, with those headers in pairs. */
  private static Peer ask(Proxies proxies, String socket, String... headers) {
    MultiMap all = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1]);
    }
    return proxies.peer(Peer.direct(socket, false), all);
  }

  private static String client(String... forwardedFor) {
    String[] headers =
        Stream.of(forwardedFor)
            .flatMap(v -> Stream.of("X-Forwarded-For", v))
            .toArray(String[]::new);
    Peer peer = ask(HERE, "127.0.0.1", headers);
    assertTrue(peer.relayed() && !peer.here() && !peer.secure(), peer.toString());
    return peer.address();
  }

  @Test
  void whoeverIsNotTrustedIsNeverBelieved() {
    for (String header :
        List.of("X-Forwarded-For", "x-forwarded-FOR", "Forwarded", "X-Real-IP", "Via")) {
      Peer stranger = ask(HERE, "198.51.100.7", header, "127.0.0.1");
      assertEquals(Peer.direct("198.51.100.7", false), stranger, header);
    }
    Peer tls = ask(HERE, "198.51.100.7", "X-Forwarded-Proto", "https");
    assertEquals(new Peer("198.51.100.7", false, false, false), tls);
  }

  @Test
  void whatAProxyOnThisMachinePassesOnHasNoPrivilegesOfThisMachine() {
    for (String header :
        List.of(
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Server",
            "X-Forwarded-Anything",
            "Forwarded",
            "Via",
            "X-Real-IP",
            "X-Client-IP",
            "True-Client-IP",
            "CF-Connecting-IP")) {
      for (String value : List.of("", "127.0.0.1", "for=127.0.0.1", "https", "203.0.113.9")) {
        for (String socket : List.of("127.0.0.1", "127.8.8.8", "::1", "0:0:0:0:0:0:0:1")) {
          Peer unnamed = ask(NONE, socket, header, value);
          assertEquals(new Peer(socket, false, false, false), unnamed, header + ": " + value);
        }
        Peer named = ask(HERE, "127.0.0.1", header, value);
        assertTrue(named.relayed() && !named.here(), header + ": " + value);
      }
    }
    assertTrue(ask(NONE, "127.0.0.1").here());
    assertTrue(ask(HERE, "127.0.0.1", "Host", "desk.lan").here(), "not passed on");
  }

  @Test
  void theLastHopThatNoTrustedProxyIsCounts() {
    assertEquals("203.0.113.9", client("203.0.113.9"));
    assertEquals("203.0.113.9", client("127.0.0.1, 203.0.113.9"), "a client's own word");
    assertEquals("203.0.113.9", client("10.0.0.5, 203.0.113.9, 10.0.0.6, 10.0.0.7"));
    assertEquals("203.0.113.9", client("127.0.0.1", "203.0.113.9", "10.0.0.7"), "three headers");
    assertEquals("203.0.113.9", client("203.0.113.9:4711"));
    assertEquals("2001:db8:0:0:0:0:0:7", client("[2001:db8::7]:4711"));
    assertEquals("2001:db8:0:0:0:0:0:7", client(" 2001:db8::7 "));
    assertEquals("203.0.113.9", client("::ffff:203.0.113.9"));
    assertEquals("10.0.1.7", client("203.0.113.9, 10.0.1.7"), "beside the trusted range");
    assertEquals("10.0.0.5", client("10.0.0.5, 10.0.0.6"), "nobody but proxies");
  }

  @Test
  void whatIsNoAddressEndsWhatIsKnown() {
    for (String nonsense :
        List.of(
            "",
            ",",
            "unknown",
            "_hidden",
            "localhost",
            "127.1",
            "2130706433",
            "0177.0.0.1",
            "127.0.0.1.evil.example",
            "999.1.1.1",
            "fe80::1%lo",
            "1.2.3.4; DROP TABLE",
            "\"203.0.113.9\"",
            "x".repeat(5_000))) {
      assertEquals("127.0.0.1", client(nonsense), nonsense);
      assertEquals("127.0.0.1", client("203.0.113.9, " + nonsense), nonsense);
      assertEquals("10.0.0.7", client(nonsense + ", 10.0.0.7"), nonsense);
      assertEquals("203.0.113.9", client(nonsense + ", 203.0.113.9"), nonsense);
    }
  }

  @Test
  void onlyATrustedProxySaysThatTheClientSpokeTls() {
    assertTrue(ask(HERE, "127.0.0.1", "X-Forwarded-Proto", "https").secure());
    for (String other : List.of("http", "HTTPS ", "https,http", "http, https", "wss", "")) {
      assertEquals(false, ask(HERE, "127.0.0.1", "X-Forwarded-Proto", other).secure(), other);
    }
    String[] twice = {"X-Forwarded-Proto", "https", "X-Forwarded-Proto", "http"};
    assertEquals(false, ask(HERE, "127.0.0.1", twice).secure());
    assertEquals(false, ask(NONE, "127.0.0.1", "X-Forwarded-Proto", "https").secure());
  }

  @Test
  void strangersAreCountedApartFromEachOtherAndFromThisMachine() {
    Peer one = ask(HERE, "127.0.0.1", "X-Forwarded-For", "203.0.113.9");
    Peer two = ask(HERE, "127.0.0.1", "X-Forwarded-For", "203.0.113.10");
    Peer local = ask(HERE, "127.0.0.1", "X-Forwarded-For", "127.0.0.1");
    assertNotEquals(one.neighbourhood(), two.neighbourhood());
    assertNotEquals(Peer.direct("127.0.0.1", false).neighbourhood(), local.neighbourhood());
    Peer six = ask(HERE, "::1", "X-Forwarded-For", "2001:db8::7");
    Peer sameHouse = ask(HERE, "::1", "X-Forwarded-For", "2001:db8::ffff:8");
    assertEquals(six.neighbourhood(), sameHouse.neighbourhood());
  }

  @Test
  void rangesAreReadExactlyAndNeverTakeInEverybody() {
    assertTrue(Network.parse("10.0.0.0/24").contains(Network.address("10.0.0.255").orElseThrow()));
    assertEquals(
        false, Network.parse("10.0.0.0/25").contains(Network.address("10.0.0.128").orElseThrow()));
    assertTrue(Network.parse("fd00::/8").contains(Network.address("fdff::1").orElseThrow()));
    assertEquals(
        false, Network.parse("fd00::/8").contains(Network.address("10.0.0.1").orElseThrow()));
    for (String wrong :
        List.of(
            "",
            "0.0.0.0/0",
            "::/0",
            "10.0.0.0/7",
            "10.0.0.0/33",
            "10.0.0.0/",
            "10.0.0/24",
            "a",
            "localhost",
            "10.0.0.1/-8",
            "::1/129",
            "1.2.3.4/8/8",
            "fe80::1%lo")) {
      assertThrows(IllegalArgumentException.class, () -> Network.parse(wrong), wrong);
    }
  }
}
