package io.tapeloom.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Lets one caller have few heavy requests worked on at once. The next ones wait for their turn
 * instead of being refused, for a page may well ask for three charts; only a long queue is refused.
 */
final class Turns {
  private static final int MOST_WAITING = 64;
  private final int atOnce;
  private final Map<String, Lane> lanes = new HashMap<>();

  private static final class Lane {
    private final Queue<Promise<Void>> waiting = new ArrayDeque<>();
    private int running;
  }

  /** So many at once of each name; 0 means any number. */
  Turns(int atOnce) {
    this.atOnce = atOnce;
  }

  /** Starts the work when it is that name's turn. */
  <T> Future<T> take(String name, Supplier<Future<T>> work) {
    if (atOnce == 0) {
      return work.get();
    }
    Lane lane = lanes.computeIfAbsent(name, _ -> new Lane());
    if (lane.running < atOnce) {
      lane.running++;
      return run(name, lane, work);
    }
    if (lane.waiting.size() >= MOST_WAITING) {
      String detail = "expected at most " + MOST_WAITING + " heavy requests waiting";
      return Future.failedFuture(Problem.tooMany(detail).refusal(1));
    }
    Promise<Void> turn = Promise.promise();
    lane.waiting.add(turn);
    return turn.future().compose(_ -> run(name, lane, work));
  }

  private <T> Future<T> run(String name, Lane lane, Supplier<Future<T>> work) {
    return Future.<Void>succeededFuture()
        .compose(_ -> work.get())
        .onComplete(_ -> next(name, lane));
  }

  private void next(String name, Lane lane) {
    Promise<Void> turn = lane.waiting.poll();
    if (turn != null) {
      turn.complete();
    } else if (--lane.running == 0) {
      lanes.remove(name, lane);
    }
  }

  int names() {
    return lanes.size();
  }
}
