package io.tapeloom.sim.usdm;

import io.tapeloom.sim.Refused;
import java.util.Optional;

/** Decides whether an order can be, and makes of the request what it means. Changes nothing. */
final class Checks {
  private static final long LAST_MS = 253_402_300_799_000L;
  private static final long GTD_AHEAD_MS = 600_000;
  private static final int CLIENT_ID_MOST = 36;
  private static final long ABOVE_ASK_E8 = 100_050_000;

  private final Pit pit;
  private final Margins margins;

  Checks(Pit pit, Margins margins) {
    this.pit = pit;
    this.margins = margins;
  }

  /** Which position a request means in the account's mode. */
  PositionSide side(Account account, NewOrder request) {
    PositionSide side = request.positionSide().orElse(PositionSide.BOTH);
    if (account.hedged == (side == PositionSide.BOTH)) {
      throw Refusals.positionSide();
    }
    if (account.hedged && request.reduceOnly().isPresent()) {
      throw Refusals.notRequired("reduceonly");
    }
    return side;
  }

  /** The time in force that the type asks for. */
  TimeInForce force(NewOrder request) {
    if (!request.type().priced()) {
      if (request.timeInForce().isPresent() && !request.type().conditional()) {
        throw Refusals.notRequired("timeInForce");
      }
      return TimeInForce.GTC;
    }
    Optional<TimeInForce> force = request.timeInForce();
    if (force.isEmpty() && !request.type().conditional()) {
      throw Refused.missing("timeInForce");
    }
    boolean dated = force.equals(Optional.of(TimeInForce.GTD));
    long endMs = request.goodTillMs();
    if (dated && endMs == 0) {
      throw Refused.missing("goodTillDate");
    }
    if (dated && (endMs <= pit.nowMs + GTD_AHEAD_MS || endMs >= LAST_MS)) {
      throw Refusals.goodTill();
    }
    return force.orElse(TimeInForce.GTC);
  }

  /** Form and number of price and quantity. */
  void form(Contract contract, NewOrder request) {
    boolean priced = request.type().priced();
    boolean matched = request.priceMatch() != PriceMatch.NONE;
    if (!priced && matched) {
      throw new Refused(-5038, "Price match only supports order type: LIMIT, STOP AND TAKE_PROFIT");
    }
    if (matched && request.priceE8().isPresent()) {
      throw new Refused(-5037, "Invalid price match");
    }
    if (priced && !matched && request.priceE8().isEmpty()) {
      throw Refused.missing("price");
    }
    if (!priced && request.priceE8().isPresent()) {
      throw Refusals.notRequired("price");
    }
    quantity(contract, request);
    request.priceE8().ifPresent(price -> Filters.price(contract.rules, price));
  }

  private static void quantity(Contract contract, NewOrder request) {
    if (request.closePosition()) {
      if (request.quantityE8().isPresent()) {
        throw new Refused(-4137, "Quantity must be zero with closePosition equals true");
      }
      return;
    }
    if (request.quantityE8().isEmpty()) {
      throw Refused.missing("quantity");
    }
    Filters.quantity(contract.rules, request.quantityE8().getAsLong(), !request.type().priced());
  }

  /** The user's own id; it is unique among what is open. */
  Optional<String> client(Account account, NewOrder request, boolean algo) {
    Optional<String> client = request.clientId();
    client.ifPresent(id -> client(account, id, algo));
    return client;
  }

  private static void client(Account account, String id, boolean algo) {
    if (id.length() > CLIENT_ID_MOST) {
      throw new Refused(
          -4015, "Client order id length should not be more than " + CLIENT_ID_MOST + " chars");
    }
    if (id.isEmpty() || !id.chars().allMatch(Checks::legal)) {
      throw new Refused(
          -1100,
          "Illegal characters found in parameter '"
              + (algo ? "clientAlgoId" : "newClientOrderId")
              + "'; legal range is '^[\\.A-Z\\:/a-z0-9_-]{1,36}$'.");
    }
    if (algo ? account.openAlgos.containsKey(id) : account.openByClient.containsKey(id)) {
      throw new Refused(-4116, "ClientOrderId is duplicated.");
    }
  }

  private static boolean legal(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || "._-:/".indexOf(c) >= 0;
  }

  /** Filters, position limits and margin of an order whose price is known. */
  void admit(Order.Accepted order) {
    Contract contract = order.holding().contract;
    if (order.holding().orders.size() >= UsdmRules.MAX_ORDERS) {
      throw new Refused(-2025, "Reach max open order limit.");
    }
    long markE8 = contract.markE8(pit.nowMs);
    if (order.type().priced()) {
      Filters.percent(contract.rules, order.buys(), order.priceE8(), markE8);
    }
    if (order.closing()) {
      if (order.position().closableE8(order.buys()) == 0) {
        throw Refusals.reduceOnly();
      }
      return;
    }
    long reference = order.type().priced() ? order.priceE8() : markE8;
    Filters.notional(contract.rules, Amounts.times(reference, order.quantityE8()));
    long expected = order.type().priced() ? order.priceE8() : expectedE8(order, markE8);
    afford(order.position(), order.buys(), expected, order.quantityE8());
  }

  /** What a market order is taken to trade at: a little above the best ask, or at the best bid. */
  private static long expectedE8(Order.Accepted order, long markE8) {
    Contract contract = order.holding().contract;
    if (!order.buys()) {
      return Math.max(markE8, contract.priceE8(Math.max(0, contract.book.bestBid())));
    }
    long ask = contract.priceE8(contract.book.bestAsk());
    return ask <= 0 ? order.priceE8() : Math.min(order.priceE8(), Amounts.times(ask, ABOVE_ASK_E8));
  }

  /** Position limit (-2027) and margin (-2019) of one more order. */
  void afford(Position position, boolean buys, long priceE8, long qtyE8) {
    Holding holding = position.holding;
    long notional = Amounts.times(priceE8, qtyE8);
    long before = margins.exposureE8(position);
    long after = margins.exposureE8(position, buys, notional);
    if (after <= before) {
      return;
    }
    if (after > holding.contract.rules.brackets().maxNotionalE8(holding.leverage)) {
      throw Refusals.exposure();
    }
    long opened = Math.max(0, qtyE8 - position.closableE8(buys));
    long worse = buys ? priceE8 - margins.markE8(holding.contract) : 0;
    worse = buys ? worse : margins.markE8(holding.contract) - priceE8;
    long loss = Amounts.times(Math.max(0, worse), opened);
    long needed =
        Margins.marginE8(after, holding.leverage) - Margins.marginE8(before, holding.leverage);
    if (needed + loss > margins.availableE8(holding.account)) {
      throw Refusals.margin();
    }
  }
}
