package io.tapeloom.gateway.ws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * Frames as they travel (RFC 6455). What a server sends is not masked, so that the same bytes serve
 * every socket and many frames can leave in one write.
 */
final class Frames {
  private static final int FINAL = 0x80;
  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;
  private static final int SHORT = 125;
  private static final int MEDIUM = 65_535;
  private static final int PIECE = 32 * 1024;
  private static final int REASON = 120;

  private Frames() {}

  /** Appends one text frame whose content has only ASCII characters. */
  static void ascii(ByteBuf out, CharSequence content) {
    header(out, TEXT, content.length());
    ByteBufUtil.writeAscii(out, content);
  }

  /** One text message, in pieces where it is long: many clients take no frame above 64 KiB. */
  static ByteBuf text(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    ByteBuf out = Unpooled.buffer(bytes.length + 10 * (1 + bytes.length / PIECE));
    for (int from = 0; from == 0 || from < bytes.length; from += PIECE) {
      int length = Math.min(PIECE, bytes.length - from);
      boolean last = from + length == bytes.length;
      header(out, (from == 0 ? TEXT & ~FINAL : 0) | (last ? FINAL : 0), length);
      out.writeBytes(bytes, from, length);
    }
    return out;
  }

  static ByteBuf ping() {
    return Unpooled.buffer(2).writeByte(PING).writeByte(0);
  }

  /** A close frame; its reason is ASCII. */
  static ByteBuf close(int code, String reason) {
    String shown = reason.length() > REASON ? reason.substring(0, REASON) : reason;
    ByteBuf out = Unpooled.buffer(shown.length() + 4);
    header(out, CLOSE, shown.length() + 2);
    out.writeShort(code);
    ByteBufUtil.writeAscii(out, shown);
    return out;
  }

  private static void header(ByteBuf out, int kind, int length) {
    out.writeByte(kind);
    if (length <= SHORT) {
      out.writeByte(length);
    } else if (length <= MEDIUM) {
      out.writeByte(126).writeShort(length);
    } else {
      out.writeByte(127).writeLong(length);
    }
  }
}
