package io.tapeloom.gateway;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends bytes as they are, which clients that mind the rules of HTTP would not. */
final class Wire {
  private static final int PATIENCE_MS = 30_000;

  private Wire() {}

  /** An answer as it came; status 0 when the connection ended without one. */
  record Reply(int status, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    JsonObject problem() {
      return new JsonObject(body);
    }
  }

  /** Sends the request and reads until the server closes; it must ask for that. */
  static Reply send(int port, String request) throws IOException {
    return send(port, request.getBytes(StandardCharsets.ISO_8859_1));
  }

  static Reply send(int port, byte[] request) throws IOException {
    try (Socket socket = open(port)) {
      try {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
      } catch (SocketException refusedWhileSending) {
        // What the server had to say may be there already.
      }
      return parse(read(socket.getInputStream()));
    }
  }

  static Socket open(int port) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  /** A GET of that raw target. */
  static Reply get(int port, String target) throws IOException {
    return send(port, head(port, "GET", target, "") + "\r\n");
  }

  /** Request line and headers; the empty line that ends them is the caller's. */
  static String head(int port, String method, String target, String headers) {
    return method
        + " "
        + target
        + " HTTP/1.1\r\nHost: 127.0.0.1:"
        + port
        + "\r\nConnection: close\r\n"
        + headers;
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] part = new byte[8_192];
    try {
      for (int n = in.read(part); n >= 0; n = in.read(part)) {
        all.write(part, 0, n);
      }
    } catch (SocketException reset) {
      // A server that is still being sent to may end the connection so.
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  private static Reply parse(String text) {
    if (!text.startsWith("HTTP/1.")) {
      return new Reply(0, Map.of(), text);
    }
    int end = text.indexOf("\r\n\r\n");
    String[] lines = text.substring(0, end).split("\r\n");
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
      headers.merge(name, lines[i].substring(colon + 1).strip(), (a, b) -> a + ", " + b);
    }
    return new Reply(Integer.parseInt(lines[0].split(" ")[1]), headers, text.substring(end + 4));
  }
}
