package io.tapeloom.sim.usdm;

import io.tapeloom.sim.Refused;
import java.util.List;
import java.util.Optional;

/** Cancels and amendments of open orders. */
final class Changes {
  private static final int MOST_AMENDMENTS = 10_000;

  private final Pit pit;
  private final Checks checks;
  private final Placing placing;
  private final Reducers reducers;

  Changes(Pit pit, Checks checks, Placing placing, Reducers reducers) {
    this.pit = pit;
    this.checks = checks;
    this.placing = placing;
    this.reducers = reducers;
  }

  private Optional<Order> open(Account account, OrderRef ref) {
    Contract contract = pit.contract(ref.symbol());
    Order found =
        ref.id().isPresent()
            ? pit.open.get(ref.id().getAsLong())
            : account.openByClient.get(ref.clientId().orElseThrow());
    return Optional.ofNullable(found)
        .filter(o -> o.holding.account == account && o.holding.contract == contract);
  }

  OrderState cancel(Account account, OrderRef ref) {
    Order order = open(account, ref).orElseThrow(Refusals::unknownOrder);
    cancel(order);
    reducers.settle();
    return order.state();
  }

  private void cancel(Order order) {
    order.holding.contract.book.cancel(order.id);
    pit.cancel(order);
    reducers.touch(order.position());
  }

  /** Ends an order whose date has come. */
  void expire(Order order) {
    order.holding.contract.book.cancel(order.id);
    pit.expire(order, ExpiryReason.NONE);
    reducers.touch(order.position());
  }

  /** A liquidation ends all open orders of a symbol. */
  void liquidate(Holding holding) {
    for (Order order : List.copyOf(holding.orders.values())) {
      holding.contract.book.cancel(order.id);
      pit.expire(order, ExpiryReason.LIQUIDATION);
      reducers.touch(order.position());
    }
    reducers.settle();
  }

  /** Cancels all open orders of a symbol. */
  void cancelAll(Holding holding) {
    List.copyOf(holding.orders.values()).forEach(this::cancel);
    reducers.settle();
  }

  /**
   * Gives an order another price and quantity. A smaller quantity at the same price keeps its place
   * in the queue; everything else goes to the back.
   */
  OrderState amend(Account account, OrderRef ref, OrderSide side, NewOrder wanted) {
    Order order = open(account, ref).orElseThrow(Refusals::noSuchOrder);
    if (order.type != OrderType.LIMIT) {
      throw new Refused(-5025, "Only limit order is supported.");
    }
    if (order.request.side() != side) {
      throw Refused.invalid("side");
    }
    if (order.amendments >= MOST_AMENDMENTS) {
      throw new Refused(-5026, "Exceed maximum modify order limit.");
    }
    Contract contract = order.holding.contract;
    contract.house.quote(pit.nowMs);
    checks.form(contract, wanted);
    long priceE8 = placing.limitE8(contract, wanted);
    long quantityE8 = wanted.quantityE8().orElseThrow();
    if (priceE8 == order.priceE8 && quantityE8 == order.quantityE8) {
      throw new Refused(-5027, "No need to modify the order.");
    }
    allowed(order, priceE8, quantityE8);
    if (quantityE8 <= order.executedE8 || crosses(order, priceE8)) {
      cancel(order);
      reducers.settle();
      return order.state();
    }
    change(order, priceE8, quantityE8);
    return order.state();
  }

  private void allowed(Order order, long priceE8, long quantityE8) {
    Contract contract = order.holding.contract;
    Filters.percent(contract.rules, order.buys(), priceE8, contract.markE8(pit.nowMs));
    if (order.closing()) {
      return;
    }
    long after = Amounts.times(priceE8, quantityE8 - order.executedE8);
    Filters.notional(contract.rules, Amounts.times(priceE8, quantityE8));
    long more = after - Amounts.times(order.priceE8, order.leftE8());
    if (more > 0) {
      checks.afford(order.position(), order.buys(), priceE8, Amounts.over(more, priceE8));
    }
  }

  private static boolean crosses(Order order, long priceE8) {
    Contract contract = order.holding.contract;
    boolean posts = order.timeInForce == TimeInForce.GTX || order.timeInForce == TimeInForce.RPI;
    return posts && contract.book.takable(order.buys(), contract.ticks(priceE8), 1, 0) > 0;
  }

  private void change(Order order, long priceE8, long quantityE8) {
    Contract contract = order.holding.contract;
    long priceBefore = order.priceE8;
    long quantityBefore = order.quantityE8;
    boolean keeps = priceE8 == priceBefore && quantityE8 < quantityBefore;
    long inBook = Reducers.inBook(order);
    order.priceE8 = priceE8;
    order.quantityE8 = quantityE8;
    order.amendments++;
    order.updateMs = pit.nowMs;
    pit.tell(order, Execution.AMENDMENT);
    order.holding.account.amendments.add(
        new AmendmentRow(
            pit.nextRowId(),
            order.state(),
            priceBefore,
            quantityBefore,
            order.amendments,
            pit.nowMs));
    if (keeps && inBook > 0) {
      contract.book.reduce(order.id, Math.min(inBook, contract.steps(order.leftE8())));
    } else {
      contract.book.cancel(order.id);
      placing.match(order);
    }
    reducers.touch(order.position());
    reducers.settle();
  }
}
