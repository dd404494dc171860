package io.tapeloom.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.net.SafeAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where traffic goes, and that it goes nowhere else in plain text. */
class ExchangeUrlsTest {
  @Test
  void everyProfileIsEncryptedAndOnItsOwnHosts() {
    List<String> all =
        Stream.of(ExchangeUrls.Profile.values())
            .map(ExchangeUrls.Profile::urls)
            .flatMap(ExchangeUrlsTest::addresses)
            .filter(url -> !url.isEmpty())
            .toList();
    assertEquals(23, all.size());
    assertEquals(23, all.stream().distinct().count());
    all.forEach(url -> assertTrue(url.startsWith("https://") || url.startsWith("wss://"), url));
    assertEquals(
        "wss://fstream.binance.com/private", ExchangeUrls.Profile.PRODUCTION.urls().usdmPrivate());
  }

  private static Stream<String> addresses(ExchangeUrls u) {
    return Stream.of(
        u.spotRest(),
        u.spotStreams(),
        u.spotWsApi(),
        u.usdmRest(),
        u.usdmPublic(),
        u.usdmMarket(),
        u.usdmPrivate(),
        u.usdmWsApi());
  }

  @Test
  void plainTextStaysOnThisMachine() {
    for (String near :
        List.of(
            "http://127.0.0.1:8900", "ws://localhost:1/x", "http://[::1]:5", "ws://127.9.9.9")) {
      assertEquals(near, SafeAddress.require("here", near));
    }
    for (String far :
        List.of("http://api.binance.com", "ws://10.0.0.1", "http://localhost.evil.example")) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> SafeAddress.require("USD-M REST", far), far);
      assertTrue(
          refused.getMessage().matches("USD-M REST: expected (http|ws)s:// for .* alone"),
          refused.getMessage());
    }
    for (String wrong : List.of("ftp://a", "nothing", "http://", "https://a b")) {
      assertThrows(IllegalArgumentException.class, () -> SafeAddress.require("x", wrong), wrong);
    }
  }
}
