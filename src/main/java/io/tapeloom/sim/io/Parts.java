package io.tapeloom.sim.io;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.sim.book.MatchingBook;
import io.tapeloom.sim.io.spot.SpotPart;
import io.tapeloom.sim.io.usdm.UsdmExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of one exchange, in the order in which they hear of a turn. This list is the one place
 * where a part is mounted.
 *
 * @param publics market data
 * @param desks the private side of each market
 */
record Parts(List<Endpoints> publics, List<Desk> desks) {
  /** Builds every part on that floor. */
  static Parts of(Floor floor) {
    Desk usdm =
        UsdmExchange.of(floor.source(), floor.events(), floor.forced(), floor.time().nowMs());
    return new Parts(List.of(), List.of(new SpotPart(floor), usdm));
  }

  /** The same with one part more. */
  Parts with(Endpoints more) {
    return with(List.of(more));
  }

  /** The same with more parts. */
  Parts with(List<Endpoints> more) {
    List<Endpoints> all = new ArrayList<>(publics);
    all.addAll(more);
    return new Parts(all, desks);
  }

  /** The book of an instrument at that moment while users' orders rest in it. */
  Optional<MatchingBook> book(Instrument instrument, long nowMs) {
    return desks.stream()
        .filter(desk -> desk.market() == instrument.market())
        .findFirst()
        .flatMap(desk -> desk.book(instrument.symbol().name(), nowMs));
  }

  /** All of them. */
  List<Endpoints> all() {
    List<Endpoints> all = new ArrayList<>(publics);
    all.addAll(desks);
    return all;
  }

  /** Plays every desk up to that moment. */
  void advance(long nowMs) {
    desks.forEach(desk -> desk.advance(nowMs));
  }
}
