package io.tapeloom.gateway;

import java.util.concurrent.atomic.AtomicInteger;

/** How many browser sockets are open. */
public final class UiClients {
  private final AtomicInteger open = new AtomicInteger();
  private final UiMeters meters;

  /** None yet. */
  public UiClients(UiMeters meters) {
    this.meters = meters;
    meters.clients().accept(0);
  }

  void opened() {
    meters.clients().accept(open.incrementAndGet());
  }

  void closed() {
    meters.clients().accept(open.decrementAndGet());
  }

  /** Open now. */
  public int count() {
    return open.get();
  }
}
