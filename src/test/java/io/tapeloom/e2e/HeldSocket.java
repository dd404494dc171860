package io.tapeloom.e2e;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A WebSocket that is held open until the other end closes it. */
final class HeldSocket implements WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final String path;
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private WebSocket socket;

  private HeldSocket(String path) {
    this.path = path;
  }

  static HeldSocket open(String url, String path, String token) throws Exception {
    HeldSocket held = new HeldSocket(path);
    held.socket =
        HTTP.newWebSocketBuilder()
            .header("Authorization", "Bearer " + token)
            .buildAsync(URI.create(url.replaceFirst("^http", "ws") + path), held)
            .get(30, TimeUnit.SECONDS);
    return held;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    ended.complete(code + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    ended.complete(String.valueOf(error.getMessage()));
  }

  String path() {
    return path;
  }

  boolean isOpen() {
    return !ended.isDone();
  }

  /** How the other end closed it; fails when it does not. */
  String end() throws Exception {
    return ended.get(30, TimeUnit.SECONDS);
  }

  void close() {
    socket.abort();
  }
}
