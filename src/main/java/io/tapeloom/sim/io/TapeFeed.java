package io.tapeloom.sim.io;

import io.tapeloom.kernel.Interval;
import io.tapeloom.market.AggTrade;
import io.tapeloom.sim.Bar;
import io.tapeloom.sim.Tape;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Puts one tape on the wire: every trade once its time has come, bars and mark prices with it. */
final class TapeFeed {
  private static final int MOST_PER_TURN = 2_000;
  private static final long KLINE_EVERY_MS = 250;
  private static final long MARK_MS = 1_000;
  private static final int SLOW_MARK = 3;

  private final Tape tape;
  private final StreamHub hub;
  private final String trades;
  private final String mark;
  private final Map<Interval, Long> klinesMs = new EnumMap<>(Interval.class);
  private long nextId;
  private long markMs;

  TapeFeed(Tape tape, StreamHub hub, long nowMs) {
    this.tape = tape;
    this.hub = hub;
    this.trades = Texts.stream(tape.listing(), "aggTrade");
    this.mark = Texts.stream(tape.listing(), "markPrice");
    this.nextId = tape.newestId(nowMs).orElse(0) + 1;
    this.markMs = nowMs;
  }

  /** Sends what has happened since the last turn. */
  void turn(long nowMs) {
    if (!hub.wanted(trades)) {
      nextId = Math.max(nextId, tape.newestId(nowMs).orElse(0) + 1);
    } else if (!sendTrades(nowMs)) {
      return;
    }
    for (Interval interval : Interval.values()) {
      sendKlines(interval, nowMs);
    }
    sendMark(nowMs);
  }

  /** True when nothing is left to send. */
  private boolean sendTrades(long nowMs) {
    List<AggTrade> due = tape.fromId(nextId, MOST_PER_TURN, nowMs);
    for (AggTrade trade : due) {
      hub.publish(trades, Texts.aggTrade(tape.listing(), trade, nowMs));
      nextId = trade.aggId() + 1;
    }
    return due.size() < MOST_PER_TURN;
  }

  private void sendKlines(Interval interval, long nowMs) {
    String stream = Texts.stream(tape.listing(), "kline_" + interval.code());
    if (!hub.wanted(stream)) {
      klinesMs.remove(interval);
      return;
    }
    long sentMs = klinesMs.getOrDefault(interval, 0L);
    if (nowMs - sentMs < KLINE_EVERY_MS) {
      return;
    }
    klinesMs.put(interval, nowMs);
    long from = interval.floorMs(sentMs == 0 ? nowMs : sentMs);
    for (Bar bar : tape.bars(interval, from, nowMs, nowMs)) {
      boolean closed = bar.openMs() + interval.ms() <= nowMs;
      hub.publish(stream, Texts.kline(tape.listing(), interval, bar, closed, nowMs));
    }
  }

  private void sendMark(long nowMs) {
    long second = nowMs / MARK_MS;
    if (second == markMs / MARK_MS) {
      return;
    }
    boolean slow = second / SLOW_MARK != markMs / MARK_MS / SLOW_MARK;
    markMs = nowMs;
    publishMark(mark + "@1s", second * MARK_MS);
    if (slow) {
      publishMark(mark, second * MARK_MS);
    }
  }

  private void publishMark(String stream, long atMs) {
    if (hub.wanted(stream)) {
      tape.mark(atMs).ifPresent(m -> hub.publish(stream, Texts.markPrice(m)));
    }
  }
}
