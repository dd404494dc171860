package io.tapeloom.bench;

import io.tapeloom.sim.io.SimEndpoints;
import io.vertx.core.json.JsonArray;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signed calls over one kept connection, by a client that costs next to nothing itself. */
final class OrderClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final String head;
  private final Mac mac;

  OrderClient(int port, SimEndpoints account) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    head = " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nX-MBX-APIKEY: " + account.key();
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(account.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs the parameters and sends them in the query; the answer, which must be a success. */
  String signed(String method, String path, String parameters) throws IOException {
    String query = parameters + "&recvWindow=60000&timestamp=" + System.currentTimeMillis();
    String hash = HexFormat.of().formatHex(mac.doFinal(query.getBytes(StandardCharsets.UTF_8)));
    return call(method, path + "?" + query + "&signature=" + hash);
  }

  /** An open call's answer as a list. */
  JsonArray get(String path) throws IOException {
    return new JsonArray(call("GET", path));
  }

  private String call(String method, String target) throws IOException {
    String length = method.equals("GET") ? "" : "\r\nContent-Length: 0";
    String request = method + " " + target + head + length + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    String status = line();
    int size = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        size = Integer.parseInt(header.substring("content-length:".length()).strip());
      }
    }
    String body = new String(in.readNBytes(size), StandardCharsets.UTF_8);
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException(method + " " + target + ": " + status + " " + body);
    }
    return body;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the server closed");
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
