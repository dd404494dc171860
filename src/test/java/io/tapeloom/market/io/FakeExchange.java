package io.tapeloom.market.io;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.market.AggTrade;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A scripted exchange of one symbol: its trades, its clock and what its stream says are ours. */
final class FakeExchange {
  private final ConcurrentSkipListMap<Long, AggTrade> trades = new ConcurrentSkipListMap<>();
  private final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicLong nowMs = new AtomicLong();
  private final AtomicInteger looks = new AtomicInteger();
  private final HttpServer server;

  FakeExchange(Vertx vertx, long startMs) {
    nowMs.set(startMs);
    server =
        vertx
            .createHttpServer()
            .webSocketHandler(this::join)
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .await();
  }

  int port() {
    return server.actualPort();
  }

  int connections() {
    return sockets.size();
  }

  int looks() {
    return looks.get();
  }

  void clock(long timeMs) {
    nowMs.set(timeMs);
  }

  /** Trades that REST serves. */
  void have(List<AggTrade> more) {
    more.forEach(trade -> trades.put(trade.aggId(), trade));
  }

  /** Trades that REST serves and the stream brings. */
  void trade(AggTrade trade) {
    have(List.of(trade));
    say(frame(trade));
  }

  /** Any text on every connection. */
  void say(String text) {
    sockets.forEach(socket -> socket.writeTextMessage(text));
  }

  static String frame(AggTrade t) {
    return new JsonObject()
        .put("stream", "btcusdt@aggTrade")
        .put("data", row(t).put("e", "aggTrade").put("E", t.timeMs()).put("s", "BTCUSDT"))
        .encode();
  }

  void mark(long timeMs) {
    clock(timeMs);
    say(
        new JsonObject()
            .put("e", "markPriceUpdate")
            .put("E", timeMs)
            .put("s", "BTCUSDT")
            .put("p", "60000.1")
            .put("i", "60000.2")
            .put("r", "0.0001")
            .put("T", timeMs + 1_000)
            .encode());
  }

  private static JsonObject row(AggTrade t) {
    return new JsonObject()
        .put("a", t.aggId())
        .put("p", Decimals.format(t.priceE8()))
        .put("q", Decimals.format(t.qtyE8()))
        .put("f", t.firstId())
        .put("l", t.lastId())
        .put("T", t.timeMs())
        .put("m", t.buyerMaker());
  }

  private void join(ServerWebSocket socket) {
    sockets.add(socket);
    socket.closeHandler(_ -> sockets.remove(socket));
  }

  private void answer(HttpServerRequest request) {
    String body =
        switch (request.path()) {
          case "/fapi/v1/time" -> new JsonObject().put("serverTime", nowMs.get()).encode();
          case "/fapi/v1/aggTrades" -> page(request);
          default -> "[]";
        };
    request.response().end(body);
  }

  private String page(HttpServerRequest request) {
    looks.incrementAndGet();
    int limit = Integer.parseInt(request.getParam("limit"));
    List<AggTrade> found = new ArrayList<>();
    if (request.getParam("fromId") != null) {
      found.addAll(trades.tailMap(Long.parseLong(request.getParam("fromId"))).values());
    } else if (request.getParam("startTime") != null) {
      long fromMs = Long.parseLong(request.getParam("startTime"));
      long toMs = Long.parseLong(request.getParam("endTime"));
      trades.values().stream()
          .filter(t -> t.timeMs() >= fromMs && t.timeMs() <= toMs)
          .forEach(found::add);
    } else if (!trades.isEmpty()) {
      found.add(trades.lastEntry().getValue());
    }
    JsonArray page = new JsonArray();
    found.stream().limit(limit).forEach(trade -> page.add(row(trade)));
    return page.encode();
  }
}
