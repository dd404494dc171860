package io.tapeloom.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A socket that is always there or on its way: against a real server that misbehaves. */
class ReconnectingSocketTest implements ReconnectingSocket.Listener {
  private final Vertx vertx = Vertx.vertx();
  private final List<ServerWebSocket> accepted = new CopyOnWriteArrayList<>();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger fewest = new AtomicInteger(Integer.MAX_VALUE);
  private final HttpServer server =
      vertx.createHttpServer().webSocketHandler(accepted::add).listen(0, "127.0.0.1").await();
  private ReconnectingSocket socket;
  private Context context;

  @Override
  public void opened(SocketLine line) {
    events.add("open " + line.number());
  }

  @Override
  public void message(SocketLine line, Buffer message) {
    events.add(line.number() + " " + message);
  }

  @Override
  public void closed(SocketLine line, String why) {
    fewest.accumulateAndGet(socket.openLines(), Math::min);
    events.add("closed " + line.number() + " " + why.replaceAll("\\d+ ms", "n ms"));
  }

  private void start(long watchdogMs, long lifeMs, long overlapMs) {
    String url = "ws://127.0.0.1:" + server.actualPort() + "/stream?streams=a/b";
    SocketSettings settings =
        new SocketSettings(url, watchdogMs, lifeMs, overlapMs, new Backoff(20, 200));
    context = vertx.getOrCreateContext();
    context.runOnContext(
        _ -> {
          socket = new ReconnectingSocket(vertx, settings, new SplittableRandom(3), this);
          socket.start();
        });
  }

  @AfterEach
  void close() throws TimeoutException {
    if (context != null) {
      Promise<Void> stopped = Promise.promise();
      context.runOnContext(_ -> socket.stop().onComplete(_ -> stopped.complete()));
      stopped.future().await(30, TimeUnit.SECONDS);
    }
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  private void until(String what, BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "expected within 30 s: " + what + ", got " + events);
      Thread.sleep(5);
    }
  }

  @Test
  void aClosedLineComesBack() throws InterruptedException {
    start(60_000, 60_000, 60_000);
    until("a line", () -> accepted.size() == 1);
    accepted.get(0).writeTextMessage("one");
    until("a message", () -> events.contains("1 one"));
    accepted.get(0).close();
    until("a second line", () -> accepted.size() == 2);
    accepted.get(1).writeTextMessage("two");
    until("a message", () -> events.contains("2 two"));
    assertEquals("/stream?streams=a/b", accepted.get(1).uri());
  }

  @Test
  void aQuietLineThatLastedIsNoFailure() throws Exception {
    start(60_000, 60_000, 60_000);
    for (int i = 1; i <= 3; i++) {
      int line = i;
      until("a line", () -> events.contains("open " + line) && accepted.size() == line);
      long upNanos = System.nanoTime();
      until("that it lasts", () -> System.nanoTime() - upNanos > 250_000_000L);
      accepted.get(i - 1).close();
      until("the next line", () -> accepted.size() == line + 1);
      assertEquals(1, failures());
    }
  }

  @Test
  void aLineThatBringsOnlyWhatItIsGivenUpForIsAFailure() throws Exception {
    start(60_000, 60_000, 60_000);
    for (int i = 1; i <= 3; i++) {
      int line = i;
      until("a line", () -> events.contains("open " + line) && accepted.size() == line);
      accepted.get(i - 1).writeTextMessage("no");
      until("a refusal", () -> events.contains(line + " no"));
      context.runOnContext(_ -> socket.reconnect("refused"));
      until("the next line", () -> accepted.size() == line + 1);
      assertEquals(i, failures());
    }
  }

  private int failures() throws TimeoutException {
    Promise<Integer> failures = Promise.promise();
    context.runOnContext(_ -> failures.complete(socket.failures()));
    return failures.future().await(30, TimeUnit.SECONDS);
  }

  @Test
  void aLineThatIsSilentThoughItAnswersPingsIsGivenUp() throws InterruptedException {
    start(300, 60_000, 60_000);
    until("a line", () -> accepted.size() == 1);
    long pings =
        vertx.setPeriodic(50, _ -> accepted.getFirst().writePing(Buffer.buffer("still here")));
    until("given up", () -> events.contains("closed 1 no data for n ms"));
    vertx.cancelTimer(pings);
    until("a second line", () -> accepted.size() >= 2);
  }

  @Test
  void aMessageInSeveralFramesArrivesWhole() throws InterruptedException {
    start(60_000, 60_000, 60_000);
    until("a line", () -> accepted.size() == 1);
    ServerWebSocket peer = accepted.getFirst();
    peer.writeFrame(WebSocketFrame.textFrame("{\"a\":", false));
    peer.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("1"), false));
    peer.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("}"), true));
    peer.writeTextMessage("next");
    until("both", () -> events.contains("1 next"));
    assertEquals(List.of("open 1", "1 {\"a\":1}", "1 next"), events);
  }

  @Test
  void theNextLineIsUpBeforeTheOldOneCloses() throws InterruptedException {
    start(60_000, 400, 400);
    long talk = vertx.setPeriodic(20, _ -> accepted.forEach(peer -> peer.writeTextMessage("tick")));
    until("three replacements", () -> events.contains("closed 3 replaced"));
    vertx.cancelTimer(talk);
    assertTrue(fewest.get() >= 1, "lines left at each close: " + fewest);
    assertTrue(events.indexOf("open 2") < events.indexOf("closed 1 replaced"));
    assertTrue(
        events.subList(events.indexOf("open 2"), events.indexOf("closed 1 replaced")).stream()
            .anyMatch("1 tick"::equals));
  }

  @Test
  void aServerThatIsNotThereIsTriedUntilItIs() throws InterruptedException {
    int port = server.actualPort();
    start(60_000, 60_000, 60_000);
    until("a line", () -> accepted.size() == 1);
    server.close().await();
    until("closed", () -> events.stream().anyMatch(e -> e.startsWith("closed 1")));
    Thread.sleep(150);
    Vertx other = Vertx.vertx();
    other.createHttpServer().webSocketHandler(accepted::add).listen(port, "127.0.0.1").await();
    until("a line to the new server", () -> accepted.size() == 2);
    other.close().await();
  }

  @Test
  void waitsDoubleUpToTheCapAndNeverVanish() {
    Backoff backoff = new Backoff(500, 30_000);
    assertEquals(1, backoff.delayMs(0, 0));
    assertEquals(250, backoff.delayMs(0, 0.5));
    assertEquals(2_000, backoff.delayMs(3, 0.5));
    assertEquals(30_000, backoff.delayMs(6, 1));
    assertEquals(15_000, backoff.delayMs(1_000, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new Backoff(0, 1));
  }
}
