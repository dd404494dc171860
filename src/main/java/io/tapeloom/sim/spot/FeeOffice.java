package io.tapeloom.sim.spot;

import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Takes the fee of each trade: from what was received, or with a discount in the fee asset where
 * the account wants it so and has enough. The one place of the desk that rounds: half up to 1e-8.
 */
final class FeeOffice {
  private static final long ONE_E8 = 100_000_000L;

  /** Venues by the quote asset in which they price the fee asset. */
  private final TreeMap<String, SpotVenue> feeVenues = new TreeMap<>();

  void add(SpotVenue venue) {
    SpotRules rules = venue.rules();
    String base = rules.listing().baseAsset();
    if (base.equals(rules.fees().feeAsset())) {
      feeVenues.put(rules.symbol().substring(base.length()), venue);
    }
  }

  /** Charges a trade and writes it down. */
  Fill charge(SpotOrder order, Pit.Part part, long qtyE8, long quoteE8) {
    Account account = order.account;
    SpotRules rules = order.pit.rules;
    boolean buys = order.ticket.buys();
    String asset = buys ? order.pit.baseAsset : order.pit.quoteAsset;
    long rateE8 = part.maker() ? rules.fees().makerE8() : rules.fees().takerE8();
    long fee = Sums.halfUp(buys ? qtyE8 : quoteE8, rateE8, ONE_E8);
    OptionalLong inFeeAsset =
        account.burns ? discounted(order, part, quoteE8) : OptionalLong.empty();
    if (inFeeAsset.isPresent()) {
      asset = rules.fees().feeAsset();
      fee = inFeeAsset.getAsLong();
    }
    account.pay(asset, fee);
    return new Fill(
        account.id,
        order.pit.symbol,
        part.tradeId(),
        order.id,
        order.listId(),
        Math.multiplyExact(part.ticks(), rules.listing().tickE8()),
        qtyE8,
        quoteE8,
        fee,
        asset,
        part.timeMs(),
        buys,
        part.maker());
  }

  /** The fee in the fee asset, empty where it has no price or there is not enough of it. */
  private OptionalLong discounted(SpotOrder order, Pit.Part part, long quoteE8) {
    SpotRules.Fees fees = order.pit.rules.fees();
    SpotVenue venue = feeVenues.get(order.pit.quoteAsset);
    OptionalLong price =
        venue == null ? OptionalLong.empty() : venue.reference().lastE8(part.timeMs());
    if (price.isEmpty()) {
      return OptionalLong.empty();
    }
    long rateE8 = part.maker() ? fees.makerE8() : fees.takerE8();
    long discountedE8 = Sums.halfUp(rateE8, fees.discountE8(), ONE_E8);
    long fee = Sums.halfUp(quoteE8, discountedE8, price.getAsLong());
    boolean enough = order.account.balance(fees.feeAsset()).freeE8 >= fee;
    return enough ? OptionalLong.of(fee) : OptionalLong.empty();
  }
}
