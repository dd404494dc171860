package io.tapeloom.binance;

import io.tapeloom.net.SocketLine;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is subscribed on one connection: control messages go out one by one within the exchange's
 * limit of messages a second, and each must be acknowledged.
 */
final class StreamLine {
  private static final int NAMES_EACH = 50;

  private final Vertx vertx;
  private final SocketLine line;
  private final long paceMs;
  private final Runnable complete;
  private final Deque<JsonObject> waiting = new ArrayDeque<>();
  private final Set<Long> unanswered = new TreeSet<>();
  private long ids;
  private long timer = -1;
  private boolean told;

  /**
   * A line without subscriptions.
   *
   * @param paceMs least time between two messages
   * @param complete runs once all that was asked first is acknowledged
   */
  StreamLine(Vertx vertx, SocketLine line, long paceMs, Runnable complete) {
    this.vertx = vertx;
    this.line = line;
    this.paceMs = paceMs;
    this.complete = complete;
  }

  SocketLine line() {
    return line;
  }

  /** Asks for streams, or for none of them any more. */
  void ask(String method, Collection<StreamName> names) {
    List<StreamName> all = new ArrayList<>(names);
    for (int from = 0; from < all.size(); from += NAMES_EACH) {
      List<StreamName> some = all.subList(from, Math.min(all.size(), from + NAMES_EACH));
      JsonArray params = new JsonArray(some.stream().map(StreamName::text).toList());
      long id = ++ids;
      unanswered.add(id);
      waiting.add(new JsonObject().put("method", method).put("params", params).put("id", id));
    }
    if (timer < 0) {
      next();
    }
  }

  private void next() {
    timer = -1;
    JsonObject message = waiting.poll();
    if (message != null) {
      line.send(message.encode());
      timer = vertx.setTimer(paceMs, _ -> next());
    }
  }

  /** Hears that a message was done. */
  void acknowledged(long id) {
    unanswered.remove(id);
    if (unanswered.isEmpty() && waiting.isEmpty() && !told) {
      told = true;
      complete.run();
    }
  }

  /** True where everything that was asked is acknowledged. */
  boolean complete() {
    return unanswered.isEmpty() && waiting.isEmpty();
  }

  /** True while messages wait for their turn, so that no answer can be late yet. */
  boolean sending() {
    return !waiting.isEmpty();
  }

  void end() {
    vertx.cancelTimer(timer);
    waiting.clear();
  }
}
