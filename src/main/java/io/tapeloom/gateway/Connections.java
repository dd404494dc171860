package io.tapeloom.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.Set;

/** Closes connections that never finish a first request, and bounds how many there are. */
final class Connections {
  private static final int MAX_OPEN = 1_000;
  private static final long FIRST_REQUEST_MS = 10_000;
  private final Vertx vertx;
  private final Set<HttpConnection> silent = new HashSet<>();
  private int open;

  Connections(Vertx vertx) {
    this.vertx = vertx;
  }

  void opened(HttpConnection connection) {
    if (open >= MAX_OPEN) {
      connection.close();
      return;
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
