package io.tapeloom.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * One client of the public WebSocket protocol, as cheap as can be: it takes frames apart by hand,
 * so that many of them in one process can follow a fast server.
 */
final class WsReader {
  private static final int BUFFER = 1 << 16;
  private static final byte[] TIME = "\"time\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] KEY = "Key\":\"".getBytes(StandardCharsets.US_ASCII);
  private final SocketChannel channel;
  private final Tally tally;
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
  private final Map<Integer, Long> lastIds = new HashMap<>();

  /** What all readers of the process saw. */
  static final class Tally {
    private static final int WORST_MS = 60_000;
    private int[] waitsMs = new int[WORST_MS + 1];
    private long frames;
    private long bytes;
    private long lost;

    synchronized void add(long waitMs, int length, long missing) {
      waitsMs[Math.clamp(waitMs, 0, WORST_MS)]++;
      frames++;
      bytes += length;
      lost += missing;
    }

    synchronized void forget() {
      waitsMs = new int[WORST_MS + 1];
      frames = 0;
      bytes = 0;
      lost = 0;
    }

    long frames() {
      return frames;
    }

    long bytes() {
      return bytes;
    }

    long lost() {
      return lost;
    }

    long quantileMs(double share) {
      long below = 0;
      for (int ms = 0; ms <= WORST_MS; ms++) {
        below += waitsMs[ms];
        if (below >= share * frames) {
          return ms;
        }
      }
      return WORST_MS;
    }
  }

  /** Connects, shakes hands and subscribes to those keys. */
  WsReader(int port, String path, String keys, Tally tally) throws IOException {
    this.tally = tally;
    channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    send(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    String head = head();
    if (!head.startsWith("HTTP/1.1 101")) {
      throw new IOException("expected 101, got " + head.lines().findFirst().orElse(""));
    }
    subscribe(keys);
  }

  private void send(String text) throws IOException {
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private String head() throws IOException {
    StringBuilder head = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (head.indexOf("\r\n\r\n") < 0) {
      one.clear();
      if (channel.read(one) < 0) {
        throw new IOException("closed in the handshake after " + head);
      }
      head.append((char) one.get(0));
    }
    return head.toString();
  }

  private void subscribe(String keys) throws IOException {
    String list = "\"" + keys.replace(",", "\",\"") + "\"";
    byte[] text =
        ("{\"protocolVersion\":\"2.0\",\"type\":\"SUBSCRIBE\",\"requestId\":\"s\",\"timestamp\":1,"
                + "\"data\":{\"subscriptions\":["
                + list
                + "]}}")
            .getBytes(StandardCharsets.US_ASCII);
    ByteBuffer frame = ByteBuffer.allocate(text.length + 8);
    // A mask of zeros leaves the text as it is.
    frame.put((byte) 0x81).put((byte) (0x80 | 126)).putShort((short) text.length).putInt(0);
    channel.write(frame.put(text).flip());
  }

  SocketChannel channel() {
    return channel;
  }

  /** Reads what is there; false when the server closed. */
  boolean read(long nowMs) throws IOException {
    int count = channel.read(in);
    in.flip();
    while (frame(nowMs)) {
      // as long as whole frames are there
    }
    in.compact();
    return count >= 0;
  }

  private boolean frame(long nowMs) {
    if (in.remaining() < 4) {
      return false;
    }
    int start = in.position();
    int length = in.get(start + 1) & 0x7f;
    int head = 2;
    if (length == 126) {
      length = in.getShort(start + 2) & 0xffff;
      head = 4;
    }
    if (in.remaining() < head + length) {
      return false;
    }
    if ((in.get(start) & 0xf) == 1 && in.get(start + head + length - 3) == '}') {
      update(start + head, length, nowMs);
    }
    in.position(start + head + length);
    return true;
  }

  /** Trades end with {@code "time":1793622896796,"side":"buy","id":7}}}}. */
  private void update(int from, int length, long nowMs) {
    byte[] bytes = in.array();
    int time = find(bytes, TIME, from + 100, from + length);
    if (time < 0) {
      return;
    }
    long timeMs = number(bytes, time);
    int idFrom = from + length - 3;
    while (bytes[idFrom - 1] != ':') {
      idFrom--;
    }
    long id = number(bytes, idFrom);
    int key = find(bytes, KEY, from + 60, from + length);
    int symbol = bytes[key + 9];
    Long last = lastIds.put(symbol, id);
    tally.add(nowMs - timeMs, length, last == null ? 0 : id - last - 1);
  }

  private static int find(byte[] bytes, byte[] wanted, int from, int to) {
    for (int at = from; at < to - wanted.length; at++) {
      if (bytes[at] == wanted[0] && matches(bytes, wanted, at)) {
        return at + wanted.length;
      }
    }
    return -1;
  }

  private static boolean matches(byte[] bytes, byte[] wanted, int at) {
    for (int i = 1; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static long number(byte[] bytes, int from) {
    long value = 0;
    for (int at = from; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      value = value * 10 + bytes[at] - '0';
    }
    return value;
  }
}
