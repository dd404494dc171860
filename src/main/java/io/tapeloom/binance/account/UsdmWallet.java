package io.tapeloom.binance.account;

import io.tapeloom.binance.answer.Done;
import io.tapeloom.binance.answer.UsdmAccount;
import io.tapeloom.binance.answer.UsdmReplies;
import io.tapeloom.kernel.Symbol;
import io.tapeloom.ledger.Refusal;
import io.tapeloom.ledger.Refusal.Ground;
import io.tapeloom.ledger.SendOutcome;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Balances, positions, money movements and modes of a USD-M account. */
public final class UsdmWallet {
  private final AccountRest rest;

  /** The account behind those calls. */
  public UsdmWallet(AccountRest rest) {
    this.rest = rest;
  }

  /** Wallet by asset. */
  public Future<List<UsdmAccount.Balance>> balances() {
    return rest.ask(Ask.of(UsdmReplies.BALANCES, Query.empty(), Cost.question(5)));
  }

  /** Wallets, margins and positions. */
  public Future<UsdmAccount.Account> account() {
    return rest.ask(Ask.of(UsdmReplies.ACCOUNT, Query.empty(), Cost.question(5)));
  }

  /** Positions with their risk; flat ones are left out by the exchange. */
  public Future<List<UsdmAccount.Position>> positions(Optional<Symbol> symbol) {
    Query query = Query.empty().put("symbol", symbol);
    return rest.ask(Ask.protecting(UsdmReplies.POSITIONS, query, Cost.question(5)));
  }

  /** Executions of ours from that trade id on, ascending. */
  public Future<List<UsdmAccount.Trade>> userTrades(Symbol symbol, long fromId) {
    Query query = Query.of("symbol", symbol).put("fromId", fromId).put("limit", 1_000);
    return rest.ask(Ask.of(UsdmReplies.MY_TRADES, query, Cost.question(5)));
  }

  /** Executions of one order. */
  public Future<List<UsdmAccount.Trade>> tradesOf(Symbol symbol, long orderId) {
    Query query = Query.of("symbol", symbol).put("orderId", orderId);
    return rest.ask(Ask.of(UsdmReplies.MY_TRADES, query, Cost.question(5)));
  }

  /** Movements of the wallet from that time on, ascending. */
  public Future<List<UsdmAccount.Income>> income(long fromMs) {
    Query query = Query.of("startTime", fromMs).put("limit", 1_000);
    return rest.ask(Ask.of(UsdmReplies.INCOME, query, Cost.question(30)));
  }

  /** Whether long and short positions are held apart. */
  public Future<Boolean> hedgeMode() {
    return rest.ask(Ask.of(UsdmReplies.POSITION_MODE, Query.empty(), Cost.question(30)))
        .map(UsdmAccount.PositionMode::dualSidePosition);
  }

  /** Holds long and short positions apart, or not; that it was so already is success. */
  public Future<SendOutcome<Done>> setHedgeMode(boolean apart) {
    Query query = Query.of("dualSidePosition", apart);
    return rest.send(Ask.of(UsdmReplies.SET_POSITION_MODE, query, Cost.order(1, 0)));
  }

  /** Leverage and margin type of a symbol. */
  public Future<UsdmAccount.SymbolConfig> config(Symbol symbol) {
    Query query = Query.of("symbol", symbol);
    return rest.ask(Ask.of(UsdmReplies.SYMBOL_CONFIG, query, Cost.question(5))).map(List::getFirst);
  }

  /**
   * Sets the leverage of a symbol and reads it back, because a setting that silently fails makes
   * every size wrong; what differs then is rejected.
   */
  public Future<SendOutcome<UsdmAccount.SymbolConfig>> setLeverage(Symbol symbol, int leverage) {
    Query query = Query.of("symbol", symbol).put("leverage", leverage);
    return rest.send(Ask.of(UsdmReplies.SET_LEVERAGE, query, Cost.order(1, 0)))
        .compose(outcome -> readBack(symbol, outcome, c -> c.leverage() == leverage));
  }

  /** Sets isolated or crossed margin and reads it back; that it was so already is success. */
  public Future<SendOutcome<UsdmAccount.SymbolConfig>> setIsolated(
      Symbol symbol, boolean isolated) {
    String type = isolated ? "ISOLATED" : "CROSSED";
    Query query = Query.of("symbol", symbol).put("marginType", type);
    return rest.send(Ask.of(UsdmReplies.SET_MARGIN_TYPE, query, Cost.order(1, 0)))
        .compose(outcome -> readBack(symbol, outcome, c -> c.marginType().equals(type)));
  }

  private Future<SendOutcome<UsdmAccount.SymbolConfig>> readBack(
      Symbol symbol,
      SendOutcome<?> outcome,
      java.util.function.Predicate<UsdmAccount.SymbolConfig> asked) {
    return switch (outcome) {
      case SendOutcome.Accepted<?> _ ->
          config(symbol).map(found -> compared(found, asked)).recover(UsdmWallet::unread);
      case SendOutcome.Rejected<?> no ->
          Future.succeededFuture(new SendOutcome.Rejected<>(no.refusal()));
      case SendOutcome.NotSent<?> no ->
          Future.succeededFuture(new SendOutcome.NotSent<>(no.refusal()));
      case SendOutcome.Unknown<?> no ->
          Future.succeededFuture(new SendOutcome.Unknown<>(no.refusal()));
    };
  }

  /** Said to be set, and nobody can tell whether it is. */
  private static Future<SendOutcome<UsdmAccount.SymbolConfig>> unread(Throwable fault) {
    String words = "set, but not read back: " + fault.getMessage();
    return Future.succeededFuture(new SendOutcome.Unknown<>(Refusal.of(Ground.NO_ANSWER, words)));
  }

  private static SendOutcome<UsdmAccount.SymbolConfig> compared(
      UsdmAccount.SymbolConfig found,
      java.util.function.Predicate<UsdmAccount.SymbolConfig> asked) {
    return asked.test(found)
        ? new SendOutcome.Accepted<>(found)
        : new SendOutcome.Rejected<>(
            Refusal.of(Ground.OTHER, "the exchange said yes and still has " + found));
  }

  /** Notional brackets with leverage and maintenance margin. */
  public Future<List<UsdmAccount.Brackets>> brackets(Optional<Symbol> symbol) {
    Query query = Query.empty().put("symbol", symbol);
    return rest.ask(Ask.of(UsdmReplies.BRACKETS, query, Cost.question(1)));
  }

  /** Fee rates of a symbol. */
  public Future<UsdmAccount.Commission> commission(Symbol symbol) {
    Query query = Query.of("symbol", symbol);
    return rest.ask(Ask.of(UsdmReplies.COMMISSION, query, Cost.question(20)));
  }
}
