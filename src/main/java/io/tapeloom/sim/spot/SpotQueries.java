package io.tapeloom.sim.spot;

import io.tapeloom.sim.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What may be asked of the desk; nothing here changes anything. */
public final class SpotQueries {
  private final SpotDesk desk;

  SpotQueries(SpotDesk desk) {
    this.desk = desk;
  }

  /**
   * A stretch of history.
   *
   * @param fromId -1 for none
   * @param startMs -1 for none
   * @param endMs -1 for none
   */
  public record Span(long fromId, long startMs, long endMs, int limit) {
    boolean holds(long timeMs) {
      return (startMs < 0 || timeMs >= startMs) && (endMs < 0 || timeMs <= endMs);
    }

    /** Oldest first from where it starts; without a start the newest. */
    <T> List<T> page(List<T> all) {
      int size = all.size();
      boolean fromStart = fromId >= 0 || startMs >= 0;
      return fromStart
          ? List.copyOf(all.subList(0, Math.min(limit, size)))
          : List.copyOf(all.subList(Math.max(0, size - limit), size));
    }
  }

  /** The rules of a symbol (-1121). */
  public SpotRules rules(String symbol) {
    return desk.pit(symbol).rules;
  }

  /** Every symbol. */
  public List<String> symbols() {
    return desk.pits().stream().map(pit -> pit.symbol).toList();
  }

  /** Whether a symbol trades. */
  public TradingStatus status(String symbol) {
    return desk.pit(symbol).status;
  }

  /** What an account has, by asset. */
  public List<Holding> holdings(int account) {
    return desk.account(account).holdings();
  }

  /** When its balances changed last. */
  public long updatedMs(int account) {
    return desk.account(account).updatedMs;
  }

  /** Whether it pays fees in the fee asset where it can. */
  public boolean burnsFeeAsset(int account) {
    return desk.account(account).burns;
  }

  static Optional<SpotOrder> find(Records records, long orderId, String clientId) {
    if (orderId < 0 && clientId.isEmpty()) {
      throw Composition.either("origClientOrderId", "orderId");
    }
    if (orderId < 0) {
      return records.find(clientId);
    }
    Optional<SpotOrder> order = Optional.ofNullable(records.orders.get(orderId));
    return order.filter(o -> clientId.isEmpty() || clientId.equals(o.currentClientId));
  }

  static Optional<SpotList> find(Account account, long listId, String clientId) {
    if (listId < 0 && clientId.isEmpty()) {
      throw Composition.either("orderListId", "listClientOrderId");
    }
    if (listId >= 0) {
      return Optional.ofNullable(account.lists.get(listId))
          .filter(l -> clientId.isEmpty() || l.clientId.equals(clientId));
    }
    return account.lists.descendingMap().values().stream()
        .filter(l -> l.clientId.equals(clientId))
        .findFirst();
  }

  /** One order (-2013, -2026, -2039). */
  public OrderView order(int account, String symbol, long orderId, String clientId, long nowMs) {
    Records records = records(account, symbol, nowMs);
    Optional<SpotOrder> found = find(records, orderId, clientId);
    if (found.isEmpty() && records.archived(orderId)) {
      throw new Refused(
          -2026,
          "Order was canceled or expired with no executed qty over 90 days ago and has been"
              + " archived.");
    }
    if (found.isEmpty() && orderId >= 0 && records.orders.containsKey(orderId)) {
      throw new Refused(-2039, "Client order ID is not correct for this order ID.");
    }
    return found.orElseThrow(() -> new Refused(-2013, "Order does not exist.")).view();
  }

  private Records records(int account, String symbol, long nowMs) {
    Records records = desk.account(account).records(desk.pit(symbol).symbol);
    records.archive(nowMs);
    return records;
  }

  /** What is open on a symbol, oldest first. */
  public List<OrderView> open(int account, String symbol) {
    Collection<SpotOrder> open =
        desk.account(account).records(desk.pit(symbol).symbol).open.values();
    return open.stream().map(SpotOrder::view).toList();
  }

  /** What is open anywhere. */
  public List<OrderView> open(int account) {
    List<OrderView> all = new ArrayList<>();
    symbols().forEach(symbol -> all.addAll(open(account, symbol)));
    return all;
  }

  /** The orders of a symbol in the order of their ids; times are those of placing. */
  public List<OrderView> orders(int account, String symbol, Span span, long nowMs) {
    Records records = records(account, symbol, nowMs);
    List<SpotOrder> found =
        records.orders.tailMap(Math.max(0, span.fromId())).values().stream()
            .filter(o -> span.holds(o.createdMs))
            .toList();
    return span.page(found).stream().map(SpotOrder::view).toList();
  }

  /**
   * The trades of a symbol in the order of their ids.
   *
   * @param orderId -1 for those of all orders
   */
  public List<Fill> fills(int account, String symbol, long orderId, Span span) {
    Records records = desk.account(account).records(desk.pit(symbol).symbol);
    Predicate<Fill> wanted = fill -> orderId < 0 || fill.orderId() == orderId;
    List<Fill> found =
        records.fillsFrom(Math.max(0, span.fromId())).stream()
            .filter(wanted)
            .filter(f -> span.holds(f.timeMs()))
            .toList();
    return span.page(found);
  }

  /** One list (-2018 in the exchange's words). */
  public ListView list(int account, long listId, String clientId) {
    return find(desk.account(account), listId, clientId)
        .orElseThrow(() -> new Refused(-2018, "Order list does not exist."))
        .view();
  }

  /** The lists that are open. */
  public List<ListView> openLists(int account) {
    return desk.account(account).openLists.values().stream().map(SpotList::view).toList();
  }

  /** All lists in the order of their ids. */
  public List<ListView> lists(int account, Span span) {
    List<SpotList> found =
        desk.account(account).lists.tailMap(Math.max(0, span.fromId())).values().stream()
            .filter(l -> span.holds(l.timeMs))
            .toList();
    return span.page(found).stream().map(SpotList::view).toList();
  }

  /** Prevented matches by their id or by the order that was incoming; -1 for any. */
  public List<PreventedMatch> prevented(
      int account, String symbol, long matchId, long orderId, long fromId, int limit) {
    return desk.account(account).records(desk.pit(symbol).symbol).prevented.values().stream()
        .filter(m -> matchId < 0 || m.matchId() == matchId)
        .filter(m -> orderId < 0 || m.takerOrderId() == orderId || m.makerOrderId() == orderId)
        .filter(m -> fromId < 0 || m.matchId() >= fromId)
        .limit(limit)
        .toList();
  }

  /** What was changed on an order, oldest first (-2013). */
  public List<Amendment> amendments(int account, String symbol, long orderId, long fromId) {
    SpotOrder order = desk.account(account).records(desk.pit(symbol).symbol).orders.get(orderId);
    if (order == null) {
      throw new Refused(-2013, "Order does not exist.");
    }
    return order.amendments.stream().filter(a -> a.executionId() >= fromId).toList();
  }
}
