package io.tapeloom.gateway.ws;

import static io.tapeloom.web.ContractCheck.await;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.market.Kline;
import io.tapeloom.net.MarketClock;
import io.tapeloom.web.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** The protocol alone on a free port, with rows, callers and a market that tests decide on. */
final class WsRig {
  static final Instrument BTC = Instrument.parse("usdm.BTCUSDT");
  static final Instrument ETH = Instrument.parse("usdm.ETHUSDT");

  /** 2026-11-02 12:34:56.789 UTC, a Monday. */
  static final long NOW_MS = 1_793_622_896_789L;

  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.on(vertx);
  final TicketGate gate = new TicketGate();
  final AtomicReference<BarRows> rows =
      new AtomicReference<>((_, _, _, _, _) -> Future.succeededFuture(List.of()));
  final AtomicInteger clients = new AtomicInteger();
  final AtomicLong deliveries = new AtomicLong();
  final AtomicLong conflated = new AtomicLong();
  final Map<String, Integer> dropped = new ConcurrentHashMap<>();
  final Map<String, Integer> refused = new ConcurrentHashMap<>();
  final HttpServer server;

  WsRig(WsLimits limits) throws Exception {
    this(limits, new HttpServerOptions());
  }

  WsRig(WsLimits limits, HttpServerOptions options) throws Exception {
    WsMeters meters =
        new WsMeters(
            clients::set,
            deliveries::addAndGet,
            conflated::addAndGet,
            why -> dropped.merge(why, 1, Integer::sum),
            code -> refused.merge(code, 1, Integer::sum));
    WsSupply supply =
        new WsSupply(
            specs(),
            (i, iv, from, to, limit) -> rows.get().newest(i, iv, from, to, limit),
            meters,
            limits,
            () -> 4);
    MarketClock clock = MarketClock.showing(() -> NOW_MS);
    Future<HttpServer> listening =
        Future.future(
            promise ->
                vertx.runOnContext(
                    _ -> {
                      Router router = Router.router(vertx);
                      router.route().failureHandler(WsRig::failed);
                      new MarketSockets(vertx, bus, clock, gate, supply).mount(router);
                      vertx
                          .createHttpServer(
                              options
                                  .setMaxWebSocketFrameSize(64 * 1024)
                                  .setMaxWebSocketMessageSize(64 * 1024)
                                  .setPerMessageWebSocketCompressionSupported(false)
                                  .setPerFrameWebSocketCompressionSupported(false))
                          .requestHandler(router)
                          .listen(0, "127.0.0.1")
                          .onComplete(promise);
                    }));
    server = await(listening);
  }

  static List<InstrumentSpec> specs() {
    return List.of(
        new InstrumentSpec(BTC, e8("0.1"), e8("0.001")),
        new InstrumentSpec(ETH, e8("0.05"), e8("1")));
  }

  private static void failed(RoutingContext context) {
    int status = context.failure() instanceof Refusal refusal ? refusal.problem().status() : 500;
    context.response().setStatusCode(status).end();
  }

  int port() {
    return server.actualPort();
  }

  /** A socket of a viewer who logged in. */
  WsClient open(String path) throws Exception {
    return WsClient.open(vertx, port(), path + "?ticket=" + gate.ticket(TicketGate.VIEWER));
  }

  void trade(Instrument instrument, long id, String price) {
    bus.publish(Channels.trade(instrument), tradeOf(instrument, id, price));
  }

  void bar(Kline bar) {
    bus.publish(Channels.kline(bar.instrument(), bar.interval()), bar);
  }

  static AggTrade tradeOf(Instrument instrument, long id, String price) {
    return new AggTrade(instrument, id, e8(price), e8("0.25"), id, id, NOW_MS + id, id % 2 == 0);
  }

  /** A bar of volume 1 that opens and closes at those prices, with a low of 1. */
  static Kline barOf(
      Instrument instrument, Interval interval, long openMs, String open, String close) {
    long high = Math.max(e8(open), e8(close));
    BigInteger one = BigInteger.valueOf(e8("1"));
    return new Kline(
        instrument,
        interval,
        openMs,
        e8(open),
        high,
        e8("1"),
        e8(close),
        one,
        one,
        one,
        1,
        true,
        Kline.Source.TAPE);
  }

  static long e8(String decimal) {
    return Fixed.parse(decimal).e8();
  }

  void close() throws Exception {
    await(vertx.close());
  }
}
