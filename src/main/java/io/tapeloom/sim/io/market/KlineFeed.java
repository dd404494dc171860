package io.tapeloom.sim.io.market;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Bar;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.Span;
import io.tapeloom.sim.io.Topic;
import java.util.ArrayList;
import java.util.List;

/**
 * Bars of one symbol as they grow: USD-M tells four times a second, spot each second, or every
 * other one. Every bar is told of once more when it has closed.
 */
final class KlineFeed implements Feed {
  private static final long EIGHT_HOURS_MS = 8 * 3_600_000L;

  private final Board board;
  private final Listing listing;
  private final Json out = new Json();
  private final List<Line> lines = new ArrayList<>();

  /** One interval's stream. */
  private static final class Line {
    final Span span;
    final Topic topic;
    final long zoneMs;
    final boolean contract;
    final long everyMs;
    long sentMs;

    Line(Span span, Topic topic, long zoneMs, boolean contract, long everyMs) {
      this.span = span;
      this.topic = topic;
      this.zoneMs = zoneMs;
      this.contract = contract;
      this.everyMs = everyMs;
    }

    long openMs(long timeMs) {
      return span.floorMs(timeMs + zoneMs) - zoneMs;
    }

    long nextMs(long openMs) {
      return span.nextMs(openMs + zoneMs) - zoneMs;
    }
  }

  KlineFeed(Board board, Streams streams) {
    this.board = board;
    this.listing = board.listing();
    boolean spot = board.market() == Market.SPOT;
    for (Span span : Span.values()) {
      String kline = "kline_" + span.code();
      if (spot) {
        long everyMs = span == Span.S1 ? 1_000 : 2_000;
        lines.add(new Line(span, streams.of(board, kline), 0, false, everyMs));
        Topic shifted = streams.of(board, kline + "@+08:00");
        lines.add(new Line(span, shifted, EIGHT_HOURS_MS, false, everyMs));
      } else if (span != Span.S1) {
        lines.add(new Line(span, streams.of(board, kline), 0, false, 250));
        Topic contract = streams.ofContract(board, "continuousKline_" + span.code());
        lines.add(new Line(span, contract, 0, true, 250));
      }
    }
  }

  @Override
  public void turn(long nowMs) {
    for (Line line : lines) {
      if (!line.topic.wanted()) {
        line.sentMs = 0;
      } else if (due(line, nowMs)) {
        send(line, nowMs);
      }
    }
  }

  private static boolean due(Line line, long nowMs) {
    return line.sentMs == 0
        || nowMs - line.sentMs >= line.everyMs
        || line.openMs(nowMs) > line.sentMs;
  }

  private void send(Line line, long nowMs) {
    long at = line.openMs(line.sentMs == 0 ? nowMs : line.sentMs);
    line.sentMs = nowMs;
    for (; at <= nowMs; at = line.nextMs(at)) {
      Bar bar = board.tape().bar(at, line.nextMs(at), nowMs);
      line.topic.publish(line.contract ? contract(line, bar, nowMs) : symbol(line, bar, nowMs));
    }
  }

  private byte[] symbol(Line line, Bar bar, long eventMs) {
    out.clear().open().text("e", "kline").number("E", eventMs).text("s", listing.name());
    return bar(line, bar, eventMs);
  }

  private byte[] contract(Line line, Bar bar, long eventMs) {
    out.clear().open().text("e", "continuous_kline").number("E", eventMs);
    out.text("ps", listing.name()).text("ct", "PERPETUAL");
    return bar(line, bar, eventMs);
  }

  private byte[] bar(Line line, Bar bar, long eventMs) {
    long nextMs = line.nextMs(bar.openMs());
    out.name("k").open().number("t", bar.openMs()).number("T", nextMs - 1);
    if (!line.contract) {
      out.text("s", listing.name());
    }
    out.text("i", line.span.code()).number("f", bar.firstId()).number("L", bar.lastId());
    out.price("o", listing, bar.open()).price("c", listing, bar.close());
    out.price("h", listing, bar.high()).price("l", listing, bar.low());
    out.qty("v", listing, bar.steps()).number("n", bar.trades()).flag("x", nextMs <= eventMs);
    out.amount("q", listing, bar.amount()).qty("V", listing, bar.buySteps());
    out.amount("Q", listing, bar.buyAmount()).text("B", "0");
    return out.close().close().bytes();
  }
}
