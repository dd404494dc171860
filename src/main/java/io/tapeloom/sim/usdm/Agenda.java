package io.tapeloom.sim.usdm;

import io.tapeloom.market.AggTrade;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.sim.book.House;
import java.util.List;
import java.util.OptionalLong;

/**
 * Plays the market strictly in time: from one moment at which anything may happen to the next, all
 * symbols together. What happens at one moment happens in a fixed order: fills, expiries, triggers
 * by trades, triggers by the mark price, funding, liquidation. So the outcome depends on time and
 * commands alone, not on how often the desk is asked.
 */
final class Agenda {
  private static final long NEVER = Long.MAX_VALUE;

  private final Pit pit;
  private final Changes changes;
  private final Conditionals conditionals;
  private final Reducers reducers;
  private final Funding funding;
  private final Liquidations liquidations;

  Agenda(
      Pit pit,
      Changes changes,
      Conditionals conditionals,
      Reducers reducers,
      Funding funding,
      Liquidations liquidations) {
    this.pit = pit;
    this.changes = changes;
    this.conditionals = conditionals;
    this.reducers = reducers;
    this.funding = funding;
    this.liquidations = liquidations;
  }

  /** Plays up to that moment, which is included. An earlier moment changes nothing. */
  void advance(long nowMs) {
    for (long next = next(nowMs); next <= nowMs; next = next(nowMs)) {
      pit.nowMs = next;
      play();
    }
    pit.nowMs = Math.max(pit.nowMs, nowMs);
  }

  /** The next moment at which anything may happen. */
  private long next(long nowMs) {
    long next = NEVER;
    boolean held = pit.accounts.values().stream().anyMatch(a -> !a.flat());
    for (Contract contract : pit.contracts) {
      next = Math.min(next, next(contract, nowMs));
    }
    if (held || pit.contracts.stream().anyMatch(Agenda::watchesMark)) {
      next = Math.min(next, after(Contract.MARK_MS));
    }
    return Math.min(next, dated());
  }

  private long after(long everyMs) {
    return (Math.floorDiv(pit.nowMs, everyMs) + 1) * everyMs;
  }

  private long next(Contract contract, long nowMs) {
    boolean rests = contract.book.resting() > 0;
    long next = rests ? after(House.SLOT_MS) : NEVER;
    if (rests || watchesTrades(contract)) {
      OptionalLong print = contract.nextPrintMs(pit.nowMs, Math.min(nowMs, next));
      next = Math.min(next, print.orElse(NEVER));
    }
    return next;
  }

  private static boolean watchesTrades(Contract contract) {
    return contract.algos.values().stream().anyMatch(a -> !a.byMark());
  }

  private static boolean watchesMark(Contract contract) {
    return contract.algos.values().stream().anyMatch(Algo::byMark);
  }

  /** The next end of a dated order or countdown. */
  private long dated() {
    long next = NEVER;
    for (Account account : pit.accounts.values()) {
      for (Holding holding : account.holdings) {
        next = Math.min(next, holding.countdownMs == 0 ? NEVER : holding.countdownMs);
        for (Order order : holding.orders.values()) {
          next = Math.min(next, endMs(order));
        }
      }
      for (Algo algo : account.openAlgos.values()) {
        boolean dated = algo.timeInForce == TimeInForce.GTD;
        next = Math.min(next, dated ? algo.request.goodTillMs() : NEVER);
      }
    }
    return next;
  }

  private static long endMs(Order order) {
    return order.timeInForce == TimeInForce.GTD ? order.request.goodTillMs() : NEVER;
  }

  private void play() {
    for (Contract contract : pit.contracts) {
      if (contract.book.resting() > 0) {
        contract.house.follow(pit.nowMs);
        reducers.settle();
      }
    }
    expire();
    for (Contract contract : pit.contracts) {
      if (watchesTrades(contract)) {
        for (AggTrade trade : contract.printsAt(pit.nowMs)) {
          conditionals.price(contract, WorkingType.CONTRACT_PRICE, trade.priceE8());
        }
      }
    }
    if (pit.nowMs % Contract.MARK_MS == 0) {
      second();
    }
  }

  private void second() {
    for (Contract contract : pit.contracts) {
      long markE8 = contract.mark(pit.nowMs).map(MarkPrice::markE8).orElse(0L);
      if (markE8 > 0) {
        conditionals.price(contract, WorkingType.MARK_PRICE, markE8);
      }
    }
    if (pit.nowMs % Funding.EVERY_MS == 0) {
      funding.settle();
    }
    for (Account account : pit.accounts.values()) {
      liquidations.check(account);
      if (pit.nowMs % Funding.EVERY_MS == 0) {
        History.prune(account, pit.nowMs);
      }
    }
  }

  private void expire() {
    for (Account account : pit.accounts.values()) {
      for (Holding holding : account.holdings) {
        if (holding.countdownMs != 0 && holding.countdownMs <= pit.nowMs) {
          holding.countdownMs = 0;
          changes.cancelAll(holding);
        }
        for (Order order : List.copyOf(holding.orders.values())) {
          if (endMs(order) <= pit.nowMs) {
            changes.expire(order);
          }
        }
      }
      conditionals.expire(account);
    }
    reducers.settle();
  }
}
