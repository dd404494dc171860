package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.FaultKind;
import io.tapeloom.sim.FaultMoment;
import io.tapeloom.sim.FaultPlace;
import io.tapeloom.sim.FaultRule;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.io.keys.ApiKey;
import io.tapeloom.sim.io.keys.KeyRing;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What goes wrong with calls: which fault a call meets, and what it then answers. */
final class CallFaults {
  private static final String UNKNOWN =
      "Unknown error, please check your request or try again later.";
  private static final String TIMEOUT =
      "Timeout waiting for response from backend server. Send status unknown;"
          + " execution status unknown.";
  private static final long BAN_MS = 120_000;
  private static final long HIDDEN_MS = 1_800_000;
  private static final long VANISH_MS = 1_500;

  private final Vertx vertx;
  private final Floor floor;
  private final Faults faults;
  private final Inside inside;
  private final KeyRing ring;
  private final HiddenOrders hidden = new HiddenOrders();
  private final Halts halts;

  CallFaults(Floor floor, Faults faults, Inside inside, KeyRing ring, Halts halts) {
    this.vertx = floor.vertx();
    this.floor = floor;
    this.faults = faults;
    this.inside = inside;
    this.ring = ring;
    this.halts = halts;
  }

  /** The fault that this call meets before it is handled. */
  Optional<FaultRule> arrived(Ask ask) {
    FaultRule.Target subject = subject(ask);
    faults.moment(FaultMoment.REQUEST, subject);
    CallKind.of(ask).received().ifPresent(moment -> faults.moment(moment, subject));
    Optional<FaultRule> rule = faults.take(FaultPlace.BEFORE, subject);
    return rule.filter(r -> r.kind() != FaultKind.BUSY || !exempt(ask));
  }

  /** Cancels, reduce-only and closing orders pass the throttle. */
  private static boolean exempt(Ask ask) {
    Map<String, String> params = ask.params().all();
    return CallKind.of(ask) == CallKind.CANCEL
        || "true".equalsIgnoreCase(params.get("reduceOnly"))
        || "true".equalsIgnoreCase(params.get("closePosition"));
  }

  /** The fault that this call meets once it has succeeded. */
  Optional<FaultRule> done(Ask ask) {
    FaultRule.Target subject = subject(ask);
    CallKind.of(ask).accepted().ifPresent(moment -> faults.moment(moment, subject));
    return faults.take(FaultPlace.AFTER, subject);
  }

  private FaultRule.Target subject(Ask ask) {
    int account = ask.session().or(() -> ring.find(ask.key())).map(ApiKey::account).orElse(0);
    String symbol = ask.params().all().getOrDefault("symbol", "");
    return new FaultRule.Target(Optional.of(ask.market()), symbol, account, ask.name());
  }

  /** The answer instead of handling the call; empty when it is to be handled all the same. */
  Optional<Reply> instead(FaultRule rule, Ask ask) {
    int account = subject(ask).account();
    return switch (rule.kind()) {
      case TOO_MANY -> Optional.of(tooMany(rule));
      case BANNED -> Optional.of(banned(rule, ask));
      case FORBIDDEN -> Optional.of(forbidden());
      case TIMEOUT_REFUSED -> Optional.of(timeout(ask.market()));
      case UNKNOWN_REFUSED -> Optional.of(Reply.error(503, -1000, UNKNOWN, 0));
      case UNAVAILABLE -> Optional.of(Reply.error(503, -1016, "Service Unavailable.", 0));
      case INTERNAL ->
          Optional.of(
              Reply.error(503, -1001, "Internal error; unable to process your request.", 0));
      case BUSY -> Optional.of(busy());
      case REQUEST_LOST -> Optional.of(lost());
      case CLOCK ->
          Optional.of(refused(-1021, "Timestamp for this request is outside of the recvWindow."));
      case SIGNATURE -> Optional.of(refused(-1022, "Signature for this request is not valid."));
      case DUPLICATE -> Optional.of(duplicate(ask.market()));
      case REFUSE -> Optional.of(refused(rule.code(), words(rule)));
      case LEVERAGE_IGNORED -> ignored(ask, account);
      case HALF_REPLACE -> halfReplaced(ask, account);
      case KEY_REVOKED -> {
        ring.find(ask.key()).or(ask::session).ifPresent(key -> key.revoke(true));
        yield Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private static Reply refused(int code, String text) {
    return Reply.refused(new Refused(code, text), 0);
  }

  private static String words(FaultRule rule) {
    return rule.text().isEmpty() ? "Refused by a fault of the simulation." : rule.text();
  }

  private static Reply tooMany(FaultRule rule) {
    Refused refused = new Refused(-1003, "Too many requests.");
    return Reply.failed(new TooMany(429, refused, rule.forMs(5_000) / 1000), 0);
  }

  private Reply banned(FaultRule rule, Ask ask) {
    long realMs = System.currentTimeMillis();
    AddressLimits limits = floor.limits().of(ask.market(), ask.address());
    limits.ban(rule.forMs(BAN_MS), realMs);
    try {
      limits.charge(ask.path(), 0, ask.address(), realMs);
      throw new IllegalStateException("a banned address was let in");
    } catch (TooMany many) {
      return Reply.failed(many, 0);
    }
  }

  private static Reply forbidden() {
    String page = "<html><body><h1>403 Forbidden</h1></body></html>";
    return new Reply(403, page, Map.of(), 0, Reply.Form.PAGE);
  }

  private static Reply timeout(Market market) {
    return Reply.error(market == Market.SPOT ? 504 : 408, -1007, TIMEOUT, 0);
  }

  private static Reply busy() {
    return Reply.error(
        503,
        -1008,
        "Request throttled by system-level protection. Reduce-only/close-position orders are"
            + " exempt. Please try again.",
        0);
  }

  private static Reply lost() {
    return new Reply(0, "", Map.of(), 0, Reply.Form.LOST);
  }

  private static Reply duplicate(Market market) {
    return market == Market.SPOT
        ? refused(-2010, "Duplicate order sent.")
        : refused(-4116, "ClientOrderId is duplicated.");
  }

  /** Says what the caller wants to hear of leverage or margin type, and does nothing. */
  private static Optional<Reply> ignored(Ask ask, int account) {
    if (ask.path().endsWith("/leverage")) {
      JsonObject said =
          new JsonObject()
              .put("leverage", ask.params().requiredInteger("leverage"))
              .put("maxNotionalValue", "1000000")
              .put("symbol", ask.params().required("symbol"));
      return Optional.of(Reply.ok(said.encode(), account));
    }
    return Optional.of(Reply.ok("{\"code\":200,\"msg\":\"success\"}", account));
  }

  /** Cancels, and answers that the new order was refused (409). */
  private Optional<Reply> halfReplaced(Ask ask, int account) {
    Map<String, String> cancel = new LinkedHashMap<>();
    Map<String, String> sent = ask.params().all();
    cancel.put("symbol", sent.getOrDefault("symbol", ""));
    put(cancel, "orderId", sent.get("cancelOrderId"));
    put(cancel, "origClientOrderId", sent.get("cancelOrigClientOrderId"));
    put(cancel, "newClientOrderId", sent.get("cancelNewClientOrderId"));
    try {
      String cancelled =
          inside.call("DELETE /api/v3/order", new Params(cancel), account, floor.time().nowMs());
      JsonObject refusal =
          new JsonObject(Reply.body(-2010, "Order would immediately match and take."));
      JsonObject halves =
          new JsonObject()
              .put("cancelResult", "SUCCESS")
              .put("newOrderResult", "FAILURE")
              .put("cancelResponse", new JsonObject(cancelled))
              .put("newOrderResponse", refusal);
      JsonObject body = new JsonObject(Reply.body(-2021, "Order cancel-replace partially failed."));
      return Optional.of(
          Reply.failed(new PartFailure(409, body.put("data", halves).encode()), account));
    } catch (Refused refused) {
      return Optional.of(Reply.refused(refused, account));
    }
  }

  private static void put(Map<String, String> params, String name, String value) {
    if (value != null) {
      params.put(name, value);
    }
  }

  /** The answer to a call that was done. */
  Reply after(FaultRule rule, Ask ask, Reply reply) {
    long nowMs = floor.time().nowMs();
    return switch (rule.kind()) {
      case HTML -> reply.saying("<html><body>Welcome</body></html>", Reply.Form.PAGE);
      case EMPTY -> reply.saying("", Reply.Form.PAGE);
      case TRUNCATED ->
          reply.saying(reply.body().substring(0, reply.body().length() / 2), Reply.Form.PAGE);
      case TIMEOUT_ACCEPTED -> timeout(ask.market());
      case UNKNOWN_ACCEPTED -> Reply.error(503, -1000, UNKNOWN, 0);
      case REPLY_LOST -> lost();
      case HIDE_ORDER -> {
        hidden.hide(ask, reply, nowMs + rule.forMs(HIDDEN_MS));
        yield reply;
      }
      case STOP_VANISHES -> {
        vanish(rule, ask, reply);
        yield reply;
      }
      default -> reply;
    };
  }

  /** Takes accepted orders away after a while, and tells nobody. */
  private void vanish(FaultRule rule, Ask ask, Reply reply) {
    String root = ask.market() == Market.SPOT ? "/api/v3/" : "/fapi/v1/";
    long realMs = (long) Math.max(1, rule.forMs(VANISH_MS) / floor.time().speed());
    for (JsonObject order : HiddenOrders.orders(reply.body())) {
      boolean algo = order.containsKey("algoId");
      String id = algo ? "algoId" : "orderId";
      Map<String, String> params = new LinkedHashMap<>();
      params.put("symbol", order.getString("symbol", ""));
      params.put(id, String.valueOf(order.getValue(id)));
      String call = "DELETE " + root + (algo ? "algoOrder" : "order");
      vertx.setTimer(realMs, timer -> silently(call, new Params(params), reply.account()));
    }
  }

  private void silently(String call, Params params, int account) {
    floor.events().mute(true);
    try {
      inside.call(call, params, account, floor.time().nowMs());
    } catch (Refused gone) {
      faults.note("stop had gone before it could vanish: " + gone.text());
    } finally {
      floor.events().mute(false);
    }
  }

  /** Refuses what a halt or a hidden order stands in the way of. */
  void check(Ask ask, int account) {
    long nowMs = floor.time().nowMs();
    hidden.check(ask, account, nowMs);
    CallKind kind = CallKind.of(ask);
    if (kind == CallKind.ORDER || kind == CallKind.ALGO) {
      symbols(ask).forEach(symbol -> halts.check(ask.market(), symbol, nowMs));
    }
  }

  /** The symbols that a call names, a batch as many as it has orders. */
  private static List<String> symbols(Ask ask) {
    if (!ask.params().all().containsKey("batchOrders")) {
      return List.of(ask.params().all().getOrDefault("symbol", ""));
    }
    return ask.params().array("batchOrders").stream()
        .filter(JsonObject.class::isInstance)
        .map(order -> String.valueOf(((JsonObject) order).getValue("symbol")))
        .toList();
  }

  /** What a successful answer shows while orders are hidden or symbols halted. */
  String shown(Ask ask, int account, String json) {
    if (ask.path().endsWith("xchangeInfo")) {
      return halts.shown(ask.market(), json, floor.time().nowMs());
    }
    return ask.security() == Security.SIGNED ? hidden.shown(ask, account, json) : json;
  }
}
