package io.tapeloom.net;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A WebSocket that is always there or on its way: it reconnects with jitter, gives a line up that
 * receives no data although TCP looks healthy, and replaces a line before the server's age limit
 * ends it, or its proxy is taken out, the second up before the first closes. Use it from one event
 * loop.
 */
public final class ReconnectingSocket {
  /** What happens on the lines. */
  public interface Listener {
    /** The line is up; subscribe now. */
    void opened(SocketLine line);

    /** A whole message came. */
    void message(SocketLine line, Buffer message);

    /** The line is gone, and why. */
    void closed(SocketLine line, String why);
  }

  private final Vertx vertx;
  private final SocketSettings settings;
  private final Listener listener;
  private final RandomGenerator chance;
  private final WebSocketClient client;
  private final List<SocketLine> lines = new ArrayList<>();
  private int count;
  private int failures;
  private boolean connecting;
  private boolean stopped;
  private long watchTimer = -1;
  private long retryTimer = -1;

  /** A socket at rest; {@code chance} spreads the waits. */
  public ReconnectingSocket(
      Vertx vertx, SocketSettings settings, RandomGenerator chance, Listener listener) {
    this.vertx = vertx;
    this.settings = settings;
    this.chance = chance;
    this.listener = listener;
    // The client must stay in a field: one that is collected takes its sockets along.
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxFrameSize(SocketSettings.MAX_MESSAGE_BYTES)
                .setMaxMessageSize(SocketSettings.MAX_MESSAGE_BYTES)
                .setConnectTimeout(5_000)
                .setClosingTimeout(2)
                .setIdleTimeout(idleSeconds(settings))
                .setMaxConnections(8));
  }

  /** The last resort behind the watchdog, so that even a close without answer ends. */
  private static int idleSeconds(SocketSettings settings) {
    return (int) Math.min(3_600, settings.watchdogMs() / 1_000 * 3 + 30);
  }

  /** Connects and keeps connected until {@link #stop}. */
  public void start() {
    long tickMs = Math.max(5, Math.min(settings.watchdogMs(), settings.lifeMs()) / 5);
    watchTimer = vertx.setPeriodic(Math.min(tickMs, 1_000), _ -> watch());
    connect();
  }

  /** Ends every line. */
  public Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(watchTimer);
    vertx.cancelTimer(retryTimer);
    List.copyOf(lines).forEach(line -> drop(line, "stopped"));
    return client.close();
  }

  private void connect() {
    if (connecting || stopped) {
      return;
    }
    connecting = true;
    ClientWebSocket socket = client.webSocket();
    Outbound.Way way = settings.outbound().to(settings.url());
    SocketLine line = new SocketLine(++count, socket, way);
    socket.frameHandler(frame -> line.frame(frame, message -> received(line, message)));
    socket.exceptionHandler(fault -> drop(line, "failed: " + fault.getMessage()));
    socket.closeHandler(_ -> drop(line, "closed by the server, " + socket.closeStatusCode()));
    lines.add(line);
    WebSocketConnectOptions address = new WebSocketConnectOptions();
    address.setAbsoluteURI(settings.url()).setTimeout(5_000);
    socket.connect(way.lead(address)).onSuccess(_ -> opened(line)).onFailure(e -> refused(line, e));
  }

  private void opened(SocketLine line) {
    connecting = false;
    if (lines.contains(line)) {
      line.opened();
      listener.opened(line);
    } else {
      line.closeLate();
      retryIfAlone();
    }
  }

  private void refused(SocketLine line, Throwable fault) {
    connecting = false;
    line.way().failed("could not connect: " + fault.getMessage());
    drop(line, "could not connect: " + fault.getMessage());
    retryIfAlone();
  }

  private void received(SocketLine line, Buffer message) {
    line.heard();
    listener.message(line, message);
  }

  private void watch() {
    for (SocketLine line : List.copyOf(lines)) {
      if (line.isOpen() && line.silentMs() > settings.watchdogMs()) {
        line.way().failed("no data for " + line.silentMs() + " ms");
        drop(line, "no data for " + line.silentMs() + " ms");
      }
    }
    if (!lines.isEmpty() && lines.getLast().isOpen()) {
      replaceInTime(lines.getLast());
    }
  }

  private void replaceInTime(SocketLine newest) {
    if (lines.size() > 1 && newest.ageMs() > settings.overlapMs()) {
      handOver(newest.number());
    } else if (lines.size() == 1 && (newest.ageMs() > settings.lifeMs() || newest.way().left())) {
      connect();
    }
  }

  /** Makes a second line now, because the server announced the end of the first. */
  public void renew() {
    if (lines.size() == 1) {
      connect();
    }
  }

  /** The given line carries everything: closes the older ones. */
  public void handOver(int line) {
    for (SocketLine older : List.copyOf(lines)) {
      if (older.number() < line) {
        drop(older, "replaced");
      }
    }
  }

  /** Gives every line up and connects anew, because what they carry is not what it should be. */
  public void reconnect(String why) {
    List.copyOf(lines).stream().filter(SocketLine::isOpen).forEach(line -> drop(line, why, false));
  }

  private void drop(SocketLine line, String why) {
    drop(line, why, line.hasHeard());
  }

  private void drop(SocketLine line, String why, boolean useful) {
    if (line.end()) {
      lines.remove(line);
      if (useful || line.lasted(settings.backoff().capMs())) {
        failures = 0;
      }
      listener.closed(line, why);
      retryIfAlone();
    }
  }

  private void retryIfAlone() {
    if (lines.isEmpty() && !connecting && !stopped && retryTimer < 0) {
      long delayMs = settings.backoff().delayMs(failures++, chance.nextDouble());
      retryTimer = vertx.setTimer(delayMs, _ -> retry());
    }
  }

  private void retry() {
    retryTimer = -1;
    connect();
  }

  /**
   * Tries in a row that came to nothing. A line that brought a message or lasted came to something:
   * one of an account where nothing happens is quiet for days. One that was given up for what it
   * brought, such as a refusal, came to nothing, or refusals would make more connections than the
   * exchange allows.
   */
  int failures() {
    return failures;
  }

  /** Lines that are up: 1, for a moment 2, or 0 while there is none. */
  public int openLines() {
    return (int) lines.stream().filter(SocketLine::isOpen).count();
  }
}
