package io.tapeloom.sim.io;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.tapeloom.kernel.Market;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One client's stream connection: what it listens to and how it is written to. Frames are encoded
 * already when they come here, so they go out beneath the socket's own encoder, many at a time.
 */
final class StreamConnection {
  private static final short POLICY_VIOLATION = 1008;
  private static final int FLUSH_BYTES = 65_536;

  private static final int TEXT_FRAME = 0x81;
  private static final int LENGTH_IN_TWO_BYTES = 126;

  private final ServerWebSocket socket;
  private final Market market;
  private final Manners manners;
  private final long openedMs;
  private final Set<String> streams = new LinkedHashSet<>();
  private ByteBuf pending;
  private boolean combined;
  private boolean micros;
  private boolean open = true;
  private long silentUntilMs;
  private long pongMs;
  private long pingedMs;
  private long second;
  private int messages;
  private long endMs = Long.MAX_VALUE;

  /** What a market expects of a connection; times in real ms. */
  private record Manners(int messagesPerSecond, long pingEveryMs, long pongWithinMs) {
    static Manners of(Market market) {
      return market == Market.SPOT
          ? new Manners(5, 20_000, 60_000)
          : new Manners(10, 180_000, 600_000);
    }
  }

  StreamConnection(ServerWebSocket socket, Market market, boolean combined, long realMs) {
    this.socket = socket;
    this.market = market;
    this.manners = Manners.of(market);
    this.combined = combined;
    this.openedMs = realMs;
    this.pongMs = realMs;
    this.pingedMs = realMs;
    socket.pongHandler(data -> pongMs = System.currentTimeMillis());
  }

  /** Tells times in microseconds from now on. */
  void inMicros() {
    micros = true;
  }

  Market market() {
    return market;
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
    return messages <= manners.messagesPerSecond();
  }

  /** Takes a frame to be flushed later; false when the connection is gone. */
  boolean put(Frame frame) {
    if (!open || socket.isClosed()) {
      return false;
    }
    byte[] bytes = (micros ? frame.inMicros() : frame).bytes(combined);
    if (pending == null) {
      pending = channel().alloc().directBuffer(Math.max(4_096, bytes.length));
    }
    pending.writeBytes(bytes);
    if (pending.readableBytes() >= FLUSH_BYTES) {
      write();
    }
    return true;
  }

  /** Takes a payload of a stream, to be flushed later. */
  void frame(String stream, String payload) {
    put(new Frame(stream, payload.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes out what waits, or cuts a client that has left too much unread. */
  void flush(int maxPendingBytes) {
    write();
    ChannelOutboundBuffer unread = channel().unsafe().outboundBuffer();
    if (open && unread != null && unread.totalPendingWriteBytes() > maxPendingBytes) {
      cut();
    }
  }

  private void write() {
    ByteBuf out = pending;
    pending = null;
    if (out == null) {
      return;
    }
    ChannelHandlerContext encoder = channel().pipeline().context(WebSocketFrameEncoder.class);
    if (encoder == null || !open) {
      out.release();
    } else {
      encoder.writeAndFlush(out);
    }
  }

  private Channel channel() {
    return ((WebSocketInternal) socket).channelHandlerContext().channel();
  }

  /** Writes, or closes a client that has stopped reading. */
  void text(String text) {
    if (!open || socket.isClosed()) {
      return;
    }
    write();
    if (socket.writeQueueFull()) {
      cut();
      return;
    }
    socket.writeTextMessage(text);
  }

  /** Pings a client when it is time, and closes one that has not answered in time. */
  void tend(long realMs) {
    if (realMs - pongMs > manners.pingEveryMs() + manners.pongWithinMs()) {
      refuse("no pong");
    } else if (realMs - pingedMs >= manners.pingEveryMs()) {
      pingedMs = realMs;
      ping(realMs);
    }
  }

  private void ping(long realMs) {
    if (open && !socket.isClosed() && !silent(realMs)) {
      write();
      socket.writePing(Buffer.buffer(Long.toString(realMs)));
    }
  }

  void close(int code, String reason) {
    write();
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
    closed();
    Channel channel = channel();
    channel.unsafe().close(channel.newPromise());
  }

  /** Writes the first half of a frame and breaks the connection. */
  void cutMidFrame(String payload) {
    byte[] text = payload.getBytes(StandardCharsets.UTF_8);
    ByteBuf half = Unpooled.buffer(text.length + 4);
    half.writeByte(TEXT_FRAME).writeByte(LENGTH_IN_TWO_BYTES).writeShort(text.length);
    half.writeBytes(text, 0, text.length / 2);
    write();
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
      write();
      socket.writeBinaryMessage(Buffer.buffer(payload));
    }
  }

  void endAt(long realMs) {
    endMs = Math.min(endMs, realMs);
  }

  boolean ends(long realMs) {
    return realMs >= endMs;
  }

  void closed() {
    open = false;
    if (pending != null) {
      pending.release();
      pending = null;
    }
  }
}
