package io.tapeloom.sim.spot;

import io.tapeloom.sim.Refused;
import io.tapeloom.sim.spot.SpotEvent.Balances;
import io.tapeloom.sim.spot.SpotEvent.Execution;
import io.tapeloom.sim.spot.SpotEvent.ListReport;
import io.tapeloom.sim.spot.SpotEvent.OrderReport;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Numbers everything that happens and tells it. Numbers are never below the market time in ms since
 * 2026-01-01, so that an exchange that was started again gives none twice.
 */
final class Journal {
  private static final long EPOCH_MS = 1_767_225_600_000L;

  private final Consumer<SpotEvent> out;
  private long orderId;
  private long tradeId;
  private long executionId;
  private long listId;
  private long matchId;

  Journal(Consumer<SpotEvent> out) {
    this.out = out;
  }

  private static long next(long last, long nowMs) {
    return Math.max(last + 1, nowMs - EPOCH_MS);
  }

  long newOrder(long nowMs) {
    return orderId = next(orderId, nowMs);
  }

  long newTrade(long nowMs) {
    return tradeId = next(tradeId, nowMs);
  }

  long newList(long nowMs) {
    return listId = next(listId, nowMs);
  }

  long newMatch(long nowMs) {
    return matchId = next(matchId, nowMs);
  }

  /** Tells about an order under its own name. */
  long report(SpotOrder order, ExecutionType type, Execution last, long nowMs) {
    return report(order, type, last, order.currentClientId, "", nowMs);
  }

  long report(
      SpotOrder order,
      ExecutionType type,
      Execution last,
      String clientId,
      String origClientId,
      long nowMs) {
    order.updatedMs = nowMs;
    executionId = next(executionId, nowMs);
    out.accept(
        new OrderReport(order.view(), type, last, executionId, clientId, origClientId, "", nowMs));
    return executionId;
  }

  /** Tells about an order that never came into being. */
  void rejected(Account account, Ticket ticket, String clientId, Refused refused, long nowMs) {
    executionId = next(executionId, nowMs);
    OrderView never =
        new OrderView(
            account.id,
            ticket,
            -1,
            -1,
            clientId,
            OrderStatus.REJECTED,
            new OrderView.Done(0, 0),
            new OrderView.Times(-1, nowMs, -1, -1),
            new OrderView.Prevented(-1, 0),
            ExpiryReason.NONE);
    out.accept(
        new OrderReport(
            never,
            ExecutionType.REJECTED,
            Execution.NONE,
            executionId,
            clientId,
            "",
            refused.text(),
            nowMs));
  }

  /** Tells what an account has of everything that an order can change. */
  void balances(SpotOrder order, long nowMs) {
    TreeSet<String> assets = new TreeSet<>(List.of(order.pit.baseAsset, order.pit.quoteAsset));
    assets.add(order.pit.rules.fees().feeAsset());
    balances(order.account, List.copyOf(assets), nowMs);
  }

  void balances(Account account, List<String> assets, long nowMs) {
    account.updatedMs = nowMs;
    List<Holding> holdings = assets.stream().map(account::holding).toList();
    out.accept(new Balances(account.id, holdings, nowMs));
  }

  void moved(int account, String asset, long deltaE8, long nowMs) {
    out.accept(new SpotEvent.BalanceChange(account, asset, deltaE8, nowMs));
  }

  void list(SpotList list, ListStatus status, long nowMs) {
    list.status = status;
    list.timeMs = nowMs;
    out.accept(new ListReport(list.view(), nowMs));
  }
}
