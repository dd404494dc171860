package io.tapeloom.sim.io.spot;

import io.tapeloom.sim.Refused;
import io.tapeloom.sim.io.Params;
import io.tapeloom.sim.spot.Amounts;
import io.tapeloom.sim.spot.CancelRequest;
import io.tapeloom.sim.spot.Labels;
import io.tapeloom.sim.spot.ListTicket.Oco;
import io.tapeloom.sim.spot.ListTicket.Oto;
import io.tapeloom.sim.spot.ListTicket.Otoco;
import io.tapeloom.sim.spot.OrderSide;
import io.tapeloom.sim.spot.OrderType;
import io.tapeloom.sim.spot.SpotQueries.Span;
import io.tapeloom.sim.spot.StpMode;
import io.tapeloom.sim.spot.Ticket;
import io.tapeloom.sim.spot.TimeInForce;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads orders, lists and stretches of history out of a call's parameters. */
final class Reading {
  private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9-_.]{1,20}");
  private static final long DAY_MS = 86_400_000;

  private Reading() {}

  static String symbol(Params params) {
    String symbol = params.required("symbol");
    if (!SYMBOL.matcher(symbol).matches()) {
      throw new Refused(
          -1100,
          "Illegal characters found in parameter 'symbol'; legal range is"
              + " '^[A-Z0-9-_.]{1,20}$'.");
    }
    return symbol;
  }

  // ---- orders ----

  /** A plain order. */
  static Ticket ticket(Params params) {
    return new Ticket(
        symbol(params),
        params.requiredEnumeration("side", OrderSide.class),
        params.requiredEnumeration("type", OrderType.class),
        params.enumeration("timeInForce", TimeInForce.class),
        new Amounts(
            positive(params, "quantity"),
            positive(params, "quoteOrderQty"),
            positive(params, "price"),
            positive(params, "stopPrice"),
            params.e8("icebergQty").orElse(0),
            trailing(params, "trailingDelta")),
        prevention(params),
        new Labels(
            params.text("newClientOrderId").orElse(""),
            params.integer("strategyId").orElse(-1),
            params.integer("strategyType").orElse(-1)));
  }

  /** 0 where it was not sent; sent as 0 it is refused. */
  private static long positive(Params params, String name) {
    OptionalLong value = params.e8(name);
    if (value.isPresent() && value.getAsLong() == 0) {
      boolean price = name.toLowerCase(Locale.ROOT).endsWith("price");
      throw new Refused(-1013, price ? "Invalid price." : "Invalid quantity.");
    }
    return value.orElse(0);
  }

  private static int trailing(Params params, String name) {
    return (int) Math.min(Integer.MAX_VALUE, params.integer(name).orElse(0));
  }

  private static Optional<StpMode> prevention(Params params) {
    Optional<String> said = params.text("selfTradePreventionMode");
    if (said.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(StpMode.values())
            .filter(mode -> mode.name().equals(said.get()))
            .findFirst()
            .orElseThrow(
                () ->
                    new Refused(
                        -1013,
                        "This symbol does not allow the specified self-trade prevention mode.")));
  }

  // ---- lists ----

  /** One order of a list, its parameters under a common prefix. */
  private static Ticket leg(Params params, String prefix, OrderSide side, long qtyE8) {
    OrderType type = params.requiredEnumeration(prefix + "Type", OrderType.class);
    if (type.priced()) {
      params.required(prefix + "Price");
    }
    if (type.timed()) {
      params.required(prefix + "TimeInForce");
    }
    return new Ticket(
        symbol(params),
        side,
        type,
        params.enumeration(prefix + "TimeInForce", TimeInForce.class),
        new Amounts(
            qtyE8,
            0,
            positive(params, prefix + "Price"),
            positive(params, prefix + "StopPrice"),
            params.e8(prefix + "IcebergQty").orElse(0),
            trailing(params, prefix + "TrailingDelta")),
        prevention(params),
        new Labels(
            params.text(prefix + "ClientOrderId").orElse(""),
            params.integer(prefix + "StrategyId").orElse(-1),
            params.integer(prefix + "StrategyType").orElse(-1)));
  }

  private static String listId(Params params) {
    return params.text("listClientOrderId").orElse("");
  }

  static Oco oco(Params params) {
    OrderSide side = params.requiredEnumeration("side", OrderSide.class);
    long qtyE8 = required(params, "quantity");
    return new Oco(
        listId(params), leg(params, "above", side, qtyE8), leg(params, "below", side, qtyE8));
  }

  private static long required(Params params, String name) {
    params.required(name);
    return positive(params, name);
  }

  static Oto oto(Params params) {
    return new Oto(listId(params), working(params), sided(params, "pending"));
  }

  private static Ticket working(Params params) {
    return sided(params, "working");
  }

  private static Ticket sided(Params params, String prefix) {
    OrderSide side = params.requiredEnumeration(prefix + "Side", OrderSide.class);
    return leg(params, prefix, side, required(params, prefix + "Quantity"));
  }

  static Otoco otoco(Params params) {
    OrderSide side = params.requiredEnumeration("pendingSide", OrderSide.class);
    long qtyE8 = required(params, "pendingQuantity");
    return new Otoco(
        listId(params),
        working(params),
        leg(params, "pendingAbove", side, qtyE8),
        leg(params, "pendingBelow", side, qtyE8));
  }

  /** A pair as the older call names it: a limit order and a stop. */
  static Oco oldOco(Params params) {
    OrderSide side = params.requiredEnumeration("side", OrderSide.class);
    long qtyE8 = required(params, "quantity");
    Ticket limit =
        new Ticket(
            symbol(params),
            side,
            OrderType.LIMIT_MAKER,
            Optional.empty(),
            Amounts.at(qtyE8, required(params, "price"))
                .withIceberg(params.e8("limitIcebergQty").orElse(0)),
            prevention(params),
            labels(params, "limit"));
    Ticket stop = oldStop(params, side, qtyE8);
    return side == OrderSide.SELL
        ? new Oco(listId(params), limit, stop)
        : new Oco(listId(params), stop, limit);
  }

  private static Ticket oldStop(Params params, OrderSide side, long qtyE8) {
    long limitE8 = positive(params, "stopLimitPrice");
    return new Ticket(
        symbol(params),
        side,
        limitE8 > 0 ? OrderType.STOP_LOSS_LIMIT : OrderType.STOP_LOSS,
        params.enumeration("stopLimitTimeInForce", TimeInForce.class),
        new Amounts(
            qtyE8,
            0,
            limitE8,
            positive(params, "stopPrice"),
            params.e8("stopIcebergQty").orElse(0),
            trailing(params, "trailingDelta")),
        prevention(params),
        labels(params, "stop"));
  }

  private static Labels labels(Params params, String prefix) {
    return new Labels(
        params.text(prefix + "ClientOrderId").orElse(""),
        params.integer(prefix + "StrategyId").orElse(-1),
        params.integer(prefix + "StrategyType").orElse(-1));
  }

  // ---- the rest ----

  /** Which order to cancel, by the names that a call has for it. */
  static CancelRequest cancel(
      Params params, int account, String idName, String clientName, String requestName) {
    return new CancelRequest(
        account,
        symbol(params),
        params.integer(idName).orElse(-1),
        params.text(clientName).orElse(""),
        params.text(requestName).orElse(""),
        restrictions(params));
  }

  private static CancelRequest.Only restrictions(Params params) {
    String said = params.text("cancelRestrictions").orElse("ANY");
    return Arrays.stream(CancelRequest.Only.values())
        .filter(only -> only.name().equals(said))
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    -1145,
                    "`cancelRestrictions` has to be either `ONLY_NEW` or"
                        + " `ONLY_PARTIALLY_FILLED`."));
  }

  /** A stretch of history of at most a day. */
  static Span span(Params params, String fromName) {
    long fromId = params.integer(fromName).orElse(-1);
    long startMs = millis(params.integer("startTime"));
    long endMs = millis(params.integer("endTime"));
    if (startMs >= 0 && endMs >= 0 && startMs > endMs) {
      throw new Refused(-1023, "Start time is greater than end time.");
    }
    if (startMs >= 0 && endMs >= 0 && endMs - startMs > DAY_MS) {
      throw new Refused(-1127, "More than 24 hours between startTime and endTime.");
    }
    return new Span(fromId, startMs, endMs, params.limit(500, 1000));
  }

  /** Times may be sent in microseconds; those have sixteen digits. */
  private static long millis(OptionalLong time) {
    long value = time.orElse(-1);
    return value >= 1_000_000_000_000_000L ? value / 1_000 : value;
  }
}
