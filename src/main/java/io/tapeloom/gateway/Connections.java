package io.tapeloom.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * Closes connections that never finish a first request, and bounds how many there are. Where all
 * places are taken, the one that has been silent for longest makes room: sockets that only wait
 * keep nobody out.
 */
final class Connections {
  private static final long FIRST_REQUEST_MS = 10_000;
  private final Vertx vertx;
  private final int most;
  private final SequencedSet<HttpConnection> silent = new LinkedHashSet<>();
  private int open;

  Connections(Vertx vertx, int most) {
    this.vertx = vertx;
    this.most = most;
  }

  void opened(HttpConnection connection) {
    if (open >= most) {
      if (silent.isEmpty()) {
        connection.close();
        return;
      }
      silent.removeFirst().close();
    }
    open++;
    silent.add(connection);
    long timer = vertx.setTimer(FIRST_REQUEST_MS, _ -> closeIfSilent(connection));
    connection.closeHandler(
        _ -> {
          open--;
          silent.remove(connection);
          vertx.cancelTimer(timer);
        });
  }

  private void closeIfSilent(HttpConnection connection) {
    if (silent.remove(connection)) {
      connection.close();
    }
  }

  void heard(HttpServerRequest request) {
    silent.remove(request.connection());
  }
}
