package io.tapeloom.sim.usdm;

import io.tapeloom.sim.Refused;
import io.tapeloom.sim.book.MatchingBook;
import java.util.Optional;

/** Takes orders in: checks them, gives them a number, tells of them and lets them match. */
final class Placing {
  private final Pit pit;
  private final Checks checks;
  private final Reducers reducers;

  Placing(Pit pit, Checks checks, Reducers reducers) {
    this.pit = pit;
    this.checks = checks;
    this.reducers = reducers;
  }

  /** An order as it was taken in, and as it was once it had matched. */
  record Placed(OrderState accepted, OrderState matched) {}

  /** A user's order. */
  Placed place(Account account, NewOrder request) {
    return enter(check(account, request));
  }

  /** What an order would be, or why it is refused. */
  Order.Accepted check(Account account, NewOrder request) {
    Contract contract = pit.contract(request.symbol());
    if (request.type().conditional()) {
      throw Refusals.conditional();
    }
    PositionSide side = checks.side(account, request);
    if (request.closePosition()) {
      throw Refusals.strategy(request);
    }
    TimeInForce force = checks.force(request);
    checks.form(contract, request);
    Optional<String> client = checks.client(account, request, false);
    contract.house.quote(pit.nowMs);
    Order.Accepted order =
        new Order.Accepted(
            account.holding(contract),
            request,
            client.orElse(""),
            side,
            request.type(),
            force,
            request.reduceOnly().orElse(false),
            priceE8(contract, request, request.type()),
            request.quantityE8().orElseThrow(),
            null);
    checks.admit(order);
    outcome(order);
    return order;
  }

  /** The order that a triggered conditional order becomes. */
  Placed trigger(Algo algo, long qtyE8) {
    NewOrder request = algo.request;
    Contract contract = algo.holding.contract;
    contract.house.quote(pit.nowMs);
    OrderType type = request.type().priced() ? OrderType.LIMIT : OrderType.MARKET;
    boolean taken = algo.holding.account.openByClient.containsKey(algo.clientId);
    Order.Accepted order =
        new Order.Accepted(
            algo.holding,
            request,
            taken ? "" : algo.clientId,
            algo.positionSide,
            type,
            algo.timeInForce,
            request.reduceOnly().orElse(false) || request.closePosition(),
            priceE8(contract, request, type),
            qtyE8,
            algo);
    checks.admit(order);
    outcome(order);
    return enter(order);
  }

  /** The price of a limit order, taken from the book where that is asked for. */
  long limitE8(Contract contract, NewOrder request) {
    return priceE8(contract, request, OrderType.LIMIT);
  }

  private long priceE8(Contract contract, NewOrder request, OrderType type) {
    boolean buys = request.side().buys();
    if (type == OrderType.MARKET) {
      return boundE8(contract, buys);
    }
    return request.priceMatch() == PriceMatch.NONE
        ? request.priceE8().orElseThrow()
        : matchedE8(contract, request.priceMatch(), buys);
  }

  /** How far from the mark price a market order trades, on the tick within. */
  private long boundE8(Contract contract, boolean buys) {
    long markE8 = contract.markE8(pit.nowMs);
    long away = Amounts.times(markE8, contract.rules.marketTakeBoundE8());
    long tick = contract.listing.tickE8();
    long bound = buys ? (markE8 + away) / tick : Math.ceilDiv(markE8 - away, tick);
    return bound * tick;
  }

  private long matchedE8(Contract contract, PriceMatch match, boolean buys) {
    long[] found = {MatchingBook.NONE, 0};
    contract.book.levels(
        match.opposite() != buys,
        match.level(),
        (ticks, steps, orders) -> {
          found[0] = ticks;
          found[1]++;
        });
    if (found[1] < match.level()) {
      throw new Refused(-5041, "No depth matches this BBO order");
    }
    return contract.priceE8(found[0]);
  }

  /** What the book would refuse is refused before the order has a number. */
  private void outcome(Order.Accepted order) {
    Contract contract = order.holding().contract;
    boolean buys = order.buys();
    long ticks = contract.ticks(order.priceE8());
    long steps = contract.steps(order.quantityE8());
    int owner = order.holding().account.id;
    boolean takes = contract.book.takable(buys, ticks, 1, owner) > 0;
    boolean meets = contract.book.takable(buys, ticks, 1, MatchingBook.HOUSE) > 0;
    boolean posts =
        order.timeInForce() == TimeInForce.GTX || order.timeInForce() == TimeInForce.RPI;
    if (order.type() == OrderType.MARKET) {
      if (!takes) {
        throw Refusals.market();
      }
    } else if (posts && meets) {
      throw Refusals.postOnly();
    } else if (order.timeInForce() == TimeInForce.FOK
        && contract.book.takable(buys, ticks, steps, owner) < steps) {
      throw Refusals.fillOrKill();
    }
  }

  private Placed enter(Order.Accepted accepted) {
    long id = pit.nextOrderId();
    Order order = new Order(id, named(accepted, id), pit.nowMs);
    Account account = accepted.holding().account;
    account.orders.put(id, order);
    History.bound(account);
    account.openByClient.put(order.clientId, order);
    accepted.holding().orders.put(id, order);
    pit.open.put(id, order);
    if (order.algo != null) {
      order.algo.order = order;
      pit.change(order.algo, AlgoStatus.TRIGGERED, "");
    }
    pit.tell(order, Execution.NEW);
    OrderState before = order.state();
    match(order);
    return new Placed(before, order.state());
  }

  private static Order.Accepted named(Order.Accepted order, long id) {
    if (!order.clientId().isEmpty()) {
      return order;
    }
    return new Order.Accepted(
        order.holding(),
        order.request(),
        Pit.clientId(id),
        order.positionSide(),
        order.type(),
        order.timeInForce(),
        order.reduceOnly(),
        order.priceE8(),
        order.quantityE8(),
        order.algo());
  }

  /** Lets an order match; what may not rest of it expires. */
  void match(Order order) {
    long steps = reducers.allowed(order);
    if (steps > 0) {
      reducers.submit(order, steps);
    }
    if (order.open() && immediate(order)) {
      boolean market = order.type == OrderType.MARKET;
      boolean cut = order.closing() && order.position().closableE8(order.buys()) == 0;
      pit.expire(
          order,
          cut ? ExpiryReason.REDUCE_ONLY : market ? ExpiryReason.MARKET : ExpiryReason.IMMEDIATE);
    }
    reducers.touch(order.position());
    reducers.settle();
  }

  private static boolean immediate(Order order) {
    return order.type == OrderType.MARKET
        || order.timeInForce == TimeInForce.IOC
        || order.timeInForce == TimeInForce.FOK;
  }
}
