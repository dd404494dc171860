package io.tapeloom.sim.spot;

import io.tapeloom.sim.Refused;
import io.tapeloom.sim.book.MatchingBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The private side of the spot market: accounts trade against the simulated market and each other.
 * Every command first plays the market up to its moment; refusals are {@link Refused} and change
 * nothing. The same venues and commands give the same events, whatever steps time takes between.
 *
 * <p>Belongs to one thread.
 */
public final class SpotDesk {
  private final TreeMap<String, Pit> pits = new TreeMap<>();
  private final TreeMap<Integer, Account> accounts = new TreeMap<>();
  private final ClientIds ids = new ClientIds();
  private final Journal journal;
  private final Settlement settlement;
  private final ListDesk lists;
  private final SpotQueries queries;
  private long nowMs = Long.MIN_VALUE;

  /** A desk for these symbols that tells everything that happens. */
  public SpotDesk(List<SpotVenue> venues, Consumer<SpotEvent> out) {
    FeeOffice fees = new FeeOffice();
    this.journal = new Journal(out);
    this.settlement = new Settlement(journal, fees);
    this.lists = new ListDesk(journal, settlement, ids);
    Prevention prevention = new Prevention(journal, settlement);
    for (SpotVenue venue : venues) {
      fees.add(venue);
      pits.put(venue.rules().symbol(), new Pit(venue, settlement, prevention));
    }
    this.queries = new SpotQueries(this);
  }

  // ---- accounts and time ----

  /** Opens an account; one that is there already is left as it is. */
  public void openAccount(int account, SortedMap<String, Long> balancesE8, long atMs) {
    if (!accounts.containsKey(account)) {
      Account opened = new Account(account, atMs);
      balancesE8.forEach(opened::receive);
      accounts.put(account, opened);
    }
  }

  /** Adds to a free balance, or takes from it when below 0. */
  public void deposit(int account, String asset, long amountE8, long atMs) {
    long now = advance(atMs);
    Account owner = account(account);
    if (amountE8 < 0) {
      owner.require(asset, -amountE8);
    }
    owner.receive(asset, amountE8);
    journal.moved(account, asset, amountE8, now);
    journal.balances(owner, List.of(asset), now);
  }

  /** Whether an account pays its fees in the fee asset where it can. */
  public void burnFeeAsset(int account, boolean burns) {
    account(account).burns = burns;
  }

  /** Opens or closes the trading of a symbol. */
  public void status(String symbol, TradingStatus status, long atMs) {
    advance(atMs);
    pit(symbol).status = status;
  }

  /**
   * Plays the market up to that moment; one that lies before the last is taken for it.
   *
   * @return the moment reached
   */
  public long advance(long atMs) {
    if (nowMs == Long.MIN_VALUE) {
      pits.values().forEach(pit -> pit.advance(atMs));
      nowMs = atMs;
    }
    while (nowMs < atMs) {
      long to = together(atMs);
      pits.values().forEach(pit -> pit.advance(to));
      nowMs = to;
    }
    return nowMs;
  }

  /** How far the symbols may run side by side without one's trades mattering to another's. */
  private long together(long atMs) {
    List<Pit> live = pits.values().stream().filter(Pit::live).toList();
    long to = atMs;
    for (Pit pit : live.size() > 1 ? live : List.<Pit>of()) {
      to = pit.nextMoment(to);
    }
    return to;
  }

  // ---- orders ----

  /** Places an order. */
  public Placed place(int account, Ticket ticket, long atMs) {
    long now = advance(atMs);
    Pit pit = pit(ticket.symbol());
    Screening.form(pit, ticket, now);
    return placeScreened(account(account), pit, ticket, now);
  }

  private Placed placeScreened(Account owner, Pit pit, Ticket ticket, long now) {
    Ticket sized = Screening.screen(pit, owner, ticket, now);
    SpotOrder order = create(owner, pit, sized, now);
    if (sized.type() != OrderType.MARKET || !sized.buys()) {
      owner.bind(order, order.needE8());
    }
    pit.start(order, now);
    return new Placed(order.view(), List.copyOf(order.fills), now);
  }

  private SpotOrder create(Account owner, Pit pit, Ticket ticket, long now) {
    SpotOrder order = ListDesk.order(owner, pit, journal.newOrder(now), ids, ticket, now);
    order.lockPriceE8 = Screening.lockPriceE8(pit, ticket, now);
    owner.records(pit.symbol).add(order);
    return order;
  }

  /** Checks an order as {@link #place} would, and places nothing. */
  public void test(int account, Ticket ticket, long atMs) {
    long now = advance(atMs);
    Pit pit = pit(ticket.symbol());
    Screening.form(pit, ticket, now);
    Screening.screen(pit, account(account), ticket, now);
  }

  /** Cancels an order, and with it the list that it belongs to. */
  public Cancelled cancel(CancelRequest request, long atMs) {
    long now = advance(atMs);
    return cancel(wanted(request), request.requestId(), now);
  }

  private SpotOrder wanted(CancelRequest request) {
    ClientIds.check("newClientOrderId", request.requestId());
    Pit pit = pit(request.symbol());
    Records records = account(request.account()).records(pit.symbol);
    SpotOrder order =
        SpotQueries.find(records, request.orderId(), request.origClientOrderId())
            .filter(SpotOrder::open)
            .orElseThrow(SpotDesk::unknown);
    cancellable(pit);
    boolean allowed =
        switch (request.only()) {
          case ANY -> true;
          case ONLY_NEW -> order.status == OrderStatus.NEW;
          case ONLY_PARTIALLY_FILLED -> order.status == OrderStatus.PARTIALLY_FILLED;
        };
    if (!allowed) {
      throw new Refused(-2011, "Order was not canceled due to cancel restrictions.");
    }
    return order;
  }

  private static void cancellable(Pit pit) {
    if (pit.status == TradingStatus.HALT) {
      throw new Refused(-2011, "Market is closed.");
    }
  }

  static Refused unknown() {
    return new Refused(-2011, "Unknown order sent.");
  }

  private Cancelled cancel(SpotOrder order, String requestId, long now) {
    String name = requestId.isEmpty() ? ids.next() : requestId;
    if (order.list != null) {
      return lists.cancel(order.list, name, now);
    }
    settlement.cancel(order, name, now);
    return new Cancelled(Optional.empty(), List.of(new Cancelled.Report(name, order.view(), now)));
  }

  /** Cancels everything that is open on a symbol (-2011 when nothing is). */
  public List<Cancelled> cancelOpen(int account, String symbol, long atMs) {
    long now = advance(atMs);
    Pit pit = pit(symbol);
    Records records = account(account).records(symbol);
    if (records.open.isEmpty()) {
      throw unknown();
    }
    cancellable(pit);
    List<Cancelled> done = new ArrayList<>();
    while (!records.open.isEmpty()) {
      done.add(cancel(records.open.firstEntry().getValue(), "", now));
    }
    return done;
  }

  /**
   * Cancels an order and places another, as two steps of which the second may fail.
   *
   * @param regardless whether the new order is placed even if nothing could be cancelled
   */
  public Replaced replace(CancelRequest cancel, Ticket ticket, boolean regardless, long atMs) {
    long now = advance(atMs);
    Pit pit = pit(ticket.symbol());
    Screening.form(pit, ticket, now);
    Optional<Cancelled> cancelled = Optional.empty();
    Optional<Refused> refused = Optional.empty();
    try {
      cancelled = Optional.of(cancel(cancel, now));
    } catch (Refused e) {
      refused = Optional.of(e);
    }
    if (refused.isPresent() && !regardless) {
      return new Replaced(cancelled, refused, false, Optional.empty(), Optional.empty());
    }
    try {
      Placed placed = placeScreened(account(cancel.account()), pit, ticket, now);
      return new Replaced(cancelled, refused, true, Optional.of(placed), Optional.empty());
    } catch (Refused e) {
      String said = ticket.labels().clientOrderId();
      String name = said.isEmpty() ? ids.next() : said;
      cancelled.ifPresent(c -> journal.rejected(account(cancel.account()), ticket, name, e, now));
      return new Replaced(cancelled, refused, true, Optional.empty(), Optional.of(e));
    }
  }

  /** Makes an open order smaller; it keeps its place in the queue. */
  public Amended amend(CancelRequest which, long newQtyE8, long atMs) {
    long now = advance(atMs);
    return new Amending(journal, ids).amend(wanted(which), which.requestId(), newQtyE8, now);
  }

  // ---- order lists ----

  /** Places a list of orders. */
  public ListView place(int account, ListTicket ticket, long atMs) {
    long now = advance(atMs);
    return lists.place(account(account), pit(ticket.symbol()), ticket, now);
  }

  /**
   * Cancels a list.
   *
   * @param listId -1 where it is named by its client id only
   */
  public Cancelled cancelList(
      int account, String symbol, long listId, String clientListId, String requestId, long atMs) {
    long now = advance(atMs);
    Pit pit = pit(symbol);
    SpotList list =
        SpotQueries.find(account(account), listId, clientListId)
            .filter(l -> l.open() && l.pit == pit)
            .orElseThrow(SpotDesk::unknown);
    cancellable(pit);
    return lists.cancel(list, requestId.isEmpty() ? ids.next() : requestId, now);
  }

  // ---- the rest ----

  /** A symbol's book with everything in it at that moment, if any order of an account rests. */
  public Optional<MatchingBook> book(String symbol, long atMs) {
    Pit pit = pit(symbol);
    if (pit.book.resting() == 0) {
      return Optional.empty();
    }
    pit.quote(advance(atMs));
    return Optional.of(pit.book);
  }

  /** What may be asked. */
  public SpotQueries queries() {
    return queries;
  }

  Pit pit(String symbol) {
    Pit pit = pits.get(symbol);
    if (pit == null) {
      throw new Refused(-1121, "Invalid symbol.");
    }
    return pit;
  }

  List<Pit> pits() {
    return List.copyOf(pits.values());
  }

  Account account(int account) {
    Account found = accounts.get(account);
    if (found == null) {
      throw new Refused(-2015, "Invalid API-key, IP, or permissions for action.");
    }
    return found;
  }
}
