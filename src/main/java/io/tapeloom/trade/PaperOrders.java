package io.tapeloom.trade;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.ledger.ClientOrderId;
import io.tapeloom.ledger.Fill;
import io.tapeloom.ledger.Order;
import io.tapeloom.ledger.OrderSide;
import io.tapeloom.ledger.Purpose;
import io.tapeloom.trade.PaperEvent.Closed;
import io.tapeloom.trade.PaperEvent.EntryFilled;
import io.tapeloom.trade.PaperEvent.StopMoved;
import java.util.ArrayList;
import java.util.List;

/**
 * The orders behind a paper cycle, with the ids a live one would have: entry E0, stop S0 and after
 * the first target S1, targets T0 (half, where there is a half) and T1, market exit X0.
 */
public record PaperOrders(long cycleId) {
  /** Venue of every paper row. */
  public static final String VENUE = "PAPER";

  private static final String ACCOUNT_2 = "pa";
  private static final int CYCLES_PER_SIGNAL = 8;

  /** The orders of the cycle that a signal's row opens; other venues have the ids beside it. */
  public static PaperOrders ofSignal(long signalId) {
    return new PaperOrders(Math.multiplyExact(signalId, CYCLES_PER_SIGNAL));
  }

  /** Account of a strategy: each has its own, so that one position per symbol holds for each. */
  public static String account(String strategy) {
    return "paper/" + strategy;
  }

  private ClientOrderId id(Purpose purpose, int attempt) {
    return new ClientOrderId(ACCOUNT_2, cycleId, purpose, attempt);
  }

  /** The market order that opens the position. */
  public Order entry(Side side, Fixed qty) {
    return Order.market(id(Purpose.ENTRY, 0), OrderSide.opening(side), qty);
  }

  /** Stop and targets that rest once the entry filled. */
  public List<Order> protection(EntryFilled entry) {
    OrderSide closing = OrderSide.closing(entry.side());
    Fixed qty = entry.fill().qty();
    List<Order> orders = new ArrayList<>();
    orders.add(Order.stop(id(Purpose.STOP, 0), closing, qty, entry.stop()));
    if (entry.tp1Qty().signum() > 0) {
      orders.add(Order.limit(id(Purpose.TAKE, 0), closing, entry.tp1Qty(), entry.tp1()));
    }
    Fixed rest = qty.minus(entry.tp1Qty());
    orders.add(Order.limit(id(Purpose.TAKE, 1), closing, rest, entry.tp2()));
    return orders;
  }

  /** The stop that gives way when the first target is reached. */
  public ClientOrderId firstStop() {
    return id(Purpose.STOP, 0);
  }

  /** The stop that takes its place. */
  public Order movedStop(StopMoved moved) {
    OrderSide closing = OrderSide.closing(moved.side());
    return Order.stop(id(Purpose.STOP, 1), closing, moved.qty(), moved.to());
  }

  /** The market order that a time stop or a flip sends; empty when a resting order closed. */
  public List<Order> exit(Closed closed) {
    Purpose purpose = order(closed.fill().leg(), closed.tp1Hit()).purpose();
    OrderSide closing = OrderSide.closing(closed.side());
    return purpose == Purpose.EXIT
        ? List.of(Order.market(id(Purpose.EXIT, 0), closing, closed.fill().qty()))
        : List.of();
  }

  /** The order a leg fills. */
  public ClientOrderId order(PaperFill.Leg leg, boolean tp1Hit) {
    return switch (leg) {
      case ENTRY -> id(Purpose.ENTRY, 0);
      case TP1 -> id(Purpose.TAKE, 0);
      case TP2 -> id(Purpose.TAKE, 1);
      case STOP -> id(Purpose.STOP, tp1Hit ? 1 : 0);
      case TIME, FLIP -> id(Purpose.EXIT, 0);
    };
  }

  /** A paper fill as the ledger books it. */
  public Fill fill(Side side, PaperFill fill, boolean tp1Hit) {
    ClientOrderId order = order(fill.leg(), tp1Hit);
    OrderSide direction =
        order.purpose() == Purpose.ENTRY ? OrderSide.opening(side) : OrderSide.closing(side);
    return new Fill(
        fill.tradeId(), order, direction, fill.price(), fill.qty(), fill.feeUsdt(), fill.timeMs());
  }
}
