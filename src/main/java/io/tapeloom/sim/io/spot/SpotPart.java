package io.tapeloom.sim.io.spot;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.book.MatchingBook;
import io.tapeloom.sim.io.Desk;
import io.tapeloom.sim.io.Endpoint;
import io.tapeloom.sim.io.Floor;
import io.tapeloom.sim.io.Method;
import io.tapeloom.sim.io.UserEvents;
import io.tapeloom.sim.spot.SpotDesk;
import io.tapeloom.sim.spot.SpotEvent;
import io.tapeloom.sim.spot.SpotVenue;
import io.tapeloom.sim.spot.TradingStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The spot desk on the wire: its REST calls, methods and user events. */
public final class SpotPart implements Desk {
  private final SpotDesk desk;
  private final UserEvents events;
  private final Map<String, Endpoint> calls = new LinkedHashMap<>();
  private final List<Endpoint> wallet;

  /** The private side of the spot market on that floor. */
  public SpotPart(Floor floor) {
    this.events = floor.events();
    List<SpotVenue> venues = floor.source().tapes(Market.SPOT).stream().map(SpotVenue::of).toList();
    this.desk = new SpotDesk(venues, this::tell);
    calls.putAll(new OrderCalls(desk).calls());
    calls.putAll(new ListCalls(desk).calls());
    calls.putAll(new AccountCalls(desk, floor.limits()).calls());
    this.wallet = new WalletCalls(desk).endpoints();
  }

  private void tell(SpotEvent event) {
    events.publish(Market.SPOT, event.account(), EventTexts.type(event), EventTexts.json(event));
  }

  @Override
  public Market market() {
    return Market.SPOT;
  }

  @Override
  public List<Endpoint> endpoints() {
    List<Endpoint> all = new ArrayList<>(calls.values());
    all.addAll(wallet);
    return all;
  }

  @Override
  public List<Method> methods() {
    return calls.entrySet().stream()
        .map(call -> Method.of(call.getKey(), call.getValue()))
        .toList();
  }

  @Override
  public void openAccount(int account, SortedMap<String, Long> balancesE8, long nowMs) {
    desk.openAccount(account, balancesE8, nowMs);
  }

  @Override
  public void deposit(int account, String asset, long amountE8, long nowMs) {
    desk.deposit(account, asset, amountE8, nowMs);
  }

  @Override
  public void advance(long nowMs) {
    desk.advance(nowMs);
  }

  @Override
  public Optional<MatchingBook> book(String symbol, long nowMs) {
    return desk.book(symbol, nowMs);
  }

  /** Opens or closes the trading of a symbol. */
  public void status(String symbol, TradingStatus status, long nowMs) {
    desk.status(symbol, status, nowMs);
  }
}
