package io.tapeloom.sim.io;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Answers one kind of call; the same for REST and for the WebSocket API. */
@FunctionalInterface
public interface Handler {
  /**
   * The answer as JSON text.
   *
   * @throws io.tapeloom.sim.Refused when the exchange would refuse
   */
  String answer(Call call);

  /** The answer once it is there; only answers that take long are later than the call. */
  default Future<String> later(Call call) {
    return Future.succeededFuture(answer(call));
  }

  /** A handler whose work is too long for the event loop: it runs beside it, and reads only. */
  static Handler beside(Vertx vertx, Handler slow) {
    return new Handler() {
      @Override
      public String answer(Call call) {
        return slow.answer(call);
      }

      @Override
      public Future<String> later(Call call) {
        return vertx.executeBlocking(() -> slow.answer(call), false);
      }
    };
  }
}
