package io.tapeloom.sim.usdm;

import io.tapeloom.kernel.Market;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.sim.Ladder;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.SimMarket;
import io.tapeloom.sim.Tape;
import io.tapeloom.sim.book.Stp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Random but repeatable commands of several accounts against the generated market: orders of all
 * kinds, amendments, cancels, conditional orders, leverage, margin and modes, deposits.
 */
final class Flow {
  static final List<Integer> ACCOUNTS = List.of(1, 2, 3, 4);

  /** Shortly before a funding moment. */
  static final long START = Scene.START - 20_000;

  final UsdmDesk desk;
  final List<String> symbols;
  final long deposited = Scene.e8("3000");
  private final SplittableRandom random;
  private final List<Tape> tapes;
  private long nowMs = START;
  int refused;

  /** In how many steps the market is played on to the next command. */
  int pieces = 1;

  Flow(long seed, Consumer<UsdmEvent> log) {
    this.random = new SplittableRandom(seed);
    this.tapes = SimMarket.ofSeed(seed).tapes(Market.USDM);
    this.symbols = tapes.stream().map(t -> t.listing().name()).toList();
    List<UsdmMarket> markets = new ArrayList<>();
    for (Tape tape : tapes) {
      markets.add(
          new UsdmMarket(
              UsdmRules.of(tape.listing()), tape, Ladder.of(tape), now -> shaken(tape, now)));
    }
    desk = new UsdmDesk(markets, now -> OptionalLong.of(Scene.e8("601.37")), log, START);
    for (int account : ACCOUNTS) {
      desk.open(account, new TreeMap<>(Map.of("USDT", deposited, "BNB", Scene.e8("0.05"))), START);
    }
    desk.hedged(2, true, START);
    desk.hedged(4, true, START);
    desk.feeBurn(3, true, START);
  }

  /** The tape's mark price, thrown about so that some accounts are liquidated. */
  private static Optional<MarkPrice> shaken(Tape tape, long nowMs) {
    long swing = Math.floorDiv(nowMs, 7_000) % 5 - 2;
    return tape.mark(nowMs)
        .map(
            m ->
                new MarkPrice(
                    m.instrument(),
                    m.markE8() + m.markE8() / 60 * swing,
                    m.indexE8(),
                    m.fundingRateE8() * 30,
                    m.nextFundingMs(),
                    m.timeMs()));
  }

  long nowMs() {
    return nowMs;
  }

  /** Plays that many random commands. */
  void play(int commands) {
    for (int i = 0; i < commands; i++) {
      long after = random.nextInt(400);
      for (int piece = 1; piece < pieces; piece++) {
        desk.advance(nowMs + after * piece / pieces);
      }
      nowMs += after;
      try {
        command(ACCOUNTS.get(random.nextInt(ACCOUNTS.size())));
      } catch (Refused e) {
        refused++;
      }
    }
  }

  private void command(int account) {
    String symbol = symbols.get(random.nextInt(symbols.size()));
    switch (random.nextInt(20)) {
      case 0 -> desk.cancelAll(account, symbol, nowMs);
      case 1 -> desk.leverage(account, symbol, 1 + random.nextInt(75), nowMs);
      case 2 -> desk.marginType(account, symbol, one(MarginType.values()), nowMs);
      case 3 -> margin(account, symbol);
      case 4, 5 -> cancel(account, symbol);
      case 6, 7 -> amend(account, symbol);
      case 8, 9 -> desk.placeAlgo(account, conditional(account, symbol), nowMs);
      case 10 -> desk.countdown(account, symbol, 1_000 + random.nextInt(2_000), nowMs);
      case 11 ->
          desk.deposit(account, "USDT", Scene.e8("100") - random.nextLong(20_000_000_000L), nowMs);
      default -> desk.place(account, order(account, symbol), nowMs);
    }
  }

  private <T> T one(T[] of) {
    return of[random.nextInt(of.length)];
  }

  private void margin(int account, String symbol) {
    Optional<PositionSide> side =
        account % 2 == 0
            ? Optional.of(one(new PositionSide[] {PositionSide.LONG, PositionSide.SHORT}))
            : Optional.empty();
    long amount = 1 + random.nextLong(5_000_000_000L);
    desk.positionMargin(account, symbol, side, amount, random.nextBoolean(), nowMs);
  }

  private Optional<OrderState> any(int account, String symbol) {
    List<OrderState> open = desk.archive().openOrders(account, Optional.of(symbol), nowMs);
    return open.isEmpty() ? Optional.empty() : Optional.of(open.get(random.nextInt(open.size())));
  }

  private void cancel(int account, String symbol) {
    any(account, symbol).ifPresent(o -> desk.cancel(account, OrderRef.of(symbol, o.id()), nowMs));
  }

  private void amend(int account, String symbol) {
    any(account, symbol)
        .ifPresent(
            o ->
                desk.amend(
                    account,
                    OrderRef.of(symbol, o.id()),
                    NewOrder.limit(symbol, o.side(), quantity(symbol), price(symbol, 15)),
                    nowMs));
  }

  private Tape tape(String symbol) {
    return tapes.get(symbols.indexOf(symbol));
  }

  private long price(String symbol, int spread) {
    long ticks = tape(symbol).lastTicks(nowMs).orElseThrow();
    long away = random.nextInt(2 * spread + 1) - spread;
    return (ticks + away) * tape(symbol).listing().tickE8();
  }

  private long quantity(String symbol) {
    long priceE8 = tape(symbol).lastTicks(nowMs).orElseThrow() * tape(symbol).listing().tickE8();
    long stepE8 = tape(symbol).listing().stepE8();
    long notional = 100 + random.nextInt(60_000);
    long steps = Amounts.over(notional * Amounts.ONE, priceE8) / stepE8;
    return Math.max(1, steps) * stepE8;
  }

  private NewOrder order(int account, String symbol) {
    OrderSide side = one(OrderSide.values());
    NewOrder order =
        random.nextInt(3) == 0
            ? NewOrder.market(symbol, side, quantity(symbol))
            : NewOrder.limit(symbol, side, quantity(symbol), price(symbol, 8)).in(force());
    order = order.preventing(one(Stp.values()));
    if (account % 2 == 0) {
      return order.of(random.nextBoolean() ? PositionSide.LONG : PositionSide.SHORT);
    }
    return random.nextInt(4) == 0 ? order.reducing() : order;
  }

  private TimeInForce force() {
    return one(
        new TimeInForce[] {
          TimeInForce.GTC, TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK, TimeInForce.GTX
        });
  }

  private NewOrder conditional(int account, String symbol) {
    OrderType type =
        one(
            new OrderType[] {
              OrderType.STOP,
              OrderType.STOP_MARKET,
              OrderType.TAKE_PROFIT,
              OrderType.TAKE_PROFIT_MARKET,
              OrderType.TRAILING_STOP_MARKET
            });
    WorkingType working = one(WorkingType.values());
    NewOrder.Trigger trigger =
        type == OrderType.TRAILING_STOP_MARKET
            ? NewOrder.Trigger.trailing(OptionalLong.empty(), Scene.e8("0.1"), working)
            : NewOrder.Trigger.at(price(symbol, 30), working);
    NewOrder order =
        NewOrder.limit(symbol, one(OrderSide.values()), quantity(symbol), price(symbol, 10))
            .when(type, trigger);
    if (account % 2 == 0) {
      return order.of(random.nextBoolean() ? PositionSide.LONG : PositionSide.SHORT);
    }
    return order;
  }
}
