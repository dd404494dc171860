package io.tapeloom.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** What the bridge remembers of one browser: its addresses, and since when it does not read. */
final class BridgeSocket {
  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private final SockJSSocket socket;
  private final Map<String, Long> sentSeqs = new HashMap<>();
  private OptionalLong fullSinceNanos = OptionalLong.empty();
  private boolean cut;

  BridgeSocket(SockJSSocket socket) {
    this.socket = socket;
  }

  /** False when the address is registered already: the bridge would forget the first one. */
  boolean register(String address) {
    return sentSeqs.putIfAbsent(address, Long.MIN_VALUE) == null;
  }

  void unregister(String address) {
    sentSeqs.remove(address);
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

  /**
   * Sends a snapshot of an address unless that one or a later one went out before: who registers
   * gets the newest at once, and the bus may be on its way with the same.
   */
  void send(String address, long seq, Supplier<Buffer> frame) {
    long sent = sentSeqs.getOrDefault(address, Long.MIN_VALUE);
    if (sent < seq) {
      if (seq != UiFrames.UNNUMBERED) {
        sentSeqs.put(address, seq);
      }
      socket.write(frame.get());
    }
  }
}
