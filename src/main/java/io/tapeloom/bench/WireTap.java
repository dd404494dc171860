package io.tapeloom.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Stands between the program and PostgreSQL and looks at the clock when bytes arrive, before it
 * looks into them and passes them on. What it costs comes after that: one more blocking read and
 * write each way.
 */
final class WireTap implements AutoCloseable {
  private static final int CHUNK = 1 << 16;
  private final ServerSocketChannel server;
  private final int backendPort;
  private final Listener listener;

  /** Hears of statements it knows; called by many threads. */
  interface Listener {
    /** What a statement is to the listener; empty where it does not care. */
    String kind(String sql);

    /** The bytes that execute it arrived. */
    void sent(String kind, long nanos);

    /** Its transaction is over, after that command tag. */
    void done(String kind, String tag, long nanos);
  }

  WireTap(int backendPort, Listener listener) throws IOException {
    this.backendPort = backendPort;
    this.listener = listener;
    server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofPlatform().daemon().name("bench-tap").start(this::serve);
  }

  int port() {
    return server.socket().getLocalPort();
  }

  private void serve() {
    try {
      while (server.isOpen()) {
        SocketChannel client = server.accept();
        SocketChannel backend =
            SocketChannel.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), backendPort));
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        backend.setOption(StandardSocketOptions.TCP_NODELAY, true);
        WireWords words = new WireWords(listener);
        pump(client, backend, words::frontend);
        pump(backend, client, words::backend);
      }
    } catch (IOException closed) {
      // the bench is over
    }
  }

  private interface Look {
    void at(byte[] bytes, int length, long nanos);
  }

  private static void pump(SocketChannel from, SocketChannel to, Look look) {
    Thread.ofPlatform()
        .daemon()
        .name("bench-tap-line")
        .start(
            () -> {
              ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
              byte[] copy = new byte[CHUNK];
              try (from;
                  to) {
                while (from.read(chunk.clear()) >= 0) {
                  long nanos = System.nanoTime();
                  chunk.flip();
                  int length = chunk.remaining();
                  chunk.get(0, copy, 0, length);
                  look.at(copy, length, nanos);
                  while (chunk.hasRemaining()) {
                    to.write(chunk);
                  }
                }
              } catch (IOException closed) {
                // one end is gone, and so is the other now
              }
            });
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
