package io.tapeloom.sim.spot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.sim.spot.SpotEvent.BalanceChange;
import io.tapeloom.sim.spot.SpotEvent.Balances;
import io.tapeloom.sim.spot.SpotEvent.Execution;
import io.tapeloom.sim.spot.SpotEvent.OrderReport;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Balances against an account kept by hand: what was there plus every trade less every fee, and
 * bound is what the open orders need, to the last digit and never below nothing.
 */
class SpotReconciliationTest {
  private static final int SEEDS = 12;
  private static final int COMMANDS = 400;

  /** One account, told of events only; plain decimals. */
  private static final class Naive {
    private final Map<String, BigDecimal> total = new TreeMap<>();
    private final Map<String, BigDecimal> free = new TreeMap<>();
    private final Map<String, BigDecimal> locked = new TreeMap<>();
    private final Map<Long, OrderView> orders = new TreeMap<>();

    Naive(Map<String, Long> opening) {
      opening.forEach((asset, e8) -> add(asset, decimal(e8)));
    }

    private void add(String asset, BigDecimal amount) {
      total.merge(asset, amount, BigDecimal::add);
    }

    void on(SpotEvent event) {
      switch (event) {
        case BalanceChange c -> add(c.asset(), decimal(c.deltaE8()));
        case OrderReport r -> on(r);
        case Balances b ->
            b.holdings()
                .forEach(
                    h -> {
                      free.put(h.asset(), decimal(h.freeE8()));
                      locked.put(h.asset(), decimal(h.lockedE8()));
                    });
        case SpotEvent.ListReport l -> {}
      }
    }

    private void on(OrderReport report) {
      orders.put(report.order().orderId(), report.order());
      if (report.type() == ExecutionType.TRADE) {
        Execution last = report.last();
        String base = report.order().ticket().symbol().replace("USDT", "");
        int sign = report.order().ticket().buys() ? 1 : -1;
        BigDecimal qty = decimal(last.qtyE8());
        add(base, qty.multiply(BigDecimal.valueOf(sign)));
        add("USDT", decimal(last.priceE8()).multiply(qty).multiply(BigDecimal.valueOf(-sign)));
        add(last.feeAsset(), decimal(last.feeE8()).negate());
      }
    }

    /** What every open order needs; of a pair the dearer one. */
    Map<String, BigDecimal> needs() {
      Map<String, BigDecimal> needs = new TreeMap<>();
      Map<String, BigDecimal> pairs = new TreeMap<>();
      for (OrderView order : orders.values()) {
        boolean binds =
            order.status() == OrderStatus.NEW || order.status() == OrderStatus.PARTIALLY_FILLED;
        if (binds && order.listId() >= 0) {
          String asset = order.ticket().buys() ? "USDT" : base(order);
          pairs.merge(order.listId() + " " + asset, need(order), BigDecimal::max);
        } else if (binds) {
          needs.merge(order.ticket().buys() ? "USDT" : base(order), need(order), BigDecimal::add);
        }
      }
      pairs.forEach((key, need) -> needs.merge(key.split(" ")[1], need, BigDecimal::add));
      return needs;
    }

    private static String base(OrderView order) {
      return order.ticket().symbol().replace("USDT", "");
    }

    private static BigDecimal need(OrderView order) {
      Amounts amounts = order.ticket().amounts();
      BigDecimal left = decimal(amounts.qtyE8() - order.done().qtyE8() - order.prevented().qtyE8());
      long price = amounts.priceE8() > 0 ? amounts.priceE8() : amounts.stopPriceE8();
      return order.ticket().buys() ? left.multiply(decimal(price)) : left;
    }
  }

  private static BigDecimal decimal(long e8) {
    return BigDecimal.valueOf(e8, 8);
  }

  @Test
  void everyBalanceIsWhatWasThereWithTradesAndFeesAndNeverBelowNothing() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      OrderFlow flow = new OrderFlow(seed, seed);
      Map<Integer, Naive> accounts = new TreeMap<>();
      for (int account = 1; account <= OrderFlow.ACCOUNTS; account++) {
        accounts.put(account, new Naive(OrderFlow.opening(account)));
      }
      int read = 0;
      for (int i = 0; i < COMMANDS; i++) {
        flow.next();
        for (; read < flow.events.size(); read++) {
          SpotEvent event = flow.events.get(read);
          accounts.get(event.account()).on(event);
        }
        for (int account = 1; account <= OrderFlow.ACCOUNTS; account++) {
          compare("seed " + seed + " command " + i, flow, account, accounts.get(account));
        }
      }
    }
  }

  private static void compare(String where, OrderFlow flow, int account, Naive naive) {
    Map<String, BigDecimal> needs = naive.needs();
    for (Holding holding : flow.desk.queries().holdings(account)) {
      String at = where + " account " + account + " " + holding;
      assertTrue(holding.freeE8() >= 0 && holding.lockedE8() >= 0, at);
      BigDecimal locked = decimal(holding.lockedE8());
      same(needs.getOrDefault(holding.asset(), BigDecimal.ZERO), locked, at + " bound");
      same(naive.total.get(holding.asset()), locked.add(decimal(holding.freeE8())), at + " total");
      if (naive.free.containsKey(holding.asset())) {
        same(naive.free.get(holding.asset()), decimal(holding.freeE8()), at + " told free");
        same(naive.locked.get(holding.asset()), locked, at + " told bound");
      }
    }
  }

  private static void same(BigDecimal expected, BigDecimal got, String at) {
    assertEquals(0, expected.compareTo(got), () -> at + ": expected " + expected + ", got " + got);
  }

  @Test
  void theFlowReachesEverythingThatCanHappen() {
    Map<String, Integer> seen = new TreeMap<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      OrderFlow flow = new OrderFlow(seed, seed);
      for (int i = 0; i < COMMANDS; i++) {
        flow.next();
      }
      for (SpotEvent event : flow.events) {
        if (event instanceof OrderReport r) {
          seen.merge(r.type() + " " + r.order().status(), 1, Integer::sum);
          seen.merge(r.order().expiry().name(), 1, Integer::sum);
          seen.merge(r.order().ticket().type() + " " + r.type(), 1, Integer::sum);
          seen.merge("fee in " + r.last().feeAsset(), 1, Integer::sum);
        }
      }
    }
    for (String expected :
        new String[] {
          "TRADE FILLED",
          "TRADE PARTIALLY_FILLED",
          "REPLACED NEW",
          "TRADE_PREVENTION EXPIRED_IN_MATCH",
          "OCO_TRIGGER",
          "OTO_PHASE_ONE_EXPIRED",
          "UNFILLED_IOC_QUANTITY_EXPIRED",
          "UNFILLED_FOK_ORDER_EXPIRED",
          "INSUFFICIENT_LIQUIDITY",
          "STOP_LOSS TRADE",
          "TAKE_PROFIT TRADE",
          "STOP_LOSS_LIMIT TRADE",
          "TAKE_PROFIT_LIMIT TRADE",
          "LIMIT_MAKER TRADE",
          "fee in BNB",
          "fee in USDT",
          "fee in BTC"
        }) {
      assertTrue(seen.containsKey(expected), () -> "no " + expected + " among " + seen);
    }
  }
}
