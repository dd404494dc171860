package io.tapeloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Health;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bug in one station must not silence it for ever, nor be silent itself. */
class SupervisorTest {
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final List<Health> health = new CopyOnWriteArrayList<>();
  private final Supervisor supervisor = new Supervisor(vertx, bus, "scales", Scales::new);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  /** Breaks at its first word. */
  private final class Scales extends VerticleBase {
    @Override
    public Future<?> start() {
      started.incrementAndGet();
      vertx
          .eventBus()
          .consumer(
              "break",
              _ -> {
                throw new IllegalStateException("tipped over");
              });
      return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
      ended.incrementAndGet();
      return Future.succeededFuture();
    }
  }

  private static void until(String what, BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "expected within 30 s: " + what);
      Thread.sleep(10);
    }
  }

  @Test
  void aStationThatThrowsIsReplacedOnceAndSaidToBeDown() throws InterruptedException {
    bus.consume(Channels.opsHealth(), health::add);
    supervisor.start().await();
    vertx.eventBus().publish("break", "");
    vertx.eventBus().publish("break", "");
    until("up again", () -> health.size() == 2);
    assertEquals(
        List.of(
            new Health(
                "scales", Health.Status.DOWN, "java.lang.IllegalStateException: tipped over"),
            new Health("scales", Health.Status.UP, "")),
        health);
    assertEquals(2, started.get());
    assertEquals(1, ended.get());
  }

  @Test
  void aStationThatRanWellForAMinuteIsReplacedAsFastAsAtFirst() {
    Patience patience = new Patience();
    long first = patience.delayMs(0);
    assertTrue(patience.delayMs(1_000_000_000L) > first);
    assertTrue(patience.delayMs(59_000_000_000L) > 2 * first);
    assertEquals(first, patience.delayMs(60_000_000_000L));
    assertTrue(patience.delayMs(0) > first);
  }

  @Test
  void aStoppedStationIsNotReplaced() throws InterruptedException {
    bus.consume(Channels.opsHealth(), health::add);
    supervisor.start().await();
    vertx.eventBus().publish("break", "");
    until("down", () -> health.size() == 1);
    supervisor.stop().await();
    Thread.sleep(1_300);
    assertEquals(1, started.get());
  }

  @Test
  void aFirstStationThatCannotStartIsAFailure() {
    Supervisor bad =
        new Supervisor(
            vertx,
            bus,
            "bad",
            () ->
                new VerticleBase() {
                  @Override
                  public Future<?> start() {
                    return Future.failedFuture("no weights");
                  }
                });
    assertThrows(Exception.class, () -> bad.start().await());
  }
}
