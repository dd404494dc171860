package io.tapeloom.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.MarketEvent;
import io.tapeloom.market.Quiet;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An ear on the publisher's loop hears first, and each message once, wherever it comes from. */
class EarTest {
  private static final Instrument BTC = Instrument.parse("usdm.BTCUSDT");
  private static final Channel<MarketEvent> TAPE = Channels.trade(BTC);
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);
  private final Context loop = vertx.getOrCreateContext();
  private final List<Long> heard = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Throwable> fault = new CompletableFuture<>();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private void hear(MarketEvent event) {
    Quiet quiet = (Quiet) event;
    if (quiet.lastId() < 0) {
      throw new IllegalStateException("deaf");
    }
    heard.add(quiet.lastId());
  }

  private static Quiet quiet(long id) {
    return new Quiet(BTC, id, id);
  }

  private Ear<MarketEvent> listen() throws Exception {
    CompletableFuture<Ear<MarketEvent>> ear = new CompletableFuture<>();
    loop.exceptionHandler(fault::complete);
    loop.runOnContext(_ -> ear.complete(bus.listen(TAPE, this::hear)));
    return ear.get(30, TimeUnit.SECONDS);
  }

  /** What had been heard when publishing there returned. */
  private List<Long> publishOnLoop(long... ids) throws Exception {
    CompletableFuture<List<Long>> now = new CompletableFuture<>();
    loop.runOnContext(
        _ -> {
          LongStream.of(ids).forEach(id -> bus.publish(TAPE, quiet(id)));
          now.complete(List.copyOf(heard));
        });
    return now.get(30, TimeUnit.SECONDS);
  }

  /** Until everything that was published before has been delivered by the bus. */
  private void settle() throws Exception {
    CompletableFuture<Object> last = new CompletableFuture<>();
    loop.runOnContext(
        _ -> {
          vertx.eventBus().consumer("last", m -> last.complete(m.body()));
          vertx.eventBus().publish("last", "");
        });
    last.get(30, TimeUnit.SECONDS);
  }

  @Test
  void anEarOnTheSameLoopHearsBeforePublishReturnsAndOnce() throws Exception {
    listen();
    assertEquals(List.of(1L, 2L, 3L), publishOnLoop(1, 2, 3));
    settle();
    assertEquals(List.of(1L, 2L, 3L), heard);
  }

  @Test
  void whatOtherThreadsPublishComesByTheBus() throws Exception {
    listen();
    for (long id = 1; id <= 200; id += 2) {
      bus.publish(TAPE, quiet(id));
      publishOnLoop(id + 1);
    }
    settle();
    assertEquals(LongStream.rangeClosed(1, 200).boxed().toList(), heard.stream().sorted().toList());
  }

  @Test
  void aClosedEarHearsNothing() throws Exception {
    Ear<MarketEvent> ear = listen();
    publishOnLoop(1);
    loop.runOnContext(_ -> ear.close());
    assertEquals(List.of(1L), publishOnLoop(2));
    settle();
    assertEquals(List.of(1L), heard);
  }

  @Test
  void anEarThatThrowsHarmsItsOwnContextAndNotThePublisher() throws Exception {
    listen();
    assertTrue(publishOnLoop(-1, 4).contains(4L));
    assertEquals("deaf", fault.get(30, TimeUnit.SECONDS).getMessage());
    assertFalse(heard.contains(-1L));
  }
}
