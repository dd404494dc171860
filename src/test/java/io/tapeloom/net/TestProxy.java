package io.tapeloom.net;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy that speaks HTTP's CONNECT or SOCKS5 as the standards say, and can be slow, mute, rude or
 * gone. Whatever name it is asked for, it connects to one port of this machine.
 */
public final class TestProxy {
  private final Vertx vertx;
  private final String name;
  private final Proxy.Kind kind;
  private final Optional<Proxy.Login> needed;
  private final int target;
  private final NetClient out;
  private final List<NetSocket> open = new CopyOnWriteArrayList<>();
  private NetServer server;
  private int port;

  /** Targets it was asked for. */
  public final List<String> asked = new CopyOnWriteArrayList<>();

  /** Connections it took. */
  public final AtomicInteger taken = new AtomicInteger();

  /** Wait before each piece it passes on, for connections made from now on. */
  public volatile long delayMs;

  /** It answers that it cannot connect. */
  public volatile boolean refusing;

  /** It takes connections and says nothing. */
  public volatile boolean mute;

  /** A proxy in front of that port, which runs. */
  public TestProxy(
      Vertx vertx, String name, Proxy.Kind kind, Optional<Proxy.Login> needed, int target) {
    this.vertx = vertx;
    this.name = name;
    this.kind = kind;
    this.needed = needed;
    this.target = target;
    this.out = vertx.createNetClient();
    listen();
  }

  /** As the settings know it, with its login. */
  public Proxy proxy() {
    Proxy bare = Proxy.parse(name + "=" + kind.scheme() + "://127.0.0.1:" + port);
    return needed.map(bare::with).orElse(bare);
  }

  /** Listens, at the same port as before. */
  public void listen() {
    server = vertx.createNetServer().connectHandler(this::taken).listen(port, "127.0.0.1").await();
    port = server.actualPort();
  }

  /** Ends every connection and takes none any more. */
  public void cut() {
    server.close().await();
    open.forEach(NetSocket::close);
    open.clear();
  }

  private void taken(NetSocket socket) {
    taken.incrementAndGet();
    open.add(socket);
    socket.closeHandler(_ -> open.remove(socket));
    socket.exceptionHandler(_ -> socket.close());
    if (mute) {
      return;
    }
    Talk talk = new Talk();
    socket.handler(
        part -> {
          talk.heard.appendBuffer(part);
          if (kind == Proxy.Kind.HTTP) {
            http(socket, talk.heard);
          } else {
            socks(socket, talk);
          }
        });
  }

  /** How far a client has come. */
  private static final class Talk {
    private Buffer heard = Buffer.buffer();
    private int step;

    void next(int to) {
      heard = Buffer.buffer();
      step = to;
    }
  }

  private void http(NetSocket socket, Buffer heard) {
    String head = heard.toString(StandardCharsets.ISO_8859_1);
    if (!head.endsWith("\r\n\r\n")) {
      return;
    }
    String[] line = head.split("\r\n")[0].split(" ");
    String basic = needed.map(n -> n.user() + ":" + n.password()).orElse("");
    String code = Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8));
    if (needed.isPresent() && !head.toLowerCase().contains("basic " + code.toLowerCase())) {
      socket.end(Buffer.buffer("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"));
    } else if (refusing || !line[0].equals("CONNECT")) {
      socket.end(Buffer.buffer("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
    } else {
      connect(socket, line[1], Buffer.buffer("HTTP/1.1 200 Connection established\r\n\r\n"));
    }
  }

  /** RFC 1928 and RFC 1929: greeting, login, request; a piece may hold a message only in part. */
  private void socks(NetSocket socket, Talk talk) {
    Buffer heard = talk.heard;
    int step = talk.step;
    if (step == 0 && heard.length() >= 2 && heard.length() == 2 + heard.getUnsignedByte(1)) {
      talk.next(needed.isPresent() ? 1 : 2);
      socket.write(Buffer.buffer(new byte[] {5, (byte) (needed.isPresent() ? 2 : 0)}));
    } else if (step == 1 && heard.length() > 2) {
      login(socket, talk);
    } else if (step == 2 && heard.length() > 6) {
      request(socket, heard);
    }
  }

  private void login(NetSocket socket, Talk talk) {
    Buffer heard = talk.heard;
    int user = heard.getUnsignedByte(1);
    if (heard.length() < 3 + user || heard.length() < 3 + user + heard.getUnsignedByte(2 + user)) {
      return;
    }
    Proxy.Login given =
        new Proxy.Login(heard.getString(2, 2 + user), heard.getString(3 + user, heard.length()));
    boolean right = needed.orElseThrow().equals(given);
    talk.next(2);
    Buffer answer = Buffer.buffer(new byte[] {1, (byte) (right ? 0 : 1)});
    socket.write(answer).onSuccess(_ -> endUnless(right, socket));
  }

  private static void endUnless(boolean right, NetSocket socket) {
    if (!right) {
      socket.close();
    }
  }

  /** Only names: whoever sends an address has looked the name up on this side of the proxy. */
  private void request(NetSocket socket, Buffer heard) {
    int length = heard.getUnsignedByte(4);
    if (heard.getByte(3) != 3 || refusing) {
      socket.end(Buffer.buffer(new byte[] {5, 2, 0, 1, 0, 0, 0, 0, 0, 0}));
    } else if (heard.length() == 7 + length) {
      String host = heard.getString(5, 5 + length) + ":" + heard.getUnsignedShort(5 + length);
      connect(socket, host, Buffer.buffer(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0}));
    }
  }

  private void connect(NetSocket socket, String host, Buffer yes) {
    asked.add(host);
    socket.pause();
    out.connect(target, "127.0.0.1")
        .onFailure(_ -> socket.close())
        .onSuccess(
            there -> {
              pass(socket, there, delayMs);
              pass(there, socket, delayMs);
              socket.write(yes);
              socket.resume();
            });
  }

  /** Timers of one length fire in the order in which they were set. */
  private void pass(NetSocket from, NetSocket to, long waitMs) {
    from.handler(part -> later(waitMs, () -> to.write(part)));
    from.closeHandler(
        _ -> {
          open.remove(from);
          later(waitMs, to::close);
        });
    from.exceptionHandler(_ -> to.close());
  }

  private void later(long waitMs, Runnable what) {
    if (waitMs == 0) {
      what.run();
    } else {
      vertx.setTimer(waitMs, _ -> what.run());
    }
  }
}
