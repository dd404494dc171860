package io.tapeloom.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One client of a market stream, as cheap as can be: it counts frames, and looks into trades only
 * as far as their ids and times.
 */
final class StreamReader {
  private static final int BUFFER = 1 << 20;
  private static final byte[] ID = "\"a\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SYMBOL = "\"s\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TIME = "\"T\":".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD = 90;

  private final SocketChannel channel;
  private final Tally tally;
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
  private final long[] lastIds = new long[128];

  /** What all readers of the process saw. */
  static final class Tally {
    private long frames;
    private long bytes;
    private long trades;
    private long lost;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs;

    synchronized void add(long length) {
      frames++;
      bytes += length;
    }

    synchronized void trade(long missing, long timeMs) {
      trades++;
      lost += missing;
      firstMs = Math.min(firstMs, timeMs);
      lastMs = Math.max(lastMs, timeMs);
    }

    synchronized void forget() {
      frames = 0;
      bytes = 0;
      trades = 0;
      lost = 0;
      firstMs = Long.MAX_VALUE;
      lastMs = 0;
    }

    synchronized JsonObject report() {
      return new JsonObject()
          .put("frames", frames)
          .put("bytes", bytes)
          .put("trades", trades)
          .put("lost", lost)
          .put("first", firstMs)
          .put("last", lastMs);
    }
  }

  /** Connects and shakes hands. */
  StreamReader(int port, String path, Tally tally) throws IOException {
    this.tally = tally;
    channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    String ask =
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                .formatted(path, port)
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    channel.write(ByteBuffer.wrap(ask.getBytes(StandardCharsets.US_ASCII)));
    String head = RawStream.head(channel);
    if (!head.startsWith("HTTP/1.1 101")) {
      throw new IOException("expected 101, got " + head.lines().findFirst().orElse(""));
    }
  }

  SocketChannel channel() {
    return channel;
  }

  /** Reads what is there; false when the server closed. */
  boolean read() throws IOException {
    int count = channel.read(in);
    in.flip();
    while (frame()) {
      // as long as whole frames are there
    }
    in.compact();
    return count >= 0;
  }

  private boolean frame() {
    if (in.remaining() < 2) {
      return false;
    }
    int start = in.position();
    int length = in.get(start + 1) & 0x7f;
    int head = length == 126 ? 4 : length == 127 ? 10 : 2;
    if (in.remaining() < head) {
      return false;
    }
    length = head == 4 ? in.getShort(start + 2) & 0xffff : length;
    length = head == 10 ? (int) in.getLong(start + 2) : length;
    if (in.remaining() < head + length) {
      return false;
    }
    if ((in.get(start) & 0xf) == 1) {
      tally.add(length);
      look(start + head, length);
    }
    in.position(start + head + length);
    return true;
  }

  /** Trades name their id within the first bytes, and the symbol and time after it. */
  private void look(int from, int length) {
    byte[] bytes = in.array();
    int id = find(bytes, ID, from, from + Math.min(length, HEAD));
    int symbol = find(bytes, SYMBOL, from, from + Math.min(length, HEAD));
    int time = id < 0 || symbol < 0 ? -1 : find(bytes, TIME, symbol, from + length);
    if (time < 0) {
      return;
    }
    long number = number(bytes, id);
    long last = lastIds[bytes[symbol]];
    lastIds[bytes[symbol]] = number;
    tally.trade(last == 0 ? 0 : number - last - 1, number(bytes, time));
  }

  private static int find(byte[] bytes, byte[] wanted, int from, int to) {
    for (int at = from; at + wanted.length <= to; at++) {
      int same = 0;
      while (same < wanted.length && bytes[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return at + same;
      }
    }
    return -1;
  }

  private static long number(byte[] bytes, int from) {
    long value = 0;
    for (int at = from; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      value = value * 10 + bytes[at] - '0';
    }
    return value;
  }
}
