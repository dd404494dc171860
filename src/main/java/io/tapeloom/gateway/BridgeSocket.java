package io.tapeloom.gateway;

import io.netty.channel.Channel;
import io.tapeloom.user.Caller;
import io.tapeloom.web.TokenBucket;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the bridge remembers of one browser: who it is, its addresses with the last snapshot it was
 * sent of each, what it missed, and since when it does not read.
 */
final class BridgeSocket {
  private static final int MAX_ADDRESSES = 20;
  private static final int MESSAGES_PER_S = 20;
  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private final SockJSSocket socket;
  private final Channel channel;
  private final Caller caller;
  private final TokenBucket budget;
  private final Map<String, Long> sentSeqs = new HashMap<>();
  private final Set<String> owed = new LinkedHashSet<>();
  private OptionalLong fullSinceNanos = OptionalLong.empty();
  private boolean ended;

  BridgeSocket(SockJSSocket socket, Caller caller, long nowNanos) {
    this.socket = socket;
    this.caller = caller;
    this.budget = TokenBucket.evenly(MESSAGES_PER_S, nowNanos);
    this.channel = ((ConnectionBase) socket.routingContext().request().connection()).channel();
    DeafPings.on(channel);
  }

  Caller caller() {
    return caller;
  }

  /** True once it was told to end: what still comes in is for nobody. */
  boolean ended() {
    return ended;
  }

  /** False when it sends more than it may. */
  boolean maySpeak(long nowNanos) {
    return budget.take(nowNanos);
  }

  boolean hears(String address) {
    return sentSeqs.containsKey(address);
  }

  boolean hearsEnough() {
    return sentSeqs.size() >= MAX_ADDRESSES;
  }

  void register(String address) {
    sentSeqs.put(address, Long.MIN_VALUE);
  }

  void unregister(String address) {
    sentSeqs.remove(address);
    owed.remove(address);
  }

  Set<String> addresses() {
    return Set.copyOf(sentSeqs.keySet());
  }

  /**
   * True while what was written before waits to be taken. The socket itself knows that only on the
   * raw WebSocket; the connection beneath knows it on every transport.
   */
  boolean full() {
    return !channel.isWritable();
  }

  /** Remembers that a snapshot of the address was left out; the newest is sent later. */
  void miss(String address) {
    owed.add(address);
  }

  /** The addresses of which something was left out, which are no longer remembered. */
  List<String> takeMissed() {
    List<String> missed = List.copyOf(owed);
    owed.clear();
    return missed;
  }

  void reads() {
    fullSinceNanos = OptionalLong.empty();
  }

  /** True once, when the queue has been full for ten seconds. */
  boolean stalled(long nowNanos) {
    if (fullSinceNanos.isEmpty()) {
      fullSinceNanos = OptionalLong.of(nowNanos);
    }
    return !ended && nowNanos - fullSinceNanos.getAsLong() >= PATIENCE_NANOS;
  }

  /**
   * Sends a snapshot of an address unless that one or a later one went out before: who registers
   * gets the newest at once, and the bus may be on its way with the same.
   */
  void send(String address, UiFrames.Frame frame) {
    long sent = sentSeqs.getOrDefault(address, Long.MAX_VALUE);
    if (sent < frame.seq()) {
      if (frame.seq() != UiFrames.UNNUMBERED) {
        sentSeqs.put(address, frame.seq());
      }
      socket.write(frame.encoded());
    }
  }

  /** Says why something was not done; one that does not read is not told. */
  void refuse(String word) {
    if (!full()) {
      socket.write(error(word));
    }
  }

  static Buffer error(String word) {
    return new JsonObject().put("type", "err").put("body", word).toBuffer();
  }

  /** Closes in order, with a reason; one that does not read would never get that far. */
  void end(String reason) {
    if (full()) {
      cut();
    } else if (!ended) {
      ended = true;
      socket.close(1008, reason);
    }
  }

  /**
   * Closes the connection beneath the socket. A close frame would wait behind what the reader does
   * not take, and so for ever; so would a close that passes the handlers which flush first.
   */
  void cut() {
    ended = true;
    channel.pipeline().firstContext().close();
  }
}
