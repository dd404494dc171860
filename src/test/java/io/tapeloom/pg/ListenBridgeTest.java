package io.tapeloom.pg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever waits for rows is told, also of those that came while nobody could tell. */
class ListenBridgeTest {
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);
  private final Database database = TestPostgres.fresh();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  @Test
  void aNotificationArrivesOnTheBusWithItsPayload() throws Exception {
    bus.consume(Channels.db("signal_new"), heard::add);
    ListenBridge bridge = new ListenBridge(vertx, database, bus);
    bridge.listen("signal_new");
    bridge.start().await(30, TimeUnit.SECONDS);
    assertTrue(bridge.connected());
    TestPostgres.execute(database, "NOTIFY signal_new, '42'");
    assertEquals("42", heard.poll(30, TimeUnit.SECONDS));
    bridge.stop().await(30, TimeUnit.SECONDS);
    TestPostgres.execute(database, "NOTIFY signal_new, '43'");
    assertEquals(null, heard.poll(200, TimeUnit.MILLISECONDS));
  }

  @Test
  void aWatcherLooksAtOnceAtEachNotificationAndEverySoOften() throws Exception {
    ListenBridge bridge = new ListenBridge(vertx, database, bus, 300);
    bridge.start().await(30, TimeUnit.SECONDS);
    AtomicInteger looks = new AtomicInteger();
    Watch watch = bridge.watch("orders", looks::incrementAndGet);
    until(() -> looks.get() >= 2);
    int before = looks.get();
    TestPostgres.execute(database, "NOTIFY orders, '1'");
    until(() -> looks.get() > before);
    int beforeFloor = looks.get();
    until(() -> looks.get() >= beforeFloor + 2);
    watch.close();
    Thread.sleep(50);
    int after = looks.get();
    Thread.sleep(700);
    assertEquals(after, looks.get(), "a closed watch looks no more");
    bridge.stop().await(30, TimeUnit.SECONDS);
  }

  @Test
  void rowsWrittenWhileTheSessionWasGoneAreFoundByTheCatchUp() throws Exception {
    TestPostgres.execute(database, "CREATE TABLE job (id int)");
    Pools pools = database.pools(vertx);
    List<Integer> found = new CopyOnWriteArrayList<>();
    ListenBridge bridge = new ListenBridge(vertx, database, bus, 60_000);
    bridge.watch(
        "job_new",
        () ->
            pools
                .app()
                .query("SELECT id FROM job ORDER BY id")
                .execute()
                .onSuccess(
                    rows ->
                        rows.forEach(
                            row -> {
                              if (!found.contains(row.getInteger(0))) {
                                found.add(row.getInteger(0));
                              }
                            })));
    bridge.start().await(30, TimeUnit.SECONDS);
    Thread.sleep(200);
    TestPostgres.execute(
        database,
        """
        BEGIN; SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity
        WHERE application_name = 'tapeloom listen' AND datname = current_database();
        INSERT INTO job VALUES (5); COMMIT""");
    until(() -> found.equals(List.of(5)));
    until(bridge::connected);
    bridge.stop().await(30, TimeUnit.SECONDS);
  }

  @Test
  void aSessionThatFellSilentIsGivenUpAfterTwoMissedHeartbeats() throws Exception {
    StallingProxy proxy = new StallingProxy(vertx, database.port());
    int port = proxy.listen();
    Database through =
        new Database("127.0.0.1", port, database.name(), database.user(), database.password());
    bus.consume(Channels.db("quiet"), heard::add);
    ListenBridge bridge = new ListenBridge(vertx, through, bus, 500);
    bridge.listen("quiet");
    bridge.start().await(30, TimeUnit.SECONDS);
    proxy.stall();
    until(() -> proxy.connections() >= 2);
    until(
        () -> {
          TestPostgres.execute(database, "NOTIFY quiet, 'again'");
          return !heard.isEmpty();
        });
    assertEquals("again", heard.poll());
    bridge.stop().await(30, TimeUnit.SECONDS);
  }

  @Test
  void aServerThatIsNotThereYetIsAwaited() throws Exception {
    Database nowhere = new Database("127.0.0.1", 1, "x", "x", "x");
    ListenBridge bridge = new ListenBridge(vertx, nowhere, bus);
    var started = bridge.start();
    Thread.sleep(400);
    assertFalse(started.isComplete());
    assertFalse(bridge.connected());
    bridge.stop().await(30, TimeUnit.SECONDS);
  }

  @Test
  void aChannelNameThatIsNoPlainWordIsRefused() {
    ListenBridge bridge = new ListenBridge(vertx, database, bus);
    assertThrows(IllegalArgumentException.class, () -> bridge.listen("a; DROP TABLE score"));
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "not within 30 s");
      Thread.sleep(10);
    }
  }

  /** Passes bytes through until told to swallow those of the connections it has. */
  private static final class StallingProxy {
    private final NetServer server;
    private final NetClient client;
    private final int target;
    private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    StallingProxy(Vertx vertx, int target) {
      this.server = vertx.createNetServer();
      this.client = vertx.createNetClient();
      this.target = target;
    }

    int listen() throws Exception {
      server.connectHandler(this::pass);
      return server.listen(0, "127.0.0.1").await(30, TimeUnit.SECONDS).actualPort();
    }

    private void pass(NetSocket in) {
      connections.incrementAndGet();
      in.pause();
      client
          .connect(target, "127.0.0.1")
          .onSuccess(
              out -> {
                sockets.add(in);
                in.handler(out::write);
                out.handler(in::write);
                in.closeHandler(v -> out.close());
                in.resume();
              });
    }

    void stall() {
      sockets.forEach(socket -> socket.handler(bytes -> {}));
      sockets.clear();
    }

    int connections() {
      return connections.get();
    }
  }
}
