package io.tapeloom.sim.usdm;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One account's wallets, holdings and history. */
final class Account {
  static final String USDT = "USDT";
  static final String BNB = "BNB";

  final int id;
  final TreeMap<String, Wallet> wallets = new TreeMap<>();
  final List<Holding> holdings;

  /** All orders that are still remembered, by id. */
  final TreeMap<Long, Order> orders = new TreeMap<>();

  final TreeMap<String, Order> openByClient = new TreeMap<>();
  final TreeMap<Long, Algo> algos = new TreeMap<>();
  final TreeMap<String, Algo> openAlgos = new TreeMap<>();
  final List<TradeRow> trades = new ArrayList<>();
  final List<IncomeRow> incomes = new ArrayList<>();
  final List<AmendmentRow> amendments = new ArrayList<>();
  final List<Order> liquidated = new ArrayList<>();
  final List<MarginRow> marginChanges = new ArrayList<>();
  boolean hedged;
  boolean feeBurn;
  boolean called;

  /** What is in the wallet of one asset. */
  static final class Wallet {
    long balanceE8;
    long updateMs;
  }

  Account(int id, List<Contract> contracts) {
    this.id = id;
    this.holdings = contracts.stream().map(contract -> new Holding(this, contract)).toList();
  }

  Holding holding(Contract contract) {
    return holdings.get(contract.index);
  }

  Wallet wallet(String asset) {
    return wallets.computeIfAbsent(asset, a -> new Wallet());
  }

  long balanceE8(String asset) {
    Wallet wallet = wallets.get(asset);
    return wallet == null ? 0 : wallet.balanceE8;
  }

  /** What isolated positions hold of the wallet. */
  long isolatedE8() {
    long sum = 0;
    for (Holding holding : holdings) {
      sum += holding.both.isolatedE8 + holding.longs.isolatedE8 + holding.shorts.isolatedE8;
    }
    return sum;
  }

  /** The wallet without what isolated positions hold. */
  long crossE8(String asset) {
    return asset.equals(USDT) ? balanceE8(asset) - isolatedE8() : balanceE8(asset);
  }

  /** Whether any position is open. */
  boolean flat() {
    return holdings.stream().allMatch(Holding::flat);
  }
}
