package io.tapeloom.sim.usdm;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What users may ask about their orders, trades and money; every answer is as of its moment. */
public final class Archive {
  private final Pit pit;
  private final Agenda agenda;
  private final Conditionals conditionals;

  Archive(Pit pit, Agenda agenda, Conditionals conditionals) {
    this.pit = pit;
    this.agenda = agenda;
    this.conditionals = conditionals;
  }

  private Account account(int account, long nowMs) {
    agenda.advance(nowMs);
    return pit.account(account);
  }

  /** One order, open or not (-2013). */
  public OrderState order(int account, OrderRef ref, long nowMs) {
    Account of = account(account, nowMs);
    Contract contract = pit.contract(ref.symbol());
    return find(of, ref)
        .filter(o -> o.holding.contract == contract && History.shown(o, nowMs))
        .orElseThrow(Refusals::noSuchOrder)
        .state();
  }

  /** By the user's own id the open one is meant, or the newest of that name. */
  private static Optional<Order> find(Account account, OrderRef ref) {
    if (ref.id().isPresent()) {
      return Optional.ofNullable(account.orders.get(ref.id().getAsLong()));
    }
    String client = ref.clientId().orElseThrow();
    Order open = account.openByClient.get(client);
    return open != null
        ? Optional.of(open)
        : account.orders.descendingMap().values().stream()
            .filter(o -> o.clientId.equals(client))
            .findFirst();
  }

  /** One open order (-2013). */
  public OrderState openOrder(int account, OrderRef ref, long nowMs) {
    OrderState found = order(account, ref, nowMs);
    if (!found.status().open()) {
      throw Refusals.noSuchOrder();
    }
    return found;
  }

  /** Open orders, of one symbol or of all, in the order of their numbers. */
  public List<OrderState> openOrders(int account, Optional<String> symbol, long nowMs) {
    Optional<Contract> contract = contract(symbol);
    return account(account, nowMs).holdings.stream()
        .filter(h -> contract.isEmpty() || h.contract == contract.get())
        .flatMap(h -> h.orders.values().stream())
        .sorted(Comparator.comparingLong(o -> o.id))
        .map(Order::state)
        .toList();
  }

  /** Orders of the past, the page's number being an order's. */
  public List<OrderState> orders(int account, Optional<String> symbol, Page page, long nowMs) {
    List<Order> orders = History.orders(account(account, nowMs), contract(symbol), nowMs);
    return History.page(orders, page.atMostAWeek(), nowMs, o -> o.id, o -> o.timeMs).stream()
        .map(Order::state)
        .toList();
  }

  /** Liquidation orders. */
  public List<OrderState> liquidations(
      int account, Optional<String> symbol, Page page, long nowMs) {
    Optional<Contract> contract = contract(symbol);
    List<Order> orders =
        account(account, nowMs).liquidated.stream()
            .filter(o -> contract.isEmpty() || o.holding.contract == contract.get())
            .toList();
    return History.page(orders, page.atMostAWeek(), nowMs, o -> o.id, o -> o.timeMs).stream()
        .map(Order::state)
        .toList();
  }

  private Optional<Contract> contract(Optional<String> symbol) {
    return symbol.map(pit::contract);
  }

  /** Fills, the page's number being a trade's. */
  public List<TradeRow> trades(
      int account, String symbol, OptionalLong orderId, Page page, long nowMs) {
    Account of = account(account, nowMs);
    String name = pit.contract(symbol).name();
    List<TradeRow> rows =
        of.trades.stream()
            .filter(t -> t.order().listing().name().equals(name))
            .filter(t -> orderId.isEmpty() || t.order().id() == orderId.getAsLong())
            .toList();
    Page asked = page.atMostAWeek().eitherIdOrTimes();
    return History.page(rows, asked, nowMs, TradeRow::id, TradeRow::timeMs);
  }

  /** Changes of the wallet, of one symbol or kind or of all. */
  public List<IncomeRow> income(
      int account, Optional<String> symbol, Optional<String> kind, Page page, long nowMs) {
    Account of = account(account, nowMs);
    symbol.ifPresent(pit::contract);
    List<IncomeRow> rows =
        of.incomes.stream()
            .filter(i -> symbol.isEmpty() || i.symbol().equals(symbol.get()))
            .filter(i -> kind.isEmpty() || i.kind().name().equals(kind.get()))
            .toList();
    return History.page(rows, page, nowMs, IncomeRow::id, IncomeRow::timeMs);
  }

  /** Changes of orders. */
  public List<AmendmentRow> amendments(
      int account, String symbol, Optional<OrderRef> ref, Page page, long nowMs) {
    Account of = account(account, nowMs);
    String name = pit.contract(symbol).name();
    List<AmendmentRow> rows =
        of.amendments.stream()
            .filter(a -> a.order().listing().name().equals(name))
            .filter(a -> ref.isEmpty() || means(ref.get(), a.order()))
            .toList();
    return History.page(rows, page, nowMs, AmendmentRow::id, AmendmentRow::timeMs).reversed();
  }

  private static boolean means(OrderRef ref, OrderState order) {
    return ref.id().isPresent()
        ? ref.id().getAsLong() == order.id()
        : ref.clientId().orElseThrow().equals(order.clientId());
  }

  /** One conditional order (-2013). */
  public AlgoState algo(int account, AlgoRef ref, long nowMs) {
    return conditionals
        .find(account(account, nowMs), ref)
        .filter(a -> History.shown(a, nowMs))
        .orElseThrow(Refusals::noSuchOrder)
        .state();
  }

  /** Conditional orders that have not triggered. */
  public List<AlgoState> openAlgos(int account, Optional<String> symbol, long nowMs) {
    return algos(account, symbol, nowMs).stream().filter(Algo::open).map(Algo::state).toList();
  }

  /** Conditional orders of the past, the page's number being theirs. */
  public List<AlgoState> algos(int account, Optional<String> symbol, Page page, long nowMs) {
    List<Algo> algos = algos(account, symbol, nowMs);
    return History.page(algos, page.atMostAWeek(), nowMs, a -> a.id, a -> a.timeMs).stream()
        .map(Algo::state)
        .toList();
  }

  private List<Algo> algos(int account, Optional<String> symbol, long nowMs) {
    Account of = account(account, nowMs);
    Optional<Contract> contract = contract(symbol);
    return of.algos.values().stream()
        .filter(a -> contract.isEmpty() || a.holding.contract == contract.get())
        .filter(a -> History.shown(a, nowMs))
        .toList();
  }

  /** Changes of isolated margins of a symbol. */
  public List<MarginRow> marginChanges(int account, String symbol, long nowMs) {
    Account of = account(account, nowMs);
    String name = pit.contract(symbol).name();
    return of.marginChanges.stream().filter(m -> m.symbol().equals(name)).toList();
  }
}
