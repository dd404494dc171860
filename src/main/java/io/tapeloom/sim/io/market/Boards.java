package io.tapeloom.sim.io.market;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.TradeSource;
import io.tapeloom.sim.io.Call;
import io.tapeloom.sim.io.Params;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The boards of one market's symbols. */
final class Boards {
  private static final Pattern LEGAL = Pattern.compile("[A-Z0-9-_.]{1,20}");

  private final Market market;
  private final Map<String, Board> byName = new LinkedHashMap<>();

  Boards(Market market, TradeSource source, Resting resting) {
    this.market = market;
    source
        .tapes(market)
        .forEach(tape -> byName.put(tape.listing().name(), new Board(tape, resting)));
  }

  Market market() {
    return market;
  }

  boolean spot() {
    return market == Market.SPOT;
  }

  List<Board> all() {
    return List.copyOf(byName.values());
  }

  /** The board that parameter {@code symbol} names. */
  Board named(Params params) {
    return named(params, "symbol");
  }

  Board named(Params params, String parameter) {
    return named(parameter, params.required(parameter));
  }

  private Board named(String parameter, String symbol) {
    if (spot() && !LEGAL.matcher(symbol).matches()) {
      throw new Refused(
          -1100,
          "Illegal characters found in parameter '%s'; legal range is '^[A-Z0-9-_.]{1,20}$'."
              .formatted(parameter));
    }
    Board board = byName.get(symbol);
    if (board == null) {
      throw new Refused(-1121, "Invalid symbol.");
    }
    return board;
  }

  /** The boards that a call is about: one symbol, several, or all. */
  List<Board> wanted(Params params) {
    boolean one = params.has("symbol");
    boolean several = spot() && params.has("symbols");
    if (one && several) {
      throw new Refused(
          -1128, "Combination of optional parameters invalid. Recommendation: 'symbol'");
    }
    if (one) {
      return List.of(named(params));
    }
    return several ? several(params) : all();
  }

  private List<Board> several(Params params) {
    List<Board> boards = new ArrayList<>();
    for (Object name : params.array("symbols")) {
      boards.add(named("symbols", String.valueOf(name)));
    }
    if (boards.isEmpty()) {
      throw Refused.missing("symbols");
    }
    return boards;
  }

  /** Refuses parameters that nobody read; futures let them pass. */
  void done(Call call) {
    if (spot()) {
      call.params().done();
    }
  }
}
