package io.tapeloom.net;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.function.Consumer;

/** One connection of a {@link ReconnectingSocket}; there are two while one replaces the other. */
public final class SocketLine {
  private final int number;
  private final ClientWebSocket socket;
  private final Outbound.Way way;
  private final long bornNanos = System.nanoTime();
  private long receivedNanos = bornNanos;
  private Buffer partial;
  private boolean open;
  private boolean ended;
  private boolean heard;

  SocketLine(int number, ClientWebSocket socket, Outbound.Way way) {
    this.number = number;
    this.socket = socket;
    this.way = way;
  }

  /** Counts the connections of one socket from 1. */
  public int number() {
    return number;
  }

  /** Sends a text message. */
  public Future<Void> send(String text) {
    return socket.writeTextMessage(text);
  }

  /** The way it took out of this machine. */
  Outbound.Way way() {
    return way;
  }

  void opened() {
    way.worked();
    open = true;
    receivedNanos = System.nanoTime();
  }

  /** Hands each whole message on, whatever frames it came in; a message too large is a fault. */
  void frame(WebSocketFrame frame, Consumer<Buffer> message) {
    boolean data = frame.isText() || frame.isBinary() || frame.isContinuation();
    if (!data || ended) {
      return;
    }
    receivedNanos = System.nanoTime();
    Buffer whole = frame.binaryData();
    if (partial != null) {
      whole = partial.appendBuffer(whole);
      partial = null;
    }
    if (frame.isFinal()) {
      message.accept(whole);
    } else if (whole.length() <= SocketSettings.MAX_MESSAGE_BYTES) {
      partial = whole.copy();
    } else {
      socket.close();
    }
  }

  boolean isOpen() {
    return open && !ended;
  }

  /** True the first time: a line ends once. */
  boolean end() {
    boolean first = !ended;
    ended = true;
    if (first && open) {
      socket.close();
    }
    return first;
  }

  /** Ends a connection that came up after it had been given up. */
  void closeLate() {
    socket.close();
  }

  /** A whole message came. */
  void heard() {
    heard = true;
  }

  boolean hasHeard() {
    return heard;
  }

  /** Whether it was up and is that old. */
  boolean lasted(long ms) {
    return open && ageMs() >= ms;
  }

  long silentMs() {
    return (System.nanoTime() - receivedNanos) / 1_000_000;
  }

  long ageMs() {
    return (System.nanoTime() - bornNanos) / 1_000_000;
  }
}
