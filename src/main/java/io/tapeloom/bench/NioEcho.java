package io.tapeloom.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** The limit: one thread reads a frame, scans it and writes as many bytes as the INSERT has. */
final class NioEcho implements AutoCloseable {
  /** What the INSERT of a boundary takes on the wire, about. */
  static final int ROW_BYTES = 900;

  private final RawStream stream = new RawStream();
  private final EchoSink sink = new EchoSink();

  NioEcho() throws IOException {
    Thread.ofPlatform().daemon().name("bench-nio").start(this::work);
  }

  private static SocketChannel connect(int port) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return channel;
  }

  private void work() {
    ByteBuffer in = ByteBuffer.allocateDirect(4096);
    ByteBuffer out = ByteBuffer.allocateDirect(ROW_BYTES);
    ByteScanner scanner = new ByteScanner();
    try (SocketChannel from = connect(stream.port());
        SocketChannel to = connect(sink.port())) {
      from.write(
          ByteBuffer.wrap(
              "GET / HTTP/1.1\r\nSec-WebSocket-Key: dGFwZWxvb20=\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII)));
      RawStream.head(from);
      while (from.read(in.clear()) > 0) {
        byte[] frame = new byte[in.position() - 4];
        in.get(4, frame);
        scanner.scan(frame);
        out.clear().putLong(0, scanner.priceE8);
        while (out.hasRemaining()) {
          to.write(out);
        }
      }
    } catch (IOException closed) {
      // the bench is over
    }
  }

  Spread rounds(LatencyBench.Pace pace) throws InterruptedException {
    return sink.rounds(stream, pace);
  }

  @Override
  public void close() throws IOException {
    stream.close();
    sink.close();
  }
}
