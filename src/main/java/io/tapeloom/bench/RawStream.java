package io.tapeloom.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The exchange's end of a market stream on a bare socket, so that what is measured begins with one
 * system call and nothing of a library lies before it. It serves one client at a time.
 */
final class RawStream implements AutoCloseable {
  private static final Pattern KEY =
      Pattern.compile("sec-websocket-key:\\s*(\\S+)", Pattern.CASE_INSENSITIVE);
  private static final int CLOSE = 8;
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private final ServerSocketChannel server;
  private SocketChannel line;

  RawStream() throws IOException {
    server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofPlatform().daemon().name("bench-stream").start(this::serve);
  }

  int port() {
    return server.socket().getLocalPort();
  }

  private void serve() {
    try {
      while (server.isOpen()) {
        SocketChannel fresh = server.accept();
        fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
        greet(fresh);
        synchronized (this) {
          line = fresh;
          notifyAll();
        }
        Thread.ofPlatform().daemon().name("bench-stream-drain").start(() -> drain(fresh));
      }
    } catch (IOException closed) {
      // the bench is over
    }
  }

  private static void greet(SocketChannel fresh) throws IOException {
    String request = head(fresh);
    Matcher key = KEY.matcher(request);
    if (!key.find()) {
      throw new IOException("no WebSocket request: " + request);
    }
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accept(key.group(1))
            + "\r\n\r\n";
    write(fresh, ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Reads up to the empty line that ends a request's or an answer's head. */
  static String head(SocketChannel channel) throws IOException {
    StringBuilder text = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (text.indexOf("\r\n\r\n") < 0 && channel.read(one.clear()) > 0) {
      text.append((char) one.get(0));
    }
    return text.toString();
  }

  private static String accept(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void drain(SocketChannel channel) {
    ByteBuffer rubbish = ByteBuffer.allocate(4096);
    try (channel) {
      boolean open = true;
      while (open && channel.read(rubbish.clear()) >= 0) {
        open = rubbish.position() == 0 || (rubbish.get(0) & 0x0f) != CLOSE;
      }
    } catch (IOException closed) {
      // by the other end
    }
  }

  /** Waits for a client and sends bytes that are whole frames, to the next one if it left. */
  void send(byte[] frames) {
    SocketChannel client = line();
    try {
      write(client, ByteBuffer.wrap(frames));
    } catch (IOException gone) {
      forget(client);
      sendAgain(frames);
    }
  }

  private void sendAgain(byte[] frames) {
    try {
      write(line(), ByteBuffer.wrap(frames));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void forget(SocketChannel client) {
    if (line == client) {
      line = null;
    }
  }

  private synchronized SocketChannel line() {
    try {
      for (int i = 0; line == null; i++) {
        if (i == 100) {
          throw new IllegalStateException("nobody reads the stream");
        }
        wait(100);
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** One text frame as a server sends it. */
  static void frame(ByteArrayOutputStream out, byte[] payload) {
    out.write(0x81);
    if (payload.length < 126) {
      out.write(payload.length);
    } else {
      out.write(126);
      out.write(payload.length >> 8);
      out.write(payload.length);
    }
    out.write(payload, 0, payload.length);
  }

  @Override
  public void close() throws IOException {
    server.close();
    synchronized (this) {
      if (line != null) {
        line.close();
      }
    }
  }
}
