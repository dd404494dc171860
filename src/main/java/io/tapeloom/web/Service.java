package io.tapeloom.web;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How operations are carried out: heavy ones in turn, repeatable ones once. */
public final class Service {
  private final Turns turns;
  private final Once once;

  /** By those limits, with answers kept there. */
  public Service(Limits limits, Repeats repeats) {
    this.turns = new Turns(limits.heavyAtOnce());
    this.once = new Once(repeats);
  }

  /** Without limits, with answers kept in memory: for measurements and tests. */
  public static Service plain() {
    return new Service(Limits.NONE, inMemory());
  }

  Future<Answer> serve(Terms terms, Call call, Operation operation) {
    if (terms.repeatable()) {
      return once.run(terms.id(), call, () -> operation.handle(call));
    }
    if (terms.heavy()) {
      return turns.take(lane(call), () -> operation.handle(call));
    }
    return operation.handle(call);
  }

  private static String lane(Call call) {
    return call.caller().person().isPresent() ? call.caller().name() : call.client().address();
  }

  /** Answers kept until the program ends. */
  public static Repeats inMemory() {
    Map<String, Repeats.Known> kept = new HashMap<>();
    return new Repeats() {
      @Override
      public Future<Optional<Known>> begin(Request request) {
        Known fresh = new Known(request.print(), Optional.empty());
        return Future.succeededFuture(Optional.ofNullable(kept.putIfAbsent(name(request), fresh)));
      }

      @Override
      public Future<Void> done(Request request, Answer answer) {
        kept.put(name(request), new Known(request.print(), Optional.of(answer)));
        return Future.succeededFuture();
      }

      @Override
      public Future<Void> undone(Request request) {
        kept.remove(name(request));
        return Future.succeededFuture();
      }

      private String name(Request request) {
        return request.caller() + ' ' + request.key();
      }
    };
  }
}
