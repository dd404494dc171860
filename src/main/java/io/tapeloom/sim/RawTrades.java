package io.tapeloom.sim;

import io.tapeloom.market.AggTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The single trades that a tape's aggregates are made of. An aggregate keeps no record of them, so
 * its quantity is shared among its ids as evenly as whole steps allow: the same every time.
 */
public final class RawTrades {
  private final Tape tape;

  /** The single trades of that tape. */
  public RawTrades(Tape tape) {
    this.tape = tape;
  }

  /**
   * One trade.
   *
   * @param qtyE8 quantity in 1e-8
   * @param buyerMaker true when the taker sold
   */
  public record Raw(long id, long priceE8, long qtyE8, long timeMs, boolean buyerMaker) {}

  /** The trades of one aggregate, in id order. */
  public static List<Raw> of(Listing listing, AggTrade whole) {
    long count = whole.lastId() - whole.firstId() + 1;
    long steps = whole.qtyE8() / listing.stepE8();
    List<Raw> raws = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      long own = steps * (i + 1) / count - steps * i / count;
      raws.add(
          new Raw(
              whole.firstId() + i,
              whole.priceE8(),
              own * listing.stepE8(),
              whole.timeMs(),
              whole.buyerMaker()));
    }
    return raws;
  }

  /** The newest trades, oldest first. */
  public List<Raw> newest(int limit, long nowMs) {
    OptionalLong newest = tape.newestId(nowMs);
    if (newest.isEmpty()) {
      return List.of();
    }
    List<Raw> all = expand(tape.fromId(newest.getAsLong() - limit + 1, limit, nowMs));
    return all.subList(Math.max(0, all.size() - limit), all.size());
  }

  /** Up to so many trades from that id upwards. */
  public List<Raw> fromId(long id, int limit, long nowMs) {
    OptionalLong first = holding(id, nowMs);
    if (first.isEmpty()) {
      return List.of();
    }
    List<Raw> all = expand(tape.fromId(first.getAsLong(), limit, nowMs));
    all.removeIf(raw -> raw.id() < id);
    return all.subList(0, Math.min(limit, all.size()));
  }

  private List<Raw> expand(List<AggTrade> wholes) {
    List<Raw> all = new ArrayList<>();
    wholes.forEach(whole -> all.addAll(of(tape.listing(), whole)));
    return all;
  }

  /** Id of the first aggregate that ends at or after that trade. */
  private OptionalLong holding(long id, long nowMs) {
    OptionalLong newest = tape.newestId(nowMs);
    if (newest.isEmpty()) {
      return newest;
    }
    long low = tape.fromId(Long.MIN_VALUE / 2, 1, nowMs).getFirst().aggId();
    long high = newest.getAsLong() + 1;
    while (low < high) {
      long middle = (low + high) >>> 1;
      List<AggTrade> found = tape.fromId(middle, 1, nowMs);
      if (found.isEmpty() || found.getFirst().lastId() >= id) {
        high = middle;
      } else {
        low = found.getFirst().aggId() + 1;
      }
    }
    return OptionalLong.of(low);
  }
}
