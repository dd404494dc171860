package io.tapeloom.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * Answers no WebSocket ping of one that does not read the answers: each would wait in memory, and
 * whoever sends pings without reading would fill it.
 */
final class DeafPings extends ChannelInboundHandlerAdapter {
  private static final String BEFORE = "handler";

  /** Watches that connection, once it speaks WebSocket. */
  static void on(Channel channel) {
    channel.pipeline().addBefore(BEFORE, "deaf-pings", new DeafPings());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof PingWebSocketFrame && !context.channel().isWritable()) {
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }
}
