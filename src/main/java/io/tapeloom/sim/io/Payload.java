package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.io.keys.ApiKey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The bytes that a caller has signed. */
@FunctionalInterface
interface Payload {
  /** Whether the signature is that key's over what was sent. */
  boolean signedBy(ApiKey key, String signature);

  /**
   * A REST call: query without the signature, then the body without it, exactly as sent. Spot asks
   * for values that were percent-encoded before signing; USD-M also takes them as they are read.
   */
  static Payload rest(Market market, Sent sent) {
    return (key, signature) -> {
      String exact = unsigned(sent.query()) + unsigned(sent.body());
      return signs(key, exact, signature)
          || (market == Market.USDM
              && exact.indexOf('%') >= 0
              && signs(key, URLDecoder.decode(exact, StandardCharsets.UTF_8), signature));
    };
  }

  /** A call of the WebSocket API: every parameter but the signature, in the order of the names. */
  static Payload socket(Map<String, String> params) {
    return (key, signature) -> {
      Map<String, String> sorted = new TreeMap<>(params);
      sorted.remove("signature");
      String text =
          sorted.entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue())
              .collect(Collectors.joining("&"));
      return signs(key, text, signature);
    };
  }

  private static boolean signs(ApiKey key, String text, String signature) {
    return key.signed(text.getBytes(StandardCharsets.UTF_8), signature);
  }

  private static String unsigned(String text) {
    if (!text.contains("signature=")) {
      return text;
    }
    List<String> kept = new ArrayList<>();
    for (String pair : text.split("&", -1)) {
      if (!pair.startsWith("signature=")) {
        kept.add(pair);
      }
    }
    return String.join("&", kept);
  }
}
