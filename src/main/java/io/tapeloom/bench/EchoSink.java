package io.tapeloom.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Where the bytes of a yardstick end: one blocking reader that looks at the clock. */
final class EchoSink implements AutoCloseable {
  private final ServerSocketChannel server = ServerSocketChannel.open();
  private final SynchronousQueue<Long> arrivals = new SynchronousQueue<>();

  EchoSink() throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofPlatform().daemon().name("bench-sink").start(this::read);
  }

  int port() {
    return server.socket().getLocalPort();
  }

  private void read() {
    ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 16);
    try (SocketChannel line = server.accept()) {
      while (line.read(bytes.clear()) >= 0) {
        arrivals.put(System.nanoTime());
      }
    } catch (IOException closed) {
      // the bench is over
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends sealing trades one by one, as far apart as the program gets them. */
  Spread rounds(RawStream stream, LatencyBench.Pace pace) throws InterruptedException {
    ScriptedTape tape = new ScriptedTape(id -> 1_700_000_000_000L + id, 1_000);
    Spread spread = new Spread();
    for (int i = 0; i < pace.warm() + pace.samples(); i++) {
      byte[] frame = ScriptedTape.frame(tape.next());
      long beganNanos = System.nanoTime();
      stream.send(frame);
      Long arrived = arrivals.poll(5, TimeUnit.SECONDS);
      if (arrived == null) {
        throw new IllegalStateException("a yardstick lost a frame");
      }
      if (i >= pace.warm()) {
        spread.add((arrived - beganNanos) / 1e3);
      }
      LatencyBench.pause(pace.restMs());
    }
    return spread;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
