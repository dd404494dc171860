package io.tapeloom.sim.spot;

import io.tapeloom.sim.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Random orders of several accounts on three symbols, all of it following from a seed. What is
 * refused is part of it.
 */
final class OrderFlow {
  static final int ACCOUNTS = 3;
  static final long ONE_E8 = 100_000_000L;
  private static final long START_MS = 1_770_000_000_000L;
  private static final List<String> SYMBOLS = List.of("BTCUSDT", "ETHUSDT", "BNBUSDT");
  private static final long TICK_E8 = 1_000_000;
  private static final long STEP_E8 = 100_000;

  final SpotDesk desk;
  final List<SpotEvent> events = new ArrayList<>();
  final List<String> refusals = new ArrayList<>();
  private final Map<String, WalkMarket> markets = new TreeMap<>();
  private final SplittableRandom random;
  private final SplittableRandom steps;
  private long nowMs = START_MS + 1_000;

  /** A flow; {@code granularity} decides in which steps time is taken and must not matter. */
  OrderFlow(long seed, long granularity) {
    random = new SplittableRandom(seed);
    steps = new SplittableRandom(granularity);
    markets.put("BTCUSDT", new WalkMarket("BTC", seed + 1, 50_000, START_MS));
    markets.put("ETHUSDT", new WalkMarket("ETH", seed + 2, 20_000, START_MS));
    markets.put("BNBUSDT", new WalkMarket("BNB", seed + 3, 30_000, START_MS));
    desk = new SpotDesk(markets.values().stream().map(WalkMarket::venue).toList(), events::add);
    desk.advance(nowMs);
    for (int account = 1; account <= ACCOUNTS; account++) {
      desk.openAccount(account, opening(account), nowMs);
    }
  }

  /** What an account starts with: the last one has no BNB to pay fees with. */
  static TreeMap<String, Long> opening(int account) {
    long bnb = account == ACCOUNTS ? 0 : account * ONE_E8 / 100;
    return new TreeMap<>(
        Map.of("USDT", 20_000 * ONE_E8, "BTC", 20 * ONE_E8, "ETH", 50 * ONE_E8, "BNB", bnb));
  }

  long nowMs() {
    return nowMs;
  }

  /** Lets some time go by and does one thing. */
  void next() {
    long until = nowMs + random.nextInt(400);
    while (nowMs < until && steps.nextInt(4) > 0) {
      nowMs = Math.min(until, nowMs + 1 + steps.nextInt(120));
      desk.advance(nowMs);
    }
    nowMs = until;
    int account = 1 + random.nextInt(ACCOUNTS);
    String symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
    SplittableRandom choice = random.split();
    try {
      act(account, symbol, choice);
    } catch (Refused refused) {
      refusals.add(nowMs + " " + refused.code() + " " + refused.text());
    }
  }

  private void act(int account, String symbol, SplittableRandom choice) {
    switch (choice.nextInt(12)) {
      case 0 -> cancelOne(account, symbol, choice);
      case 1 -> desk.place(account, oco(symbol, choice), nowMs);
      case 2 -> desk.place(account, oto(symbol, choice), nowMs);
      case 3 -> amend(account, symbol, choice);
      case 4 -> replace(account, symbol, choice);
      case 5 -> desk.deposit(account, "USDT", choice.nextInt(50) * ONE_E8 + 7, nowMs);
      default -> desk.place(account, ticket(symbol, choice), nowMs);
    }
  }

  private long last(String symbol) {
    return markets.get(symbol).lastE8(nowMs).orElseThrow();
  }

  private long near(String symbol, SplittableRandom choice, int ticks) {
    return last(symbol) + (choice.nextInt(2 * ticks + 1) - ticks) * TICK_E8;
  }

  private Ticket ticket(String symbol, SplittableRandom choice) {
    OrderSide side = choice.nextBoolean() ? OrderSide.BUY : OrderSide.SELL;
    OrderType type = OrderType.values()[choice.nextInt(OrderType.values().length)];
    long qtyE8 = (1 + choice.nextInt(3_000)) * STEP_E8;
    Amounts amounts = Amounts.of(qtyE8);
    if (type == OrderType.MARKET && choice.nextInt(3) == 0) {
      amounts = Amounts.ofQuote((1 + choice.nextInt(900)) * ONE_E8 + choice.nextInt(1_000));
    } else if (type.priced()) {
      amounts = Amounts.at(qtyE8, near(symbol, choice, 12));
    }
    if (type.conditional()) {
      amounts = amounts.withStop(stop(symbol, side, type, choice));
      amounts = choice.nextInt(4) == 0 ? amounts.withTrailing(10 + choice.nextInt(20)) : amounts;
    }
    Ticket ticket = Ticket.of(symbol, side, type, amounts).with(mode(choice));
    if (type.timed()) {
      TimeInForce tif = TimeInForce.values()[choice.nextInt(5) / 2];
      ticket = ticket.in(tif);
      if (tif == TimeInForce.GTC && choice.nextInt(4) == 0) {
        ticket = ticket.with(amounts.withIceberg((1 + qtyE8 / STEP_E8 / 3) * STEP_E8));
      }
    }
    return ticket;
  }

  private static StpMode mode(SplittableRandom choice) {
    return StpMode.values()[choice.nextInt(4)];
  }

  private long stop(String symbol, OrderSide side, OrderType type, SplittableRandom choice) {
    boolean above = (side == OrderSide.BUY) != type.takesProfit();
    long away = (1 + choice.nextInt(20)) * TICK_E8;
    return last(symbol) + (above ? away : -away);
  }

  private ListTicket oco(String symbol, SplittableRandom choice) {
    boolean buys = choice.nextBoolean();
    OrderSide side = buys ? OrderSide.BUY : OrderSide.SELL;
    long qtyE8 = (1 + choice.nextInt(2_000)) * STEP_E8;
    Ticket maker = limitLeg(symbol, side, qtyE8, buys ? -5 : 5, choice);
    Ticket stop = stopLeg(symbol, side, qtyE8, choice);
    return buys ? new ListTicket.Oco("", stop, maker) : new ListTicket.Oco("", maker, stop);
  }

  private Ticket limitLeg(
      String symbol, OrderSide side, long qtyE8, int ticks, SplittableRandom choice) {
    long price = last(symbol) + ticks * (1 + choice.nextInt(3)) * TICK_E8;
    return Ticket.of(symbol, side, OrderType.LIMIT_MAKER, Amounts.at(qtyE8, price));
  }

  private Ticket stopLeg(String symbol, OrderSide side, long qtyE8, SplittableRandom choice) {
    long stop = stop(symbol, side, OrderType.STOP_LOSS, choice);
    if (choice.nextBoolean()) {
      Amounts amounts = Amounts.of(qtyE8).withStop(stop);
      return Ticket.of(symbol, side, OrderType.STOP_LOSS, amounts);
    }
    long price = stop + (choice.nextInt(9) - 4) * TICK_E8;
    Amounts amounts = Amounts.at(qtyE8, price).withStop(stop);
    return Ticket.of(symbol, side, OrderType.STOP_LOSS_LIMIT, amounts).in(TimeInForce.GTC);
  }

  private ListTicket oto(String symbol, SplittableRandom choice) {
    OrderSide side = choice.nextBoolean() ? OrderSide.BUY : OrderSide.SELL;
    OrderSide other = side == OrderSide.BUY ? OrderSide.SELL : OrderSide.BUY;
    long qtyE8 = (1 + choice.nextInt(2_000)) * STEP_E8;
    Ticket working = Ticket.limit(symbol, side, qtyE8, near(symbol, choice, 6));
    working = choice.nextInt(4) == 0 ? working.in(TimeInForce.IOC) : working;
    if (choice.nextBoolean()) {
      return new ListTicket.Oto("", working, Ticket.market(symbol, other, qtyE8));
    }
    boolean buys = other == OrderSide.BUY;
    Ticket maker = limitLeg(symbol, other, qtyE8, buys ? -9 : 9, choice);
    Ticket stop = stopLeg(symbol, other, qtyE8, choice);
    return buys
        ? new ListTicket.Otoco("", working, stop, maker)
        : new ListTicket.Otoco("", working, maker, stop);
  }

  private Optional<OrderView> anyOpen(int account, String symbol, SplittableRandom choice) {
    List<OrderView> open = desk.queries().open(account, symbol);
    return open.isEmpty() ? Optional.empty() : Optional.of(open.get(choice.nextInt(open.size())));
  }

  private void cancelOne(int account, String symbol, SplittableRandom choice) {
    if (choice.nextInt(5) == 0) {
      desk.cancelOpen(account, symbol, nowMs);
      return;
    }
    desk.advance(nowMs);
    anyOpen(account, symbol, choice)
        .ifPresent(o -> desk.cancel(CancelRequest.of(account, symbol, o.orderId()), nowMs));
  }

  private void amend(int account, String symbol, SplittableRandom choice) {
    desk.advance(nowMs);
    anyOpen(account, symbol, choice)
        .ifPresent(
            o -> {
              long less = o.ticket().amounts().qtyE8() - choice.nextInt(1_000) * STEP_E8;
              desk.amend(CancelRequest.of(account, symbol, o.orderId()), less, nowMs);
            });
  }

  private void replace(int account, String symbol, SplittableRandom choice) {
    desk.advance(nowMs);
    anyOpen(account, symbol, choice)
        .ifPresent(
            o ->
                desk.replace(
                    CancelRequest.of(account, symbol, o.orderId()),
                    ticket(symbol, choice),
                    choice.nextBoolean(),
                    nowMs));
  }
}
