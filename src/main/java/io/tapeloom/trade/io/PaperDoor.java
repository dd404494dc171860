package io.tapeloom.trade.io;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.TradeFeed;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.trade.PaperDesk;
import java.util.Set;

/**
 * All that one instrument's paper walk needs of the world.
 *
 * @param journal over the pool whose commits are durable
 * @param tape where missed trades are read back
 */
public record PaperDoor(
    PaperStore store,
    PaperJournal journal,
    PaperDesk desk,
    InstrumentSpec spec,
    TradeFeed.Tape tape,
    ExecutorLease lease,
    Bus bus) {
  Set<String> strategies() {
    return desk.strategies(spec.instrument());
  }
}
