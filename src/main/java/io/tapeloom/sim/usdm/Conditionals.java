package io.tapeloom.sim.usdm;

import io.tapeloom.sim.Refused;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The algo service: conditional orders from their placing to the order they become. */
final class Conditionals {
  private static final long LEAST_CALLBACK_E8 = 10_000_000;
  private static final long MOST_CALLBACK_E8 = 2_000_000_000;

  private final Pit pit;
  private final Checks checks;
  private final Placing placing;

  Conditionals(Pit pit, Checks checks, Placing placing) {
    this.pit = pit;
    this.checks = checks;
    this.placing = placing;
  }

  Algo place(Account account, NewOrder request) {
    Contract contract = pit.contract(request.symbol());
    if (!request.type().conditional()) {
      throw new Refused(-1116, "Invalid orderType.");
    }
    PositionSide side = checks.side(account, request);
    checks.force(request);
    strategy(request);
    checks.form(contract, request);
    Optional<String> client = checks.client(account, request, true);
    if (account.openAlgos.size() >= UsdmRules.MAX_ALGO_ORDERS) {
      throw new Refused(-4045, "Reach max stop order limit.");
    }
    if (request.closePosition()
        && account.openAlgos.values().stream().anyMatch(a -> a.twin(request))) {
      throw Refusals.closesAlready();
    }
    trigger(contract, request);
    long price = workingE8(contract, request);
    long id = pit.nextAlgoId();
    String name = client.orElse(Pit.clientId(id));
    Algo algo = new Algo(id, name, account.holding(contract), request, side, pit.nowMs);
    arm(algo, price);
    account.algos.put(id, algo);
    History.bound(account);
    account.openAlgos.put(algo.clientId, algo);
    contract.algos.put(id, algo);
    pit.change(algo, AlgoStatus.NEW, "");
    return algo;
  }

  private static void strategy(NewOrder request) {
    boolean stopsAtMarket =
        request.type() == OrderType.STOP_MARKET || request.type() == OrderType.TAKE_PROFIT_MARKET;
    if (request.closePosition() && !stopsAtMarket) {
      throw Refusals.strategy(request);
    }
    if (request.closePosition() && request.reduceOnly().isPresent()) {
      throw Refusals.notRequired("reduceonly");
    }
  }

  private static void trigger(Contract contract, NewOrder request) {
    NewOrder.Trigger trigger = request.algo();
    if (request.type() == OrderType.TRAILING_STOP_MARKET) {
      if (trigger.callbackE8().isEmpty()) {
        throw Refused.missing("callbackRate");
      }
      long rate = trigger.callbackE8().getAsLong();
      boolean fits = rate >= LEAST_CALLBACK_E8 && rate <= MOST_CALLBACK_E8;
      if (!fits || rate % LEAST_CALLBACK_E8 != 0) {
        throw new Refused(-2007, "Invalid callBack rate.");
      }
      trigger.activateE8().ifPresent(price -> Filters.price(contract.rules, price));
      return;
    }
    if (trigger.priceE8().isEmpty()) {
      throw Refused.missing("triggerPrice");
    }
    Filters.trigger(contract.rules, trigger.priceE8().getAsLong());
  }

  private long workingE8(Contract contract, NewOrder request) {
    long markE8 = contract.markE8(pit.nowMs);
    boolean byMark = request.algo().workingType() == WorkingType.MARK_PRICE;
    return byMark ? markE8 : contract.lastE8(pit.nowMs).orElse(markE8);
  }

  /** Refuses what would trigger at once; a trailing stop without activation follows at once. */
  private void arm(Algo algo, long priceE8) {
    if (!algo.trailing()) {
      if (algo.reachedBy(priceE8)) {
        throw Refusals.wouldTrigger();
      }
      return;
    }
    OptionalLong activate = algo.request.algo().activateE8();
    algo.activateE8 = activate.orElse(priceE8);
    algo.extremeE8 = priceE8;
    if (activate.isPresent() && algo.activatedBy(priceE8)) {
      throw Refusals.wouldTrigger();
    }
    if (activate.isEmpty()) {
      algo.active = true;
      algo.trails(priceE8);
    }
  }

  /** Shows a price to the conditional orders that go by it. */
  void price(Contract contract, WorkingType type, long priceE8) {
    if (contract.algos.isEmpty()) {
      return;
    }
    for (Algo algo : List.copyOf(contract.algos.values())) {
      if (algo.open() && algo.request.algo().workingType() == type && due(algo, priceE8)) {
        trigger(algo);
      }
    }
  }

  private boolean due(Algo algo, long priceE8) {
    if (!algo.trailing()) {
      return algo.reachedBy(priceE8);
    }
    if (!algo.active) {
      if (!algo.activatedBy(priceE8)) {
        return false;
      }
      algo.active = true;
      algo.extremeE8 = priceE8;
      algo.trails(priceE8);
      pit.change(algo, AlgoStatus.NEW, "");
      return false;
    }
    return algo.trails(priceE8);
  }

  private void trigger(Algo algo) {
    algo.triggerMs = pit.nowMs;
    if (protectedAway(algo)) {
      pit.change(algo, AlgoStatus.EXPIRED, "Price protect");
      return;
    }
    long quantity =
        algo.request.closePosition()
            ? algo.holding.position(algo.positionSide).closableE8(algo.buys())
            : algo.request.quantityE8().orElseThrow();
    if (quantity == 0) {
      pit.change(algo, AlgoStatus.EXPIRED, "No position to close");
      return;
    }
    pit.change(algo, AlgoStatus.TRIGGERING, "");
    try {
      placing.trigger(algo, quantity);
    } catch (Refused refused) {
      pit.change(algo, AlgoStatus.REJECTED, refused.text());
    }
  }

  /** Price protection: mark and last price must not be far apart. */
  private boolean protectedAway(Algo algo) {
    if (!algo.request.algo().priceProtect()) {
      return false;
    }
    Contract contract = algo.holding.contract;
    long markE8 = contract.markE8(pit.nowMs);
    long apart = Math.abs(contract.lastE8(pit.nowMs).orElse(markE8) - markE8);
    return apart > Amounts.times(markE8, contract.rules.triggerProtectE8());
  }

  Algo cancel(Account account, AlgoRef ref) {
    Algo algo = find(account, ref).filter(Algo::open).orElseThrow(Refusals::unknownOrder);
    pit.change(algo, AlgoStatus.CANCELED, "");
    return algo;
  }

  Optional<Algo> find(Account account, AlgoRef ref) {
    if (ref.id().isPresent()) {
      return Optional.ofNullable(account.algos.get(ref.id().getAsLong()));
    }
    String client = ref.clientId().orElseThrow();
    Algo open = account.openAlgos.get(client);
    return open != null
        ? Optional.of(open)
        : account.algos.descendingMap().values().stream()
            .filter(a -> a.clientId.equals(client))
            .findFirst();
  }

  void cancelAll(Account account, Contract contract) {
    for (Algo algo : List.copyOf(account.openAlgos.values())) {
      if (algo.holding.contract == contract) {
        pit.change(algo, AlgoStatus.CANCELED, "");
      }
    }
  }

  /** Ends conditional orders whose date has come. */
  void expire(Account account) {
    for (Algo algo : List.copyOf(account.openAlgos.values())) {
      boolean dated = algo.timeInForce == TimeInForce.GTD;
      if (dated && algo.request.goodTillMs() <= pit.nowMs) {
        pit.change(algo, AlgoStatus.EXPIRED, "");
      }
    }
  }
}
