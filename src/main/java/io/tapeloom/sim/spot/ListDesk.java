package io.tapeloom.sim.spot;

import io.tapeloom.sim.Refused;
import io.tapeloom.sim.spot.ListTicket.Oco;
import io.tapeloom.sim.spot.ListTicket.Oto;
import io.tapeloom.sim.spot.ListTicket.Otoco;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Places and cancels order lists. */
final class ListDesk {
  private final Journal journal;
  private final Settlement settlement;
  private final ClientIds ids;

  ListDesk(Journal journal, Settlement settlement, ClientIds ids) {
    this.journal = journal;
    this.settlement = settlement;
    this.ids = ids;
  }

  static SpotOrder order(
      Account owner, Pit pit, long id, ClientIds ids, Ticket ticket, long nowMs) {
    String said = ticket.labels().clientOrderId();
    return new SpotOrder(owner, pit, id, ticket, said.isEmpty() ? ids.next() : said, nowMs);
  }

  ListView place(Account owner, Pit pit, ListTicket ticket, long nowMs) {
    ClientIds.check("listClientOrderId", ticket.clientListId());
    boolean used =
        owner.openLists.values().stream().anyMatch(l -> l.clientId.equals(ticket.clientListId()));
    if (used) {
      throw new Refused(-2010, "Duplicate order sent.");
    }
    return switch (ticket) {
      case Oco oco -> oco(owner, pit, oco, nowMs);
      case Oto oto -> oto(owner, pit, oto, List.of(oto.pending()), nowMs);
      case Otoco otoco -> otoco(owner, pit, otoco, nowMs);
    };
  }

  // ---- one cancels the other ----

  private ListView oco(Account owner, Pit pit, Oco oco, long nowMs) {
    List<Ticket> legs = PairRules.ordered(oco.above(), oco.below());
    legs.forEach(leg -> Screening.form(pit, leg, nowMs));
    PairRules.check(oco.above(), oco.below());
    Screening.open(pit, nowMs);
    pit.quote(nowMs);
    PairRules.around(pit, oco.above(), oco.below(), nowMs);
    admit(owner, pit, legs);
    legs.forEach(leg -> Screening.payable(pit, owner, leg, nowMs));
    SpotList list = list(owner, pit, oco, Contingency.OCO, nowMs);
    legs.forEach(leg -> list.add(make(owner, pit, leg, nowMs)));
    pair(list.orders.get(0), list.orders.get(1));
    enrol(list, nowMs);
    SpotOrder carrier = list.orders.getFirst();
    owner.bind(carrier, Settlement.needOf(carrier));
    list.orders.forEach(order -> pit.start(order, nowMs));
    return list.view();
  }

  private static void pair(SpotOrder one, SpotOrder other) {
    one.sibling = other;
    other.sibling = one;
  }

  // ---- one triggers the others ----

  private ListView otoco(Account owner, Pit pit, Otoco ticket, long nowMs) {
    PairRules.check(ticket.above(), ticket.below());
    List<Ticket> pending = PairRules.ordered(ticket.above(), ticket.below());
    return oto(
        owner,
        pit,
        new Oto(ticket.clientListId(), ticket.working(), pending.getFirst()),
        pending,
        nowMs);
  }

  private ListView oto(Account owner, Pit pit, Oto oto, List<Ticket> pending, long nowMs) {
    Ticket working = oto.working();
    if (working.type() != OrderType.LIMIT && working.type() != OrderType.LIMIT_MAKER) {
      throw Refused.invalid("workingType");
    }
    pending.forEach(leg -> Screening.form(pit, leg, nowMs));
    Screening.form(pit, working, nowMs);
    List<Ticket> all = new ArrayList<>(List.of(working));
    all.addAll(pending);
    admit(owner, pit, all);
    Screening.screen(pit, owner, working, nowMs);
    SpotList list = list(owner, pit, oto, Contingency.OTO, nowMs);
    all.forEach(leg -> list.add(make(owner, pit, leg, nowMs)));
    list.pending.addAll(list.orders.subList(1, list.orders.size()));
    if (list.pending.size() == 2) {
      pair(list.pending.get(0), list.pending.get(1));
    }
    enrol(list, nowMs);
    start(list, nowMs);
    return list.view();
  }

  private void start(SpotList list, long nowMs) {
    SpotOrder first = list.orders.getFirst();
    for (SpotOrder order : list.pending) {
      order.status = OrderStatus.PENDING_NEW;
      journal.report(order, ExecutionType.NEW, SpotEvent.Execution.NONE, nowMs);
    }
    first.account.bind(first, first.needE8());
    first.pit.start(first, nowMs);
  }

  // ---- both ----

  private static void admit(Account owner, Pit pit, List<Ticket> all) {
    int algo = (int) all.stream().filter(t -> t.type().conditional()).count();
    Filters.counts(pit.rules, owner, all.size(), algo, 1);
    Filters.position(pit.rules, owner, all.getFirst());
    List<String> named =
        all.stream().map(t -> t.labels().clientOrderId()).filter(id -> !id.isEmpty()).toList();
    if (named.stream().distinct().count() < named.size()) {
      throw new Refused(-2010, "Duplicate order sent.");
    }
    all.forEach(ticket -> Screening.unique(pit, owner, ticket));
  }

  private SpotList list(
      Account owner, Pit pit, ListTicket ticket, Contingency contingency, long nowMs) {
    String said = ticket.clientListId();
    String name = said.isEmpty() ? ids.next() : said;
    return new SpotList(owner, pit, journal.newList(nowMs), name, contingency, nowMs);
  }

  private SpotOrder make(Account owner, Pit pit, Ticket ticket, long nowMs) {
    SpotOrder order = order(owner, pit, journal.newOrder(nowMs), ids, ticket, nowMs);
    order.lockPriceE8 = Screening.lockPriceE8(pit, ticket, nowMs);
    return order;
  }

  private void enrol(SpotList list, long nowMs) {
    list.account.add(list);
    list.orders.forEach(list.account.records(list.pit.symbol)::add);
    journal.list(list, ListStatus.EXEC_STARTED, nowMs);
  }

  /** Cancels whatever of a list is open, what waits first. */
  Cancelled cancel(SpotList list, String requestId, long nowMs) {
    List<Cancelled.Report> reports = new ArrayList<>();
    for (SpotOrder order : List.copyOf(list.orders).reversed()) {
      if (order.open()) {
        settlement.cancel(order, requestId, nowMs);
        reports.addFirst(new Cancelled.Report(requestId, order.view(), nowMs));
      }
    }
    return new Cancelled(Optional.of(list.view()), List.copyOf(reports));
  }
}
