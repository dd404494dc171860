package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.io.keys.ApiKey;
import io.tapeloom.sim.io.keys.KeyType;
import io.tapeloom.sim.io.keys.Permission;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Accounts, keys, deposits and the log of the simulation, under {@code /__sim}. */
final class AccountRoutes {
  private static final int MOST_ACCOUNTS = 10_000;
  private static final int PAGE = 10_000;

  private final Vertx vertx;
  private final Exchange exchange;
  private final Accounts accounts;
  private final SimTime time;

  AccountRoutes(Vertx vertx, Exchange exchange, SimTime time) {
    this.vertx = vertx;
    this.exchange = exchange;
    this.accounts = exchange.accounts();
    this.time = time;
  }

  /** One admin call. */
  private interface Act {
    Future<Answer> on(RoutingContext ctx);
  }

  /** Status and body. */
  private record Answer(int status, JsonObject body) {}

  void mount(Router router) {
    BodyHandler body = BodyHandler.create(false).setBodyLimit(65_536);
    router.get("/__sim/accounts").handler(ctx -> serve(ctx, this::list));
    router.post("/__sim/accounts").handler(body).handler(ctx -> serve(ctx, this::open));
    router.post("/__sim/keys").handler(body).handler(ctx -> serve(ctx, this::addKey));
    router.post("/__sim/keys/:key").handler(body).handler(ctx -> serve(ctx, this::changeKey));
    router.post("/__sim/transfer").handler(body).handler(ctx -> serve(ctx, this::transfer));
    router.get("/__sim/log").handler(ctx -> serve(ctx, this::log));
  }

  private static void serve(RoutingContext ctx, Act act) {
    try {
      act.on(ctx)
          .onSuccess(a -> Answers.json(ctx, a.status(), a.body().encode()))
          .onFailure(cause -> failed(ctx, cause));
    } catch (BadAsk bad) {
      failed(ctx, bad);
    }
  }

  private static void failed(RoutingContext ctx, Throwable cause) {
    if (cause instanceof BadAsk bad) {
      Answers.json(ctx, 400, bad.body().encode());
    } else {
      ctx.fail(cause);
    }
  }

  private static Future<Answer> now(int status, JsonObject body) {
    return Future.succeededFuture(new Answer(status, body));
  }

  private Future<Answer> list(RoutingContext ctx) {
    JsonArray items = new JsonArray();
    for (int account = 1; account <= accounts.count(); account++) {
      items.add(json(account));
    }
    return now(200, new JsonObject().put("items", items).putNull("nextCursor"));
  }

  private JsonObject json(int account) {
    JsonArray keys = new JsonArray();
    accounts.ring().all().stream()
        .filter(key -> key.account() == account)
        .forEach(key -> keys.add(json(key)));
    return new JsonObject()
        .put("account", account)
        .put("name", accounts.name(account))
        .put("keys", keys);
  }

  private static JsonObject json(ApiKey key) {
    return new JsonObject()
        .put("account", key.account())
        .put("type", key.type().name())
        .put("key", key.text())
        .put("secret", key.secret().isEmpty() ? null : key.secret())
        .put("permissions", names(key.permissions()))
        .put("ips", new JsonArray(List.copyOf(key.addresses())))
        .put("revoked", key.revoked());
  }

  private static JsonArray names(Set<Permission> permissions) {
    JsonArray names = new JsonArray();
    permissions.forEach(p -> names.add(p.name().toLowerCase(Locale.ROOT)));
    return names;
  }

  private Future<Answer> open(RoutingContext ctx) {
    JsonObject asked = BadAsk.body(ctx);
    String name = Asked.text(asked, "name", "account");
    Map<Market, SortedMap<String, Long>> balances = Asked.balances(asked.getValue("balances"));
    if (accounts.count() >= MOST_ACCOUNTS) {
      throw new BadAsk("accounts", "at most " + MOST_ACCOUNTS, accounts.count() + 1);
    }
    JsonObject wanted = Asked.object(asked, "key");
    checkKey(wanted);
    int account = accounts.open(name, balances, time.nowMs());
    return key(account, wanted).map(key -> new Answer(201, json(key)));
  }

  private Future<Answer> addKey(RoutingContext ctx) {
    JsonObject asked = BadAsk.body(ctx);
    checkKey(asked);
    return key(account(asked), asked).map(key -> new Answer(201, json(key)));
  }

  private static void checkKey(JsonObject wanted) {
    Asked.one(KeyType.class, wanted, "type", "HMAC");
    Asked.permissions(wanted);
    Asked.addresses(wanted);
    Asked.text(wanted, "public_key", "none");
  }

  private Future<ApiKey> key(int account, JsonObject wanted) {
    KeyType type = Asked.one(KeyType.class, wanted, "type", "HMAC");
    if (wanted.containsKey("public_key")) {
      return Future.succeededFuture(
          with(adopted(account, type, wanted.getString("public_key")), wanted));
    }
    String name = accounts.ring().nextName(account, type);
    return vertx
        .executeBlocking(() -> accounts.ring().generate(name, account, type))
        .map(key -> with(accounts.ring().add(key), wanted));
  }

  private ApiKey adopted(int account, KeyType type, String pem) {
    if (type == KeyType.HMAC) {
      throw new BadAsk("type", "RSA or ED25519 with a public_key", type);
    }
    try {
      return accounts.ring().adopt(account, type, pem);
    } catch (IllegalArgumentException e) {
      throw new BadAsk("public_key", "an " + type + " key in PEM", pem);
    }
  }

  private static ApiKey with(ApiKey key, JsonObject wanted) {
    if (wanted.containsKey("permissions")) {
      key.permit(Asked.permissions(wanted));
    }
    if (wanted.containsKey("ips")) {
      key.restrict(Asked.addresses(wanted));
    }
    return key;
  }

  private Future<Answer> changeKey(RoutingContext ctx) {
    JsonObject asked = BadAsk.body(ctx);
    String text = ctx.pathParam("key");
    ApiKey key =
        accounts
            .ring()
            .find(text)
            .orElseThrow(() -> new BadAsk("key", "a key of this exchange", text));
    Asked.permissions(asked);
    Object revoked = asked.getValue("revoked", key.revoked());
    if (!(revoked instanceof Boolean gone)) {
      throw new BadAsk("revoked", "true or false", revoked);
    }
    with(key, asked).revoke(gone);
    return now(200, json(key));
  }

  private Future<Answer> transfer(RoutingContext ctx) {
    JsonObject asked = BadAsk.body(ctx);
    int account = account(asked);
    Market market =
        Market.find(Asked.text(asked, "market", ""))
            .orElseThrow(() -> new BadAsk("market", "spot or usdm", asked.getValue("market")));
    String asset = Asked.asset(asked.getValue("asset"));
    long amountE8 = Asked.e8("amount", asked.getValue("amount"));
    exchange.advance(time.nowMs());
    try {
      if (!accounts.deposit(account, market, asset, amountE8, time.nowMs())) {
        throw new BadAsk("market", "a market with accounts", market.code());
      }
    } catch (Refused refused) {
      throw new BadAsk("amount", "what the account can spare", asked.getValue("amount"));
    }
    return now(200, new JsonObject().put("account", account));
  }

  private int account(JsonObject asked) {
    Object value = asked.getValue("account", Accounts.DEMO);
    if (value instanceof Integer number && accounts.exists(number)) {
      return number;
    }
    throw new BadAsk("account", "1 to " + accounts.count(), value);
  }

  private Future<Answer> log(RoutingContext ctx) {
    long from = number(ctx, "from", 1, Long.MAX_VALUE / 2);
    int limit = (int) number(ctx, "limit", 1000, PAGE);
    EventLog log = exchange.log();
    JsonArray items = new JsonArray();
    long next = 0;
    for (EventLog.Line line : log.from(from, limit)) {
      next = line.number() + 1;
      items.add(
          new JsonObject()
              .put("n", line.number())
              .put("t", line.timeMs())
              .put("kind", line.kind())
              .put("text", line.text()));
    }
    return now(
        200,
        new JsonObject()
            .put("items", items)
            .put("nextCursor", items.size() < limit ? null : "" + next)
            .put("size", log.size())
            .put("hash", log.hash()));
  }

  private static long number(RoutingContext ctx, String field, long unsaid, long most) {
    String text = ctx.request().getParam(field, "" + unsaid);
    if (text.matches("[0-9]{1,18}") && Long.parseLong(text) >= 1 && Long.parseLong(text) <= most) {
      return Long.parseLong(text);
    }
    throw new BadAsk(field, "a whole number from 1 to " + most, text);
  }
}
