package io.tapeloom.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/** What the bridge remembers of one browser: its addresses, and since when it does not read. */
final class BridgeSocket {
  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private final SockJSSocket socket;
  private final Set<String> addresses = new HashSet<>();
  private OptionalLong fullSinceNanos = OptionalLong.empty();
  private boolean cut;

  BridgeSocket(SockJSSocket socket) {
    this.socket = socket;
  }

  /** False when the address is registered already: the bridge would forget the first one. */
  boolean register(String address) {
    return addresses.add(address);
  }

  void unregister(String address) {
    addresses.remove(address);
  }

  /** A socket that is closing takes nothing, but is not slow. */
  boolean full() {
    try {
      return socket.writeQueueFull();
    } catch (IllegalStateException closing) {
      return false;
    }
  }

  void reads() {
    fullSinceNanos = OptionalLong.empty();
  }

  /** True once, when the queue has been full for ten seconds. */
  boolean stalled(long nowNanos) {
    if (fullSinceNanos.isEmpty()) {
      fullSinceNanos = OptionalLong.of(nowNanos);
    }
    return !cut && nowNanos - fullSinceNanos.getAsLong() >= PATIENCE_NANOS;
  }

  /**
   * Closes the connection beneath the socket. A close frame would wait behind what the reader does
   * not take, and so for ever; so would a close that passes the handlers which flush first.
   */
  void cut() {
    cut = true;
    HttpConnection connection = socket.routingContext().request().connection();
    if (connection instanceof ConnectionBase base) {
      base.channel().pipeline().firstContext().close();
    } else {
      socket.close();
    }
  }

  void send(Buffer frame) {
    socket.write(frame);
  }
}
