package io.tapeloom.sim.usdm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random order flow of several accounts, folded a second time by other means: from the events
 * alone, in decimals, an account at a time. To the last digit, a wallet is what was deposited, what
 * was realized, less fees, with funding and what the insurance fund gave or took; a position is the
 * sum of its fills.
 */
class ReconciliationTest {
  private static final int COMMANDS = 2_500;

  /** One position as a cautious bookkeeper would keep it. */
  private static final class Lot {
    BigDecimal quantity = BigDecimal.ZERO;
    BigDecimal cost = BigDecimal.ZERO;
    BigDecimal flow = BigDecimal.ZERO;

    /** Books a fill and answers the profit. */
    BigDecimal fill(BigDecimal signed, BigDecimal price) {
      flow = flow.subtract(signed.multiply(price));
      BigDecimal profit = BigDecimal.ZERO;
      BigDecimal rest = signed;
      if (quantity.signum() * signed.signum() < 0) {
        BigDecimal closed = signed.abs().min(quantity.abs());
        BigDecimal released = cost.multiply(closed).divide(quantity.abs(), 8, RoundingMode.HALF_UP);
        BigDecimal proceeds = closed.multiply(price);
        profit =
            quantity.signum() > 0
                ? proceeds.subtract(released)
                : released.negate().subtract(proceeds);
        cost = cost.subtract(released);
        BigDecimal moved = closed.multiply(BigDecimal.valueOf(signed.signum()));
        quantity = quantity.add(moved);
        rest = signed.subtract(moved);
      }
      quantity = quantity.add(rest);
      cost = cost.add(rest.multiply(price));
      return profit;
    }
  }

  /** One account from its events. */
  private static final class Fold {
    final Map<String, BigDecimal> wallets = new TreeMap<>();
    final Map<String, Lot> lots = new TreeMap<>();

    void add(String asset, BigDecimal amount) {
      wallets.merge(asset, amount, BigDecimal::add);
    }

    void on(UsdmEvent event) {
      switch (event) {
        case UsdmEvent.OrderChanged o -> o.fill().ifPresent(fill -> fill(o.order(), fill));
        case UsdmEvent.AccountChanged a ->
            a.balances().forEach(b -> add(b.asset(), decimal(b.changeE8())));
        default -> {}
      }
    }

    private void fill(OrderState order, UsdmEvent.Fill fill) {
      BigDecimal signed = decimal(fill.quantityE8());
      signed = order.side() == OrderSide.BUY ? signed : signed.negate();
      String key = order.listing().name() + " " + order.positionSide();
      Lot lot = lots.computeIfAbsent(key, k -> new Lot());
      int before = lot.quantity.signum();
      BigDecimal profit = lot.fill(signed, decimal(fill.priceE8()));
      if (order.reduceOnly()) {
        assertEquals(-before, signed.signum(), "reduces: " + order);
        assertTrue(lot.quantity.signum() != -before, "turned around by " + order);
      }
      assertEquals(0, profit.compareTo(decimal(fill.realizedE8())), "profit of " + order);
      add("USDT", profit);
      add(fill.feeAsset(), decimal(fill.feeE8()).negate());
    }
  }

  private static BigDecimal decimal(long e8) {
    return BigDecimal.valueOf(e8, 8);
  }

  @Test
  void walletsAndPositionsAreTheSumOfWhatHappened() {
    for (long seed : new long[] {11, 12}) {
      System.out.println("seed " + seed);
      Map<Integer, Fold> folds = new TreeMap<>();
      List<UsdmEvent> events = new ArrayList<>();
      Flow flow = new Flow(seed, events::add);
      flow.play(COMMANDS);
      events.forEach(e -> folds.computeIfAbsent(e.account(), a -> new Fold()).on(e));
      Flow.ACCOUNTS.forEach(account -> compare(flow, account, folds.get(account), seed));
      covered(events, flow);
    }
  }

  private static void compare(Flow flow, int account, Fold fold, long seed) {
    AccountState state = flow.desk.state(account, flow.nowMs());
    String where = "seed " + seed + " account " + account + " ";
    for (AssetState asset : state.assets()) {
      BigDecimal folded = fold.wallets.get(asset.asset());
      assertEquals(0, folded.compareTo(decimal(asset.walletE8())), where + folded + " " + asset);
      assertTrue(asset.crossWalletE8() > -Amounts.ONE, where + "cross wallet " + asset);
    }
    for (PositionState position : state.positions()) {
      Lot lot =
          fold.lots.getOrDefault(position.listing().name() + " " + position.side(), new Lot());
      assertEquals(0, lot.quantity.compareTo(decimal(position.quantityE8())), where + position);
      BigDecimal realized = decimal(position.realizedE8());
      assertEquals(0, realized.compareTo(lot.flow.add(lot.cost)), where + "cash and cost");
      side(position, where);
    }
    BigDecimal income = BigDecimal.ZERO;
    for (IncomeRow row :
        flow.desk
            .archive()
            .income(
                account, Optional.empty(), Optional.empty(), Page.newest(100_000), flow.nowMs())) {
      income = income.add(row.asset().equals("USDT") ? decimal(row.amountE8()) : BigDecimal.ZERO);
    }
    assertEquals(0, income.compareTo(fold.wallets.get("USDT")), where + "income " + income);
  }

  /** In hedge mode a long is never short, and a short never long. */
  private static void side(PositionState position, String where) {
    switch (position.side()) {
      case LONG -> assertTrue(position.quantityE8() >= 0, where + position);
      case SHORT -> assertTrue(position.quantityE8() <= 0, where + position);
      case BOTH -> {}
    }
  }

  /** A flow in which nothing happens would prove nothing. */
  private static void covered(List<UsdmEvent> events, Flow flow) {
    long fills =
        events.stream()
            .filter(e -> e instanceof UsdmEvent.OrderChanged o && o.fill().isPresent())
            .count();
    assertTrue(fills > 300, fills + " fills");
    assertTrue(events.stream().anyMatch(UsdmEvent.Liquidated.class::isInstance), "liquidations");
    assertTrue(
        events.stream()
            .anyMatch(
                e ->
                    e instanceof UsdmEvent.AccountChanged a
                        && a.reason() == UsdmEvent.Reason.FUNDING_FEE),
        "funding");
    assertTrue(
        events.stream()
            .anyMatch(
                e ->
                    e instanceof UsdmEvent.AlgoChanged a
                        && a.algo().status() == AlgoStatus.FINISHED),
        "conditional orders");
    assertTrue(flow.refused > 50, flow.refused + " refusals");
  }

  @Test
  void theSameSeedAndCommandsGiveTheSameEvents() {
    String once = hash(21, 1);
    assertEquals(once, hash(21, 1));
    assertEquals(once, hash(21, 37), "however often the market is asked to go on");
    assertNotEquals(once, hash(22, 1));
  }

  /** Hash over all events; between commands the desk is advanced in that many pieces. */
  private static String hash(long seed, int pieces) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Flow flow = new Flow(seed, e -> digest.update(e.toString().getBytes(StandardCharsets.UTF_8)));
      flow.pieces = pieces;
      flow.play(400);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
