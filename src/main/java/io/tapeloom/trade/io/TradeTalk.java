package io.tapeloom.trade.io;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Side;
import io.tapeloom.ledger.CycleChanged;
import io.tapeloom.ledger.CycleState;
import io.tapeloom.ledger.ExitStatus;
import io.tapeloom.ledger.LedgerEvent;
import io.tapeloom.ledger.Purpose;
import io.tapeloom.signal.Decided;
import io.tapeloom.signal.Decision;
import io.tapeloom.signal.SignalEvent;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in one line each what people watch a terminal for: a signal that may trade, a paper fill, a
 * closed trade. Fills are told from their committed rows.
 */
public final class TradeTalk {
  static final String FILLS =
      """
      SELECT o.coid, o.purpose, c.symbol, c.side, c.score, c.exit_status, c.pnl_r, c.pnl_usdt,
        f.qty, f.price
      FROM trade_cycle c JOIN order_journal o ON o.cycle_id = c.id JOIN fill f ON f.coid = o.coid
      WHERE c.id = $1 AND f.exch_ts = $2 ORDER BY f.trade_id, o.coid
      """;

  private static final Logger LOG = LoggerFactory.getLogger(TradeTalk.class);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private final Pool pool;
  private final Consumer<String> talk;
  private final Set<String> told = new ConcurrentSkipListSet<>();

  /** Reads rows from that pool. */
  public TradeTalk(Pool pool, Consumer<String> talk) {
    this.pool = pool;
    this.talk = talk;
  }

  /** Listens from now on. */
  public void listen(Bus bus, List<Instrument> instruments) {
    instruments.forEach(i -> bus.consume(Channels.signalDecided(i), this::onSignal));
    bus.consume(Channels.ledgerEvent(), this::onLedger);
  }

  private void onSignal(SignalEvent event) {
    if (event instanceof Decided decided && decided.decision().tradeable()) {
      Decision d = decided.decision();
      String what = "score %d at %s".formatted(d.score(), d.price());
      d.direction()
          .ifPresent(side -> say(d.t(), "signal", d.instrument().symbol().name(), side, what));
    }
  }

  private void onLedger(LedgerEvent event) {
    switch (event) {
      case CycleChanged changed when changed.state().equals(CycleState.CLOSED.name()) ->
          look(changed, true);
      case CycleChanged changed when changed.state().equals(CycleState.OPEN_PROTECTED.name()) ->
          look(changed, false);
      case CycleChanged _ -> {}
    }
  }

  private void look(CycleChanged changed, boolean closed) {
    pool.preparedQuery(FILLS)
        .execute(Tuple.of(changed.cycleId(), changed.timeMs()))
        .onSuccess(rows -> rows.forEach(row -> tell(changed.timeMs(), row, closed)))
        .onFailure(cause -> LOG.debug("fills not read: {}", cause.toString()));
  }

  /** The first target and the stop that it moves are two changes of one fill. */
  private void tell(long timeMs, Row row, boolean closed) {
    if (!told.add(row.getString("coid"))) {
      return;
    }
    String fill = plain(row, "qty") + " at " + plain(row, "price");
    if (closed) {
      ExitStatus status = ExitStatus.parse(row.getString("exit_status"));
      String result =
          "%s, %s R, %s USDT, %s"
              .formatted(words(status), signed(row, "pnl_r"), signed(row, "pnl_usdt"), fill);
      say(timeMs, "closed", row, result);
    } else if (row.getString("purpose").equals(Purpose.ENTRY.name())) {
      say(timeMs, "opened", row, "score %d, %s".formatted(row.getInteger("score"), fill));
    } else {
      say(timeMs, "half", row, "first target, " + fill);
    }
  }

  private static String words(ExitStatus status) {
    return switch (status) {
      case TP -> "take profit";
      case SL -> "stop loss";
      case SL_BE -> "stop at entry";
      case TIMEOUT -> "time stop";
      case SIGNAL_FLIP -> "signal flipped";
      case MANUAL -> "by hand";
    };
  }

  private void say(long timeMs, String what, Row row, String rest) {
    say(timeMs, what, row.getString("symbol"), Side.valueOf(row.getString("side")), rest);
  }

  private void say(long timeMs, String what, String symbol, Side side, String rest) {
    talk.accept(
        "%s  %-6s  %-8s  %-5s  %s"
            .formatted(
                CLOCK.format(Instant.ofEpochMilli(timeMs)),
                what,
                symbol,
                side.name().toLowerCase(Locale.ROOT),
                rest));
  }

  private static String plain(Row row, String column) {
    return TradeRows.fixed(row, column).toString();
  }

  private static String signed(Row row, String column) {
    BigDecimal amount =
        TradeRows.fixed(row, column).toBigDecimal().setScale(2, RoundingMode.HALF_EVEN);
    return (amount.signum() > 0 ? "+" : "") + amount.toPlainString();
  }
}
