package io.tapeloom.sim.io.usdm;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Ladder;
import io.tapeloom.sim.Tape;
import io.tapeloom.sim.TradeSource;
import io.tapeloom.sim.book.MatchingBook;
import io.tapeloom.sim.io.Desk;
import io.tapeloom.sim.io.Endpoint;
import io.tapeloom.sim.io.Endpoints;
import io.tapeloom.sim.io.ForceOrders;
import io.tapeloom.sim.io.Method;
import io.tapeloom.sim.io.UserEvents;
import io.tapeloom.sim.usdm.UsdmDesk;
import io.tapeloom.sim.usdm.UsdmEvent;
import io.tapeloom.sim.usdm.UsdmEvent.AccountChanged;
import io.tapeloom.sim.usdm.UsdmEvent.AlgoChanged;
import io.tapeloom.sim.usdm.UsdmEvent.LeverageChanged;
import io.tapeloom.sim.usdm.UsdmEvent.Liquidated;
import io.tapeloom.sim.usdm.UsdmEvent.MarginCalled;
import io.tapeloom.sim.usdm.UsdmEvent.OrderChanged;
import io.tapeloom.sim.usdm.UsdmMarket;
import io.tapeloom.sim.usdm.UsdmRules;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.LongFunction;

/** The USD-M futures desk on the wire: its calls, and its events as users and public hear them. */
public final class UsdmExchange implements Desk {
  private final UsdmDesk desk;
  private final List<Endpoints> calls;
  private final UserEvents users;
  private final ForceOrders forced;

  /**
   * A desk without accounts.
   *
   * @param bnbE8 price of BNB in USDT at a moment, empty where fees cannot be paid in it
   * @param startMs market time at which it opens
   */
  public UsdmExchange(
      List<UsdmMarket> markets,
      LongFunction<OptionalLong> bnbE8,
      UserEvents users,
      ForceOrders forced,
      long startMs) {
    this.users = users;
    this.forced = forced;
    this.desk = new UsdmDesk(markets, bnbE8, this::tell, startMs);
    this.calls =
        List.of(
            new OrderCalls(desk),
            new AlgoCalls(desk),
            new AccountCalls(desk),
            new HistoryCalls(desk));
  }

  /** The desk of a source's futures, fees in BNB at its newest price on the spot market. */
  public static UsdmExchange of(
      TradeSource source, UserEvents users, ForceOrders forced, long startMs) {
    List<UsdmMarket> markets =
        source.tapes(Market.USDM).stream()
            .map(
                tape ->
                    new UsdmMarket(UsdmRules.of(tape.listing()), tape, Ladder.of(tape), tape::mark))
            .toList();
    Optional<Tape> bnb = source.tape(Instrument.of(Market.SPOT, "BNBUSDT"));
    return new UsdmExchange(markets, now -> lastE8(bnb, now), users, forced, startMs);
  }

  private static OptionalLong lastE8(Optional<Tape> tape, long nowMs) {
    OptionalLong ticks = tape.map(t -> t.lastTicks(nowMs)).orElse(OptionalLong.empty());
    return ticks.isEmpty()
        ? ticks
        : OptionalLong.of(ticks.getAsLong() * tape.orElseThrow().listing().tickE8());
  }

  @Override
  public Optional<MatchingBook> book(String symbol, long nowMs) {
    return desk.book(symbol, nowMs);
  }

  @Override
  public Market market() {
    return Market.USDM;
  }

  @Override
  public List<Endpoint> endpoints() {
    return calls.stream().map(Endpoints::endpoints).flatMap(List::stream).toList();
  }

  @Override
  public List<Method> methods() {
    return calls.stream().map(Endpoints::methods).flatMap(List::stream).toList();
  }

  @Override
  public void openAccount(int account, SortedMap<String, Long> balancesE8, long nowMs) {
    desk.open(account, balancesE8, nowMs);
  }

  @Override
  public void deposit(int account, String asset, long amountE8, long nowMs) {
    desk.deposit(account, asset, amountE8, nowMs);
  }

  @Override
  public void advance(long nowMs) {
    desk.advance(nowMs);
  }

  private void tell(UsdmEvent event) {
    switch (event) {
      case OrderChanged order -> order(order);
      case AccountChanged account -> user(account, "ACCOUNT_UPDATE", EventTexts.account(account));
      case LeverageChanged leverage ->
          user(leverage, "ACCOUNT_CONFIG_UPDATE", EventTexts.leverage(leverage));
      case MarginCalled call -> user(call, "MARGIN_CALL", EventTexts.marginCall(call));
      case AlgoChanged algo -> user(algo, "ALGO_UPDATE", EventTexts.algo(algo));
      case Liquidated order ->
          forced.publish(order.order().listing().name(), order.timeMs(), EventTexts.forced(order));
    }
  }

  /** A fill is told twice: in short first, and then in full. */
  private void order(OrderChanged event) {
    event.fill().ifPresent(fill -> user(event, "TRADE_LITE", EventTexts.lite(event, fill)));
    user(event, "ORDER_TRADE_UPDATE", EventTexts.order(event));
  }

  private void user(UsdmEvent event, String type, String json) {
    users.publish(Market.USDM, event.account(), type, json);
  }
}
