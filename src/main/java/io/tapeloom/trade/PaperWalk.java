package io.tapeloom.trade;

import io.tapeloom.market.AggTrade;
import io.tapeloom.market.InstrumentSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Walks one instrument's tape through the paper broker, never faster than decisions are known: a
 * trade timed at or after a boundary plus the latency waits until that boundary is decided, because
 * it might fill an entry made there.
 */
public final class PaperWalk {
  private static final long BOUNDARY_MS = 15_000;
  private final PaperBroker broker;
  private final long latencyMs;
  private final ArrayDeque<AggTrade> held = new ArrayDeque<>();
  private final Map<CycleKey, Long> signalIds = new TreeMap<>();
  private long decidedT;
  private long effectiveMs;
  private long lastId;

  /**
   * A walk that begins behind a trade.
   *
   * @param decidedT boundary through which every decision is known; 0 = the first trade tells
   * @param effectiveMs effective time of the trade before the first one
   */
  public PaperWalk(PaperDesk desk, InstrumentSpec spec, long decidedT, long effectiveMs) {
    this.broker = desk.broker(spec);
    this.latencyMs = desk.settings().latencyMs();
    this.decidedT = decidedT;
    this.effectiveMs = effectiveMs;
  }

  /** Takes the next trade in id order; it waits for its turn. */
  public void hold(AggTrade trade) {
    if (decidedT == 0) {
      decidedT = boundary(trade.timeMs());
    }
    held.addLast(trade);
  }

  private static long boundary(long ms) {
    return Math.floorDiv(ms, BOUNDARY_MS) * BOUNDARY_MS;
  }

  /** Trades that wait. */
  public int waiting() {
    return held.size();
  }

  /** True when there is a next trade and every decision it could fill is known. */
  public boolean clear() {
    return !held.isEmpty() && boundary(nextMs() - latencyMs) <= decidedT;
  }

  /** Effective time of the next trade. */
  public long nextMs() {
    return Math.max(effectiveMs, held.getFirst().timeMs());
  }

  /** Walks one trade; what it did is to be written before the next one is walked. */
  public List<PaperEvent> walk() {
    effectiveMs = nextMs();
    AggTrade trade = held.removeFirst();
    lastId = trade.aggId();
    if (broker.idle()) {
      return List.of();
    }
    List<PaperEvent> events = new ArrayList<>(0);
    broker.on(effectiveMs, trade, events::add);
    return events;
  }

  /** An approved signal; the same one may come again. */
  public List<PaperEvent> approved(long signalId, Intent intent) {
    List<PaperEvent> events = new ArrayList<>(0);
    if (signalIds.putIfAbsent(intent.cycle(), signalId) == null) {
      broker.decided(intent, events::add);
    }
    return events;
  }

  /** Every decision through that boundary is known now. */
  public void decidedThrough(long t) {
    decidedT = Math.max(decidedT, t);
  }

  /** Boundary through which every decision is known. */
  public long decidedT() {
    return decidedT;
  }

  /** The orders of a cycle that was approved here. */
  public PaperOrders orders(CycleKey cycle) {
    return PaperOrders.ofSignal(signalIds.get(cycle));
  }

  /** Forgets a cycle: it closed, or waits for an operator. */
  public void forget(CycleKey cycle) {
    signalIds.remove(cycle);
    broker.refused(cycle.strategy(), cycle.t());
  }

  /** True while no trade could change anything. */
  public boolean idle() {
    return broker.idle();
  }

  /** Effective time of the last trade walked. */
  public long effectiveMs() {
    return effectiveMs;
  }

  /** Id of the last trade walked, 0 before the first. */
  public long lastId() {
    return lastId;
  }
}
