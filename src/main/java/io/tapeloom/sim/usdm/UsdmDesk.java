package io.tapeloom.sim.usdm;

import io.tapeloom.sim.Refused;
import io.tapeloom.sim.book.MatchingBook;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * The USD-M futures desk of the simulated exchange: it keeps accounts, takes orders into the books
 * of its symbols, and plays the market on as time passes. A function of the market and of the
 * commands: the same ones in the same order give the same events. Every command names the moment it
 * comes in; the market is played up to there first. Commands refuse with {@link Refused}, which
 * changes nothing. Belongs to one thread.
 */
public final class UsdmDesk {
  private final Pit pit;
  private final Margins margins;
  private final Placing placing;
  private final Changes changes;
  private final Conditionals conditionals;
  private final Terms terms;
  private final Agenda agenda;
  private final Archive archive;

  /**
   * A desk without accounts.
   *
   * @param markets one per symbol, in listing order
   * @param bnbE8 price of BNB in USDT at a moment, empty where fees cannot be paid in it
   * @param log hears everything that happens, and must not call back
   * @param startMs the moment it opens, market time
   */
  public UsdmDesk(
      List<UsdmMarket> markets,
      LongFunction<OptionalLong> bnbE8,
      Consumer<UsdmEvent> log,
      long startMs) {
    this.pit = new Pit(bnbE8, log, startMs);
    this.margins = new Margins(pit);
    Money money = new Money(pit, margins);
    Reducers reducers = new Reducers(pit);
    Fills fills = new Fills(pit, money, reducers);
    markets.forEach(market -> pit.list(market, fills));
    Checks checks = new Checks(pit, margins);
    this.placing = new Placing(pit, checks, reducers);
    this.changes = new Changes(pit, checks, placing, reducers);
    this.conditionals = new Conditionals(pit, checks, placing);
    this.terms = new Terms(pit, margins, money);
    Liquidations liquidations = new Liquidations(pit, margins, money, fills, reducers, changes);
    Funding funding = new Funding(pit, margins, money);
    this.agenda = new Agenda(pit, changes, conditionals, reducers, funding, liquidations);
    this.archive = new Archive(pit, agenda, conditionals);
  }

  /** Plays the market up to that moment; an earlier one changes nothing. */
  public void advance(long nowMs) {
    agenda.advance(nowMs);
  }

  /** A symbol's book with everything in it at that moment, if any order of an account rests. */
  public Optional<MatchingBook> book(String symbol, long nowMs) {
    Contract contract = pit.contract(symbol);
    if (contract.book.resting() == 0) {
      return Optional.empty();
    }
    agenda.advance(nowMs);
    contract.house.quote(pit.nowMs);
    return Optional.of(contract.book);
  }

  /** The rules of a symbol (-1121). */
  public UsdmRules rules(String symbol) {
    return pit.contract(symbol).rules;
  }

  /** The rules of all symbols, in listing order. */
  public List<UsdmRules> rules() {
    return pit.contracts.stream().map(c -> c.rules).toList();
  }

  /** What the insurance fund has, in 1e-8 USDT. */
  public long insuranceE8() {
    return pit.insuranceE8;
  }

  // ---- accounts ----

  /** Opens an account with balances by asset in 1e-8; one that is there stays as it is. */
  public void open(int account, SortedMap<String, Long> balancesE8, long nowMs) {
    advance(nowMs);
    if (pit.accounts.containsKey(account)) {
      return;
    }
    Account opened = new Account(account, pit.contracts);
    pit.accounts.put(account, opened);
    opened.wallet(Account.USDT);
    balancesE8.forEach((asset, amount) -> terms.deposit(opened, asset, amount));
  }

  /** Adds to a wallet, or takes from it when below 0, as a transfer does. */
  public void deposit(int account, String asset, long amountE8, long nowMs) {
    terms.deposit(account(account, nowMs), asset, amountE8);
  }

  private Account account(int account, long nowMs) {
    advance(nowMs);
    return pit.account(account);
  }

  /** What can be asked about orders, trades and money. */
  public Archive archive() {
    return archive;
  }

  /** Wallets and positions. */
  public AccountState state(int account, long nowMs) {
    return margins.state(account(account, nowMs));
  }

  // ---- orders ----

  /**
   * An order as it was taken in, and as it was once it had matched.
   *
   * @param accepted what an acknowledgement says
   * @param matched what a result says
   */
  public record Placed(OrderState accepted, OrderState matched) {}

  /** Places an order. */
  public Placed place(int account, NewOrder order, long nowMs) {
    Placing.Placed placed = placing.place(account(account, nowMs), order);
    return new Placed(placed.accepted(), placed.matched());
  }

  /** What an order would be; refuses what placing it would refuse, and changes nothing. */
  public OrderState test(int account, NewOrder order, long nowMs) {
    Order.Accepted accepted = placing.check(account(account, nowMs), order);
    return new Order(0, accepted, nowMs).state();
  }

  /** Cancels an open order. */
  public OrderState cancel(int account, OrderRef order, long nowMs) {
    return changes.cancel(account(account, nowMs), order);
  }

  /** Cancels all open orders of a symbol. */
  public void cancelAll(int account, String symbol, long nowMs) {
    Account of = account(account, nowMs);
    changes.cancelAll(of.holding(pit.contract(symbol)));
  }

  /** Cancels all open orders of a symbol after that time unless told again; 0 means never. */
  public void countdown(int account, String symbol, long afterMs, long nowMs) {
    Account of = account(account, nowMs);
    of.holding(pit.contract(symbol)).countdownMs = afterMs == 0 ? 0 : nowMs + afterMs;
  }

  /**
   * Changes price and quantity of an open limit order.
   *
   * @param wanted the order with its new price and quantity; symbol and side must be the same
   */
  public OrderState amend(int account, OrderRef order, NewOrder wanted, long nowMs) {
    return changes.amend(account(account, nowMs), order, wanted.side(), wanted);
  }

  // ---- conditional orders ----

  /** Places a conditional order. */
  public AlgoState placeAlgo(int account, NewOrder order, long nowMs) {
    return conditionals.place(account(account, nowMs), order).state();
  }

  /** Cancels a conditional order that has not triggered. */
  public AlgoState cancelAlgo(int account, AlgoRef ref, long nowMs) {
    return conditionals.cancel(account(account, nowMs), ref).state();
  }

  /** Cancels all conditional orders of a symbol that have not triggered. */
  public void cancelAllAlgos(int account, String symbol, long nowMs) {
    Account of = account(account, nowMs);
    conditionals.cancelAll(of, pit.contract(symbol));
  }

  // ---- what users may set ----

  /** Sets the leverage; answers the largest notional it allows, in 1e-8. */
  public long leverage(int account, String symbol, long leverage, long nowMs) {
    return terms.leverage(account(account, nowMs), pit.contract(symbol), leverage);
  }

  /** Sets the margin type of a symbol. */
  public void marginType(int account, String symbol, MarginType type, long nowMs) {
    terms.marginType(account(account, nowMs), pit.contract(symbol), type);
  }

  /** Sets whether long and short are held apart. */
  public void hedged(int account, boolean hedged, long nowMs) {
    terms.hedged(account(account, nowMs), hedged);
  }

  /** Sets whether fees are paid in BNB while there is some. */
  public void feeBurn(int account, boolean burn, long nowMs) {
    account(account, nowMs).feeBurn = burn;
  }

  /** Adds to the margin of an isolated position, or takes from it. */
  public void positionMargin(
      int account,
      String symbol,
      Optional<PositionSide> side,
      long amountE8,
      boolean adds,
      long nowMs) {
    terms.positionMargin(account(account, nowMs), pit.contract(symbol), side, amountE8, adds);
  }
}
