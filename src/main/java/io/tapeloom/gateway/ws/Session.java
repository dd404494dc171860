package io.tapeloom.gateway.ws;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.tapeloom.user.Caller;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;

/**
 * One open socket. Frames are written to its channel as bytes, past the WebSocket encoder, which
 * would encode them anew for each socket; while the channel is full nothing is read from it either.
 */
final class Session implements Line {
  private static final long GRACE_MS = 5_000;

  /** A slow reader first has to take what is before the close frame. */
  private static final long SLOW_GRACE_MS = 30_000;

  private final Vertx vertx;
  private final ServerWebSocket socket;
  private final Channel channel;
  private final boolean secure;
  private final Caller caller;
  private final Kind kind;
  private final WsMeters meters;
  private long heardMs;
  private int unanswered;
  private boolean leaving;

  /** Which address it called. */
  enum Kind {
    MARKET,
    TRADING,
    STATUS
  }

  Session(Vertx vertx, Handshake.Opened opened, Caller caller, Kind kind, WsMeters meters) {
    this.vertx = vertx;
    this.socket = opened.socket();
    this.channel = opened.channel();
    this.secure = opened.socket().isSsl();
    this.caller = caller;
    this.kind = kind;
    this.meters = meters;
    channel.pipeline().addFirst("ws-drain", new Drain());
  }

  /** Reads on once what was written is taken; not at once, for this is in the midst of a write. */
  private final class Drain extends ChannelInboundHandlerAdapter {
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
      if (channel.isWritable()) {
        channel.eventLoop().execute(socket::resume);
      }
      ctx.fireChannelWritabilityChanged();
    }
  }

  Caller caller() {
    return caller;
  }

  Kind kind() {
    return kind;
  }

  /** Notes a sign of life. */
  void heard(long nowMs) {
    heardMs = nowMs;
  }

  long heardMs() {
    return heardMs;
  }

  boolean leaving() {
    return leaving;
  }

  /** Requests that wait for rows. */
  int unanswered() {
    return unanswered;
  }

  void asked() {
    unanswered++;
  }

  void answered() {
    unanswered--;
  }

  @Override
  public boolean ready() {
    return !leaving && channel.isWritable();
  }

  /**
   * Under TLS as bytes that nobody may write to: the TLS handler joins what waits for it, and would
   * use the room behind bytes which other sockets share.
   */
  @Override
  public void write(ByteBuf frames) {
    channel.writeAndFlush(secure ? frames.asReadOnly() : frames, channel.voidPromise());
  }

  /** Sends an answer; a socket that does not take it is not asked for more. */
  void reply(String frame) {
    if (leaving) {
      return;
    }
    write(Frames.text(frame));
    if (!channel.isWritable()) {
      socket.pause();
    }
  }

  void ping() {
    if (ready()) {
      write(Frames.ping());
    }
  }

  @Override
  public void drop(Drop why) {
    if (leaving) {
      return;
    }
    leaving = true;
    meters.dropped().accept(why.label());
    socket.resume();
    write(Frames.close(why.code(), why.reason()));
    vertx.setTimer(why == Drop.SLOW ? SLOW_GRACE_MS : GRACE_MS, _ -> cut());
  }

  /** Closes the connection beneath the handlers, which would first flush what nobody reads. */
  private void cut() {
    if (channel.isOpen()) {
      channel.pipeline().firstContext().close();
    }
  }
}
