package io.tapeloom.sim.usdm;

import io.tapeloom.sim.Refused;
import io.tapeloom.sim.book.MatchingBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** What all parts of the desk share: contracts, accounts, the moment, numbers and the log. */
final class Pit {
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final int CLIENT_ID_LENGTH = 22;
  private static final long EPOCH_MS = 1_767_225_600_000L;
  private static final long ORDER_IDS = 8_000_000_000L;
  private static final long ALGO_IDS = 1_000_000_000L;
  private static final long TRADE_IDS = 500_000_000L;
  private static final long ROW_IDS = 100_000_000L;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  final List<Contract> contracts = new ArrayList<>();
  final TreeMap<Integer, Account> accounts = new TreeMap<>();

  /** Open orders of all contracts by id. */
  final TreeMap<Long, Order> open = new TreeMap<>();

  private final TreeMap<String, Contract> byName = new TreeMap<>();
  private final Consumer<UsdmEvent> log;
  private final LongFunction<OptionalLong> bnbE8;
  private long ids;
  private long algoIds;
  private long tradeIds;
  private long rowIds;

  /** The moment that is being played, market time. */
  long nowMs;

  /** What the insurance fund has. */
  long insuranceE8 = 1_000_000 * Amounts.ONE;

  Pit(LongFunction<OptionalLong> bnbE8, Consumer<UsdmEvent> log, long startMs) {
    this.bnbE8 = bnbE8;
    this.log = log;
    this.nowMs = startMs;
  }

  /** Lists a symbol whose book reports to that listener. */
  void list(UsdmMarket market, MatchingBook.Listener listener) {
    Contract contract = new Contract(contracts.size(), market, listener);
    contracts.add(contract);
    byName.put(contract.name(), contract);
  }

  void tell(UsdmEvent event) {
    log.accept(event);
  }

  Contract contract(String symbol) {
    Contract contract = byName.get(symbol);
    if (contract == null) {
      throw new Refused(-1121, "Invalid symbol.");
    }
    return contract;
  }

  Account account(int id) {
    Account account = accounts.get(id);
    if (account == null) {
      throw new Refused(-1109, "Invalid account.");
    }
    return account;
  }

  /** Price of BNB in USDT, where there is one. */
  OptionalLong bnbE8() {
    return bnbE8.apply(nowMs);
  }

  long nextOrderId() {
    return ids = next(ids, ORDER_IDS);
  }

  long nextAlgoId() {
    return algoIds = next(algoIds, ALGO_IDS);
  }

  long nextTradeId() {
    return tradeIds = next(tradeIds, TRADE_IDS);
  }

  long nextRowId() {
    return rowIds = next(rowIds, ROW_IDS);
  }

  /**
   * Never below the market time in ms since 2026-01-01, so that an exchange that was started again
   * gives none twice: ledgers know a fill by its id.
   */
  private long next(long last, long base) {
    return Math.max(last + 1, base + Math.max(1, nowMs - EPOCH_MS));
  }

  /** A client id made up for an order that came without one. */
  static String clientId(long id) {
    StringBuilder text = new StringBuilder(CLIENT_ID_LENGTH);
    long state = id * GOLDEN;
    for (int i = 0; i < CLIENT_ID_LENGTH; i++) {
      state = mix(state + i);
      text.append(LETTERS.charAt((int) Long.remainderUnsigned(state, LETTERS.length())));
    }
    return text.toString();
  }

  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** An order changed without a fill. */
  void tell(Order order, Execution execution) {
    tell(order, execution, Optional.empty(), false, ExpiryReason.NONE);
  }

  /** An order was filled; liquidations say so in a word of their own. */
  void tell(Order order, UsdmEvent.Fill fill, boolean insured) {
    Execution execution = order.liquidation ? Execution.CALCULATED : Execution.TRADE;
    tell(order, execution, Optional.of(fill), insured, ExpiryReason.NONE);
  }

  private void tell(
      Order order,
      Execution execution,
      Optional<UsdmEvent.Fill> fill,
      boolean insured,
      ExpiryReason why) {
    long bids = 0;
    long asks = 0;
    for (Order other : order.holding.orders.values()) {
      long notional = Amounts.times(other.priceE8, other.leftE8());
      bids += other.buys() ? notional : 0;
      asks += other.buys() ? 0 : notional;
    }
    tell(
        new UsdmEvent.OrderChanged(
            nowMs, order.state(), execution, fill, insured, why, bids, asks));
  }

  /** The user cancels an order, or has it cancelled. */
  void cancel(Order order) {
    end(order, OrderStatus.CANCELED, Execution.CANCELED, ExpiryReason.NONE);
  }

  /** An order ends by itself. */
  void expire(Order order, ExpiryReason why) {
    boolean met = why == ExpiryReason.SELF_TRADE;
    OrderStatus status = met ? OrderStatus.EXPIRED_IN_MATCH : OrderStatus.EXPIRED;
    end(order, status, Execution.EXPIRED, why);
  }

  private void end(Order order, OrderStatus status, Execution execution, ExpiryReason why) {
    order.status = status;
    order.updateMs = nowMs;
    forget(order);
    tell(order, execution, Optional.empty(), false, why);
    finish(order);
  }

  /** Takes an order out of what is open. */
  void forget(Order order) {
    open.remove(order.id);
    order.holding.orders.remove(order.id);
    order.holding.account.openByClient.remove(order.clientId, order);
  }

  /** The conditional order behind an order that has ended is finished too. */
  void finish(Order order) {
    if (order.algo != null && !order.open()) {
      change(order.algo, AlgoStatus.FINISHED, "");
    }
  }

  void change(Algo algo, AlgoStatus status, String reason) {
    algo.status = status;
    algo.reason = reason;
    algo.updateMs = nowMs;
    if (!algo.open()) {
      algo.holding.contract.algos.remove(algo.id);
      algo.holding.account.openAlgos.remove(algo.clientId, algo);
    }
    tell(new UsdmEvent.AlgoChanged(nowMs, algo.state()));
  }
}
