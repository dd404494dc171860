package io.tapeloom.bench;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.gateway.ws.MarketSockets;
import io.tapeloom.gateway.ws.WsLimits;
import io.tapeloom.gateway.ws.WsMeters;
import io.tapeloom.gateway.ws.WsSupply;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.net.MarketClock;
import io.tapeloom.web.OpenGate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * The public WebSocket protocol on one event loop over made-up trades; or, as its yardstick, a
 * server that writes each frame to each socket.
 */
final class BenchSockets implements AutoCloseable {
  private static final long PRICE_E8 = 6_012_345_000_000L;
  private static final long TICK_E8 = 10_000_000;
  private static final int BEAT_MS = 10;

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
  private final Bus bus = Bus.on(vertx);
  private final List<Instrument> instruments;
  private final List<ServerWebSocket> plain = new ArrayList<>();
  private final HttpServer server;
  private final long[] ids;
  private int next;
  private long timer = -1;

  private BenchSockets(int symbols, boolean coalesced) {
    instruments =
        IntStream.range(0, symbols).mapToObj(i -> Instrument.parse("usdm.B" + i + "USDT")).toList();
    ids = new long[symbols];
    server = start(coalesced).await();
  }

  /** The real thing. */
  static BenchSockets coalesced(int symbols) {
    return new BenchSockets(symbols, true);
  }

  /** One write for each socket and frame. */
  static BenchSockets plain() {
    return new BenchSockets(1, false);
  }

  private Future<HttpServer> start(boolean coalesced) {
    return Future.future(
        promise ->
            vertx.runOnContext(
                _ -> {
                  HttpServer http =
                      vertx.createHttpServer(
                          new HttpServerOptions()
                              .setPerMessageWebSocketCompressionSupported(false)
                              .setPerFrameWebSocketCompressionSupported(false));
                  if (coalesced) {
                    http.requestHandler(router());
                  } else {
                    http.webSocketHandler(plain::add);
                  }
                  http.listen(0, "127.0.0.1").onComplete(promise);
                }));
  }

  private Router router() {
    Router router = Router.router(vertx);
    List<InstrumentSpec> specs =
        instruments.stream().map(i -> new InstrumentSpec(i, TICK_E8, 100_000)).toList();
    int never = 3_600_000;
    WsLimits usual = WsLimits.DEFAULT;
    WsLimits limits =
        new WsLimits(
            10_000,
            usual.subscriptionsPerSocket(),
            usual.messagesPerSecond(),
            usual.tickMs(),
            usual.backlogBytes(),
            usual.pingMs(),
            never,
            usual.standsMs(),
            usual.statusMs(),
            usual.answerMs());
    WsSupply supply =
        new WsSupply(
            specs,
            (_, _, _, _, _) -> Future.succeededFuture(List.of()),
            WsMeters.NONE,
            limits,
            () -> 0);
    MarketClock clock = MarketClock.real();
    new MarketSockets(vertx, bus, clock, new OpenGate(), supply).mount(router);
    return router;
  }

  int port() {
    return server.actualPort();
  }

  /** Keys of all symbols' trades, as one word. */
  String keys() {
    return String.join(
        ",",
        instruments.stream().map(i -> "BINANCE:" + i.symbol().name() + ".PERP@TRADE").toList());
  }

  /** Makes that many trades in each second from now on, in turn for each symbol. */
  void trades(int perSecond) {
    AtomicLong made = new AtomicLong();
    long beganNanos = System.nanoTime();
    vertx.runOnContext(
        _ -> {
          vertx.cancelTimer(timer);
          timer =
              vertx.setPeriodic(
                  BEAT_MS,
                  _ -> {
                    long due = (System.nanoTime() - beganNanos) / 1_000 * perSecond / 1_000_000;
                    while (made.get() < due) {
                      made.incrementAndGet();
                      trade();
                    }
                  });
        });
  }

  private void trade() {
    int symbol = next;
    next = (next + 1) % ids.length;
    long id = ++ids[symbol];
    Instrument instrument = instruments.get(symbol);
    long priceE8 = PRICE_E8 + id % 100 * TICK_E8;
    long nowMs = System.currentTimeMillis();
    AggTrade trade = new AggTrade(instrument, id, priceE8, 12_300_000, id, id, nowMs, id % 2 == 0);
    if (plain.isEmpty()) {
      bus.publish(Channels.trade(instrument), trade);
    } else {
      String text = text(trade);
      plain.forEach(socket -> socket.writeTextMessage(text));
    }
  }

  /** As many bytes as the protocol's own frame. */
  private static String text(AggTrade trade) {
    return "{\"protocolVersion\":\"2.0\",\"type\":\"UPDATE\",\"timestamp\":"
        + trade.timeMs()
        + ",\"data\":{\"subscriptionKey\":\"BINANCE:B0USDT.PERP@TRADE\",\"trade\":{\"price\":"
        + trade.price()
        + ",\"size\":"
        + trade.qty()
        + ",\"time\":"
        + trade.timeMs()
        + ",\"side\":\""
        + (trade.buyerMaker() ? "sell" : "buy")
        + "\",\"id\":"
        + trade.aggId()
        + "}}}";
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
