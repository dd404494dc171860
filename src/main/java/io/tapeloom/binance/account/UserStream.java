package io.tapeloom.binance.account;

import io.tapeloom.binance.answer.UserEvent;
import io.vertx.core.Future;

/** What an account is told unasked. An event may come twice, never in another order by kind. */
public sealed interface UserStream permits SpotUserStream, UsdmUserStream {
  /** Who wants the events. */
  interface Listener {
    /** One event. */
    void event(UserEvent event);

    /**
     * From the last event to now something may be missing: reconcile by asking. Comes at the start,
     * after each new connection or key, after silence, and after an event that could not be read.
     */
    void gap(String why);
  }

  /** Connects and keeps connected. */
  void start();

  /** Ends every connection. */
  Future<Void> stop();

  /** True while events can come. */
  boolean live();

  /** How long the newest event was on its way, by the exchange's clock; 0 before the first. */
  long lagMs();
}
