package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Opens stream connections. Those of USD-M lie under {@code /market}, {@code /public}, {@code
 * /private} and the former root, those of spot under {@code /spot}: {@code /ws/<names>} sends bare
 * payloads, {@code /stream?streams=<names>} wraps them. Names are parted by slashes; empty lists
 * and unknown names are accepted, as clients send them.
 */
final class StreamRoutes {
  private static final Pattern PATH =
      Pattern.compile("(?:(/spot)|/market|/public|/private)?/(?:(stream)/?|ws(/.*)?)");

  private final StreamHub hub;
  private final int maxPendingBytes;

  StreamRoutes(StreamHub hub, int maxPendingBytes) {
    this.hub = hub;
    this.maxPendingBytes = maxPendingBytes;
  }

  /** Opens a connection if the request asks for one; false leaves it to others. */
  boolean take(HttpServerRequest request) {
    Matcher path = PATH.matcher(request.path());
    if (!path.matches() || !"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      return false;
    }
    Market market = path.group(1) != null ? Market.SPOT : Market.USDM;
    boolean combined = path.group(2) != null;
    List<String> names = new ArrayList<>();
    // A plus sign of a time zone comes as a space where it was not encoded.
    String listed =
        combined ? request.getParam("streams", "").replace(' ', '+') : decoded(path.group(3));
    Stream.of(listed.split("/")).filter(name -> !name.isEmpty()).forEach(names::add);
    names.addAll(keyed(request));
    boolean micros = market == Market.SPOT && micros(request);
    request.toWebSocket().onSuccess(socket -> join(socket, market, combined, micros, names));
    return true;
  }

  private static boolean micros(HttpServerRequest request) {
    return request.getParam("timeUnit", "").toUpperCase(Locale.ROOT).startsWith("MICROSECOND");
  }

  /**
   * The user streams that a query asks for: {@code listenKey=k} for everything, with {@code
   * events=A/B} after it for those kinds only; both may be repeated.
   */
  private static List<String> keyed(HttpServerRequest request) {
    List<String> names = new ArrayList<>();
    String key = "";
    for (Map.Entry<String, String> param : request.params()) {
      if (param.getKey().equals("listenKey") && !param.getValue().isEmpty()) {
        key = param.getValue();
        names.add(key);
      } else if (param.getKey().equals("events") && !key.isEmpty()) {
        names.remove(key);
        for (String kind : param.getValue().split("/")) {
          names.add(key + "#" + kind);
        }
      }
    }
    return names;
  }

  private static String decoded(String text) {
    try {
      return text == null
          ? ""
          : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private void join(
      ServerWebSocket socket, Market market, boolean combined, boolean micros, List<String> names) {
    StreamConnection connection =
        new StreamConnection(socket, market, combined, System.currentTimeMillis());
    if (micros) {
      connection.inMicros();
    }
    socket.setWriteQueueMaxSize(maxPendingBytes);
    hub.join(connection);
    names.stream()
        .limit(ControlMessages.MAX_STREAMS)
        .forEach(name -> hub.subscribe(connection, name));
    ControlMessages control = new ControlMessages(hub, connection);
    socket.textMessageHandler(control::on);
    socket.closeHandler(done -> hub.leave(connection));
    socket.exceptionHandler(cause -> hub.leave(connection));
  }
}
