package io.tapeloom.sim.io;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** One client's stream connection: what it listens to and how it is written to. */
final class StreamConnection {
  private static final short POLICY_VIOLATION = 1008;
  private static final int MESSAGES_PER_SECOND = 10;

  private static final int TEXT_FRAME = 0x81;
  private static final int LENGTH_IN_TWO_BYTES = 126;

  private final ServerWebSocket socket;
  private final long openedMs;
  private final Set<String> streams = new LinkedHashSet<>();
  private boolean combined;
  private boolean open = true;
  private long silentUntilMs;
  private long pongMs;
  private long second;
  private int messages;
  private long endMs = Long.MAX_VALUE;

  StreamConnection(ServerWebSocket socket, boolean combined, long realMs) {
    this.socket = socket;
    this.combined = combined;
    this.openedMs = realMs;
    this.pongMs = realMs;
    socket.pongHandler(data -> pongMs = System.currentTimeMillis());
  }

  Set<String> streams() {
    return Collections.unmodifiableSet(streams);
  }

  boolean add(String stream) {
    return streams.add(stream);
  }

  boolean drop(String stream) {
    return streams.remove(stream);
  }

  boolean combined() {
    return combined;
  }

  void combined(boolean wanted) {
    combined = wanted;
  }

  long ageMs(long realMs) {
    return realMs - openedMs;
  }

  long sincePongMs(long realMs) {
    return realMs - pongMs;
  }

  boolean silent(long realMs) {
    return realMs < silentUntilMs;
  }

  void silenceUntil(long realMs) {
    silentUntilMs = Math.max(silentUntilMs, realMs);
  }

  /** Counts an incoming message; false once the client sends more than the exchange allows. */
  boolean mayAsk(long realMs) {
    messages = realMs / 1000 == second ? messages + 1 : 1;
    second = realMs / 1000;
    return messages <= MESSAGES_PER_SECOND;
  }

  void frame(String stream, String payload) {
    text(combined ? Texts.combined(stream, payload) : payload);
  }

  /** Writes, or closes a client that has stopped reading. */
  void text(String text) {
    if (!open || socket.isClosed()) {
      return;
    }
    if (socket.writeQueueFull()) {
      cut();
      return;
    }
    socket.writeTextMessage(text);
  }

  void ping(long realMs) {
    if (open && !socket.isClosed() && !silent(realMs)) {
      socket.writePing(Buffer.buffer(Long.toString(realMs)));
    }
  }

  void close(int code, String reason) {
    open = false;
    if (!socket.isClosed()) {
      socket.close((short) code, reason);
    }
  }

  void refuse(String reason) {
    close(POLICY_VIOLATION, reason);
  }

  /** Breaks the connection without a farewell. */
  void cut() {
    open = false;
    Channel channel = channel();
    channel.unsafe().close(channel.newPromise());
  }

  /** Writes the first half of a frame and breaks the connection. */
  void cutMidFrame(String payload) {
    byte[] text = payload.getBytes(StandardCharsets.UTF_8);
    ByteBuf half = Unpooled.buffer(text.length + 4);
    half.writeByte(TEXT_FRAME).writeByte(LENGTH_IN_TWO_BYTES).writeShort(text.length);
    half.writeBytes(text, 0, text.length / 2);
    open = false;
    Channel channel = channel();
    channel
        .pipeline()
        .firstContext()
        .writeAndFlush(half)
        .addListener(written -> channel.unsafe().close(channel.newPromise()));
  }

  /**
   * Falls silent for good, like a peer whose cable was pulled: nothing is sent or read any more.
   */
  void halfOpen() {
    open = false;
    channel().config().setAutoRead(false);
  }

  void binary(String payload) {
    if (open && !socket.isClosed()) {
      socket.writeBinaryMessage(Buffer.buffer(payload));
    }
  }

  void endAt(long realMs) {
    endMs = Math.min(endMs, realMs);
  }

  boolean ends(long realMs) {
    return realMs >= endMs;
  }

  private Channel channel() {
    return ((WebSocketInternal) socket).channelHandlerContext().channel();
  }

  void closed() {
    open = false;
  }
}
