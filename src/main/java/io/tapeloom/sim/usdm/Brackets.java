package io.tapeloom.sim.usdm;

import java.util.ArrayList;
import java.util.List;

/**
 * A symbol's margin table: the larger a position, the less leverage and the higher the maintenance
 * margin rate.
 */
public record Brackets(List<Bracket> rows) {
  /** Refuses tables with holes, wrong order, or a margin that jumps between two rows. */
  public Brackets {
    rows = List.copyOf(rows);
    if (rows.isEmpty() || rows.getFirst().floorE8() != 0) {
      throw new IllegalArgumentException("expected brackets from a notional of 0");
    }
    for (int i = 1; i < rows.size(); i++) {
      check(rows.get(i - 1), rows.get(i));
    }
  }

  private static void check(Bracket row, Bracket next) {
    long jump =
        Amounts.times(next.floorE8(), next.maintenanceE8() - row.maintenanceE8()) + row.cumE8();
    if (next.floorE8() != row.capE8()
        || next.leverage() >= row.leverage()
        || next.maintenanceE8() <= row.maintenanceE8()
        || next.cumE8() != jump) {
      throw new IllegalArgumentException("bracket " + next.number() + " does not follow");
    }
  }

  /**
   * A table of rows {cap in USDT, leverage, maintenance rate in 1/10,000}; floors and cum amounts
   * follow from them.
   */
  public static Brackets of(long[]... rows) {
    List<Bracket> brackets = new ArrayList<>();
    long floor = 0;
    long rate = 0;
    long cum = 0;
    for (long[] row : rows) {
      long next = row[2] * 10_000;
      cum += brackets.isEmpty() ? 0 : Amounts.times(floor, next - rate);
      rate = next;
      long cap = Math.multiplyExact(row[0], Amounts.ONE);
      brackets.add(new Bracket(brackets.size() + 1, (int) row[1], floor, cap, rate, cum));
      floor = cap;
    }
    return new Brackets(brackets);
  }

  /** The row in which a notional lies; beyond the last it is the last. */
  public Bracket at(long notionalE8) {
    for (Bracket row : rows) {
      if (notionalE8 < row.capE8()) {
        return row;
      }
    }
    return rows.getLast();
  }

  /** The highest leverage there is. */
  public int maxLeverage() {
    return rows.getFirst().leverage();
  }

  /** The largest notional that may be held with that leverage. */
  public long maxNotionalE8(int leverage) {
    long most = 0;
    for (Bracket row : rows) {
      most = row.leverage() >= leverage ? row.capE8() : most;
    }
    return most;
  }

  /** Maintenance margin of a notional. */
  public long maintenanceE8(long notionalE8) {
    Bracket row = at(notionalE8);
    return Amounts.times(notionalE8, row.maintenanceE8()) - row.cumE8();
  }
}
