package io.tapeloom.e2e;

import io.tapeloom.cli.PaperCycle;
import io.tapeloom.cli.Replay;
import io.tapeloom.cli.ReplayPlan;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import io.tapeloom.signal.io.ProfileFiles;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A replay of the tape that a run left behind, given the boundaries which that run sealed late. */
record Rerun(List<AggTrade> tape, List<String> lines, List<PaperCycle> cycles) {
  static Rerun of(Ledgers ledgers, Row row) throws SQLException {
    List<AggTrade> tape = tape(ledgers, row);
    ReplayPlan plan =
        ReplayPlan.of(row.instrument(), ProfileFiles.readAll(Path.of("conf", "strategies")))
            .withLate(late(ledgers, row))
            .withSteps(OptionalLong.of(row.stepE8()), OptionalLong.of(row.tickE8()));
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    Replay.Outcome outcome = Replay.run(plan, tape.iterator(), lines, _ -> {});
    return new Rerun(
        tape,
        lines.toString(StandardCharsets.UTF_8).lines().map(line -> line + "\n").toList(),
        outcome.cycles());
  }

  /** Lines of boundaries through {@code end}. */
  static List<String> through(List<String> lines, long end) {
    return lines.stream().filter(line -> new JsonObject(line).getLong("t") <= end).toList();
  }

  /** A row of {@code instrument}. */
  record Row(int id, Instrument instrument, long stepE8, long tickE8) {
    static List<Row> all(Ledgers ledgers) throws SQLException {
      return ledgers
          .rows("SELECT id, symbol, step_e8, tick_e8 FROM instrument ORDER BY id")
          .stream()
          .map(text -> of(text.split("\\|")))
          .toList();
    }

    private static Row of(String[] c) {
      return new Row(
          Integer.parseInt(c[0]),
          Instrument.of(Market.USDM, c[1]),
          Long.parseLong(c[2]),
          Long.parseLong(c[3]));
    }

    String where() {
      return " WHERE instrument_id = " + id;
    }
  }

  private static Set<Long> late(Ledgers ledgers, Row row) throws SQLException {
    return ledgers
        .rows("SELECT t FROM score" + row.where() + " AND 'late' = ANY (withheld)")
        .stream()
        .map(Long::parseLong)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<AggTrade> tape(Ledgers ledgers, Row row) throws SQLException {
    List<AggTrade> trades = new ArrayList<>();
    ledgers.each(
        """
        SELECT agg_id, price_e8, qty_e8, first_id, last_id, time_ms, buyer_maker FROM agg_trade
        """
            + row.where()
            + " ORDER BY agg_id",
        text -> trades.add(trade(row.instrument(), text.split("\\|"))));
    return trades;
  }

  private static AggTrade trade(Instrument instrument, String[] c) {
    return new AggTrade(
        instrument,
        Long.parseLong(c[0]),
        Long.parseLong(c[1]),
        Long.parseLong(c[2]),
        Long.parseLong(c[3]),
        Long.parseLong(c[4]),
        Long.parseLong(c[5]),
        c[6].equals("t"));
  }
}
