package io.tapeloom.gateway;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Shows pages that are read from rows and counters, beside those that bus messages make. */
public final class UiPagesVerticle extends VerticleBase {
  private static final long TICK_MS = 100;
  private static final long SECOND_MS = 1_000;
  private final GatewayParts parts;
  private final UiVerticle ui;
  private final UiPages pages;

  /** A verticle that shows those pages to the browsers of that gateway. */
  public UiPagesVerticle(GatewayParts parts, UiVerticle ui, List<UiPage> pages) {
    this.parts = parts;
    this.ui = ui;
    this.pages = new UiPages(pages);
  }

  @Override
  public Future<?> start() {
    UiOutlet outlet = new UiOutlet(vertx.eventBus(), ui.frames(), parts.clock());
    pages.listen(parts.bus());
    vertx.setPeriodic(0, SECOND_MS, _ -> pages.look());
    vertx.setPeriodic(TICK_MS, _ -> pages.flush(outlet, System.nanoTime()));
    return Future.succeededFuture();
  }
}
