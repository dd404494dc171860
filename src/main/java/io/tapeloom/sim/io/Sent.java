package io.tapeloom.sim.io;

import io.tapeloom.sim.Refused;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A REST request's parameters as they came over the wire.
 *
 * @param query the query string as sent, empty when there is none
 * @param body the body as sent, read as a form whatever its type says
 */
record Sent(String query, String body) {
  private static final int MOST = 100;

  /** The decoded parameters; the query's value holds where both name one. */
  Params params() {
    Map<String, String> values = new LinkedHashMap<>();
    read(query, values);
    Map<String, String> form = new LinkedHashMap<>();
    read(body, form);
    form.forEach(values::putIfAbsent);
    return new Params(values);
  }

  private static void read(String text, Map<String, String> into) {
    for (String pair : text.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (into.putIfAbsent(name, value) != null) {
        throw new Refused(-1101, "Duplicate values for parameter '" + name + "'.");
      }
      if (into.size() > MOST) {
        throw new Refused(-1101, "Too many parameters; expected '" + MOST + "' at most.");
      }
    }
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refused(-1100, "Illegal characters found in a parameter.");
    }
  }
}
