package io.tapeloom.trade.io;

import static io.tapeloom.trade.io.TradeRows.number;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Side;
import io.tapeloom.ledger.ClientOrderId;
import io.tapeloom.ledger.CycleChanged;
import io.tapeloom.ledger.CycleState;
import io.tapeloom.ledger.Fill;
import io.tapeloom.ledger.Order;
import io.tapeloom.ledger.OrderState;
import io.tapeloom.trade.PaperEvent;
import io.tapeloom.trade.PaperFill;
import io.tapeloom.trade.PaperOrders;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Writes what the paper broker says as orders, fills and cycle states. The events of one trade are
 * one transaction, and an event whose fill is there already is passed over, so the same walk may be
 * written again after a crash or an unanswered commit.
 */
public final class PaperJournal {
  static final String KNOWN_FILL =
      """
      SELECT coid = $4 AND qty = $5 AND price = $6 AND fee = $7 AS same
      FROM fill WHERE venue = 'PAPER' AND account = $1 AND symbol = $2 AND trade_id = $3
      """;

  static final String BOOK =
      """
      INSERT INTO fill (venue, account, symbol, trade_id, coid, qty, price, fee, fee_asset, exch_ts)
      VALUES ('PAPER', $1, $2, $3, $4, $5, $6, $7, 'USDT', $8)
      """;

  static final String PLACE =
      """
      INSERT INTO order_journal (coid, role, epoch, venue, account, symbol, cycle_id, purpose,
        attempt, side, type, qty, price, stop_price, reduce_only, close_position, state)
      VALUES ($1, $2, $3, 'PAPER', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, false, 'INTENT')
      """;

  static final String MOVE =
      """
      UPDATE order_journal
      SET state = $2, exch_ts = $3, epoch = $4, version = version + 1,
        filled_qty = CASE WHEN $2 = 'FILLED' THEN qty ELSE filled_qty END
      WHERE coid = $1 AND state <> $2
      """;

  static final String CANCEL_REST =
      """
      UPDATE order_journal SET state = 'CANCELED', exch_ts = $2, epoch = $3, version = version + 1
      WHERE cycle_id = $1 AND state = 'ACKED'
      """;

  static final String CYCLE =
      "UPDATE trade_cycle SET state = $2, walked_ms = $3, epoch = $4 WHERE id = $1";

  static final String DROPPED =
      """
      UPDATE trade_cycle SET state = 'CLOSED', note = $2, epoch = $3
      WHERE id = $1 AND state = 'PLANNED'
      """;

  static final String ENTERED =
      """
      UPDATE trade_cycle
      SET entry_price = $2, entry_ms = $3, sl_price = $4, tp1_price = $5, tp2_price = $6,
        remaining_qty = $7, fee_usdt = $8, epoch = $9
      WHERE id = $1
      """;

  static final String HALVED =
      """
      UPDATE trade_cycle
      SET remaining_qty = remaining_qty - $2, fee_usdt = fee_usdt + $3, epoch = $4 WHERE id = $1
      """;

  static final String STOP_MOVED =
      """
      UPDATE trade_cycle SET tp1_hit = true, sl_price = $2, walked_ms = $3, epoch = $4
      WHERE id = $1 AND NOT tp1_hit
      """;

  static final String CLOSED =
      """
      UPDATE trade_cycle c
      SET exit_status = $2, exit_price = $3, exit_ms = $4, pnl_usdt = $5, pnl_r = $6,
        fee_usdt = $7, remaining_qty = 0, epoch = $8,
        exit_signal_id = CASE WHEN $2 = 'signal_flip' THEN
          (SELECT s.id FROM signal s
           WHERE s.instrument_id = c.instrument_id AND s.strategy = c.strategy
             AND s.verdict = 'APPROVED' AND s.t > c.t AND s.t <= $4
           ORDER BY s.t DESC LIMIT 1) END
      WHERE id = $1
      """;

  static final String QUARANTINE =
      """
      UPDATE trade_cycle SET state = 'QUARANTINED', note = $2, epoch = $3
      WHERE id = $1 AND state NOT IN ('CLOSED', 'QUARANTINED')
      """;

  private final Pool pool;
  private final Instrument instrument;

  /** A journal of one instrument; give it the pool whose commits are durable. */
  public PaperJournal(Pool pool, Instrument instrument) {
    this.pool = pool;
    this.instrument = instrument;
  }

  /**
   * Writes the events of one trade, all or none.
   *
   * @param orders orders of each event's cycle
   * @return what changed, to be told once it is committed; fails with {@link Contradiction} when an
   *     event does not fit what is written already
   */
  Future<List<CycleChanged>> write(
      List<PaperEvent> events, Function<PaperEvent, PaperOrders> orders, Fence fence) {
    return pool.withTransaction(
        connection -> {
          Writer writer = new Writer(connection, fence);
          Future<List<CycleChanged>> chain = Future.succeededFuture(List.of());
          for (PaperEvent event : events) {
            chain =
                chain.compose(
                    before ->
                        writer
                            .write(event, orders.apply(event))
                            .recover(cause -> Contradiction.explain(event.cycle(), cause))
                            .map(changes -> join(before, changes)));
          }
          return chain;
        });
  }

  private static List<CycleChanged> join(List<CycleChanged> before, List<CycleChanged> more) {
    return Stream.concat(before.stream(), more.stream()).toList();
  }

  /** Sets a cycle aside that contradicts what is written; an operator has to look. */
  Future<CycleChanged> quarantine(Contradiction found, PaperOrders orders, long atMs, Fence fence) {
    String account = PaperOrders.account(found.cycle().strategy());
    return pool.preparedQuery(QUARANTINE)
        .execute(Tuple.of(orders.cycleId(), found.getMessage(), fence.epoch()))
        .map(
            _ ->
                new CycleChanged(
                    instrument, orders.cycleId(), account, CycleState.QUARANTINED.name(), atMs));
  }

  /** The rows of one transaction. */
  private final class Writer {
    private final SqlConnection connection;
    private final Fence fence;

    Writer(SqlConnection connection, Fence fence) {
      this.connection = connection;
      this.fence = fence;
    }

    Future<List<CycleChanged>> write(PaperEvent event, PaperOrders orders) {
      return switch (event) {
        case PaperEvent.NotOpened no -> dropped(no, orders);
        case PaperEvent.EntryFilled in ->
            once(in, in.side(), in.fill(), orders, false, () -> entered(in, orders));
        case PaperEvent.Tp1Filled half ->
            once(half, half.side(), half.fill(), orders, false, () -> halved(half, orders));
        case PaperEvent.StopMoved moved -> stopMoved(moved, orders);
        case PaperEvent.Closed out ->
            once(out, out.side(), out.fill(), orders, out.tp1Hit(), () -> closed(out, orders));
      };
    }

    /** An event whose fill is there already was written before; another fill there is an alarm. */
    private Future<List<CycleChanged>> once(
        PaperEvent event,
        Side side,
        PaperFill paper,
        PaperOrders orders,
        boolean tp1Hit,
        Supplier<Future<List<CycleChanged>>> rows) {
      Fill fill = orders.fill(side, paper, tp1Hit);
      return connection
          .preparedQuery(KNOWN_FILL)
          .execute(Tuple.from(fillKey(event, fill).subList(0, 7)))
          .compose(
              known -> {
                if (known.size() == 0) {
                  return rows.get();
                }
                return known.iterator().next().getBoolean("same")
                    ? nothing()
                    : Contradiction.of(event.cycle(), fill + " was booked otherwise before");
              });
    }

    private List<Object> fillKey(PaperEvent event, Fill fill) {
      return List.of(
          account(event),
          instrument.symbol().name(),
          fill.tradeId(),
          fill.order().toString(),
          number(fill.qty()),
          number(fill.price()),
          number(fill.feeUsdt()),
          fill.timeMs());
    }

    private Future<List<CycleChanged>> dropped(PaperEvent.NotOpened no, PaperOrders orders) {
      long t = no.cycle().t();
      ClientOrderId entry = orders.order(PaperFill.Leg.ENTRY, false);
      return connection
          .preparedQuery(DROPPED)
          .execute(Tuple.of(orders.cycleId(), no.reason().code(), fence.epoch()))
          .compose(
              done ->
                  done.rowCount() == 0
                      ? nothing()
                      : move(List.of(entry), t, OrderState.NOT_SENT)
                          .map(_ -> List.of(changed(no, orders, CycleState.CLOSED, t))));
    }

    private Future<List<CycleChanged>> entered(PaperEvent.EntryFilled in, PaperOrders orders) {
      Fill fill = orders.fill(in.side(), in.fill(), false);
      Tuple row = Tuple.of(orders.cycleId(), number(fill.price()), fill.timeMs());
      row.addValue(number(in.stop())).addValue(number(in.tp1())).addValue(number(in.tp2()));
      row.addValue(number(fill.qty())).addValue(number(fill.feeUsdt())).addLong(fence.epoch());
      return filled(in, fill, OrderState.SENDING, OrderState.ACKED, OrderState.FILLED)
          .compose(_ -> cycle(orders, fill.timeMs(), CycleState.ENTERING))
          .compose(_ -> cycle(orders, fill.timeMs(), CycleState.OPEN_UNPROTECTED))
          .compose(_ -> connection.preparedQuery(ENTERED).execute(row))
          .compose(_ -> rest(in, orders.protection(in), fill.timeMs()))
          .compose(_ -> cycle(orders, fill.timeMs(), CycleState.OPEN_PROTECTED))
          .map(_ -> List.of(changed(in, orders, CycleState.OPEN_PROTECTED, fill.timeMs())));
    }

    private Future<List<CycleChanged>> halved(PaperEvent.Tp1Filled half, PaperOrders orders) {
      Fill fill = orders.fill(half.side(), half.fill(), false);
      Tuple row = Tuple.of(orders.cycleId(), number(fill.qty()), number(fill.feeUsdt()));
      return filled(half, fill, OrderState.FILLED)
          .compose(_ -> connection.preparedQuery(HALVED).execute(row.addLong(fence.epoch())))
          .map(_ -> List.of(changed(half, orders, CycleState.OPEN_PROTECTED, fill.timeMs())));
    }

    private Future<List<CycleChanged>> stopMoved(PaperEvent.StopMoved moved, PaperOrders orders) {
      Tuple row = Tuple.of(orders.cycleId(), number(moved.to()), moved.timeMs(), fence.epoch());
      return connection
          .preparedQuery(STOP_MOVED)
          .execute(row)
          .compose(
              done ->
                  done.rowCount() == 0
                      ? nothing()
                      : replaceStop(moved, orders)
                          .map(
                              _ ->
                                  List.of(
                                      changed(
                                          moved,
                                          orders,
                                          CycleState.OPEN_PROTECTED,
                                          moved.timeMs()))));
    }

    private Future<Void> replaceStop(PaperEvent.StopMoved moved, PaperOrders orders) {
      List<ClientOrderId> first = List.of(orders.firstStop());
      return rest(moved, List.of(orders.movedStop(moved)), moved.timeMs())
          .compose(_ -> move(first, moved.timeMs(), OrderState.CANCELING, OrderState.CANCELED));
    }

    private Future<List<CycleChanged>> closed(PaperEvent.Closed out, PaperOrders orders) {
      Fill fill = orders.fill(out.side(), out.fill(), out.tp1Hit());
      long atMs = fill.timeMs();
      Tuple row = Tuple.of(orders.cycleId(), out.status().code(), number(out.exitPrice()), atMs);
      row.addValue(number(out.pnlUsdt())).addValue(number(out.pnlR()));
      row.addValue(number(out.feesUsdt())).addLong(fence.epoch());
      return rest(out, orders.exit(out), atMs)
          .compose(_ -> cycle(orders, atMs, CycleState.EXITING))
          .compose(_ -> filled(out, fill, OrderState.FILLED))
          .compose(_ -> cancelRest(orders, atMs))
          .compose(_ -> connection.preparedQuery(CLOSED).execute(row))
          .compose(_ -> cycle(orders, atMs, CycleState.CLOSED))
          .map(_ -> List.of(changed(out, orders, CycleState.CLOSED, atMs)));
    }

    private Future<RowSet<Row>> filled(PaperEvent event, Fill fill, OrderState... path) {
      return move(List.of(fill.order()), fill.timeMs(), path)
          .compose(_ -> connection.preparedQuery(BOOK).execute(Tuple.from(fillKey(event, fill))));
    }

    /** Places orders and has them acknowledged: on paper they rest at once. */
    private Future<Void> rest(PaperEvent event, List<Order> orders, long atMs) {
      if (orders.isEmpty()) {
        return Future.succeededFuture();
      }
      List<Tuple> rows = orders.stream().map(order -> place(event, order)).toList();
      List<ClientOrderId> ids = orders.stream().map(Order::id).toList();
      return connection
          .preparedQuery(PLACE)
          .executeBatch(rows)
          .compose(_ -> move(ids, atMs, OrderState.SENDING, OrderState.ACKED));
    }

    private Tuple place(PaperEvent event, Order order) {
      ClientOrderId id = order.id();
      Tuple row = Tuple.of(id.toString(), fence.role(), fence.epoch(), account(event));
      row.addString(instrument.symbol().name()).addLong(id.cycleId());
      row.addString(id.purpose().name()).addShort((short) id.attempt());
      row.addString(order.side().name()).addString(order.type().name());
      row.addValue(number(order.qty()));
      row.addValue(order.price().map(TradeRows::number).orElse(null));
      row.addValue(order.stopPrice().map(TradeRows::number).orElse(null));
      return row.addBoolean(order.reduceOnly());
    }

    private Future<Void> move(List<ClientOrderId> ids, long atMs, OrderState... path) {
      List<Tuple> rows = new ArrayList<>();
      for (ClientOrderId id : ids) {
        for (OrderState state : path) {
          rows.add(Tuple.of(id.toString(), state.name(), atMs, fence.epoch()));
        }
      }
      return connection.preparedQuery(MOVE).executeBatch(rows).compose(this::everyRow);
    }

    private Future<Void> everyRow(RowSet<Row> results) {
      for (RowSet<Row> result = results; result != null; result = result.next()) {
        if (result.rowCount() != 1) {
          return Future.failedFuture(new Contradiction.Missing("an order to be moved"));
        }
      }
      return Future.succeededFuture();
    }

    private Future<RowSet<Row>> cancelRest(PaperOrders orders, long atMs) {
      return connection
          .preparedQuery(CANCEL_REST)
          .execute(Tuple.of(orders.cycleId(), atMs, fence.epoch()));
    }

    private Future<RowSet<Row>> cycle(PaperOrders orders, long atMs, CycleState state) {
      return connection
          .preparedQuery(CYCLE)
          .execute(Tuple.of(orders.cycleId(), state.name(), atMs, fence.epoch()));
    }

    private CycleChanged changed(
        PaperEvent event, PaperOrders orders, CycleState state, long atMs) {
      return new CycleChanged(instrument, orders.cycleId(), account(event), state.name(), atMs);
    }

    private String account(PaperEvent event) {
      return PaperOrders.account(event.cycle().strategy());
    }

    private Future<List<CycleChanged>> nothing() {
      return Future.succeededFuture(List.of());
    }
  }
}
