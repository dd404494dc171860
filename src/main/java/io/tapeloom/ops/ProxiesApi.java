package io.tapeloom.ops;

import io.tapeloom.binance.Breakers;
import io.tapeloom.binance.CircuitBreaker;
import io.tapeloom.kernel.Failure;
import io.tapeloom.net.Proxies;
import io.tapeloom.net.ProxyState;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Api;
import io.tapeloom.web.Call;
import io.tapeloom.web.Client;
import io.tapeloom.web.Operation;
import io.tapeloom.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows admins how the exchange is reached, and lets them pin, disable, enable and test proxies.
 * What they decide is a row first and holds after a restart; saying what is so already changes
 * nothing.
 */
public final class ProxiesApi implements Api {
  private static final Logger LOG = LoggerFactory.getLogger(ProxiesApi.class);
  private final Proxies proxies;
  private final ProxyStore store;
  private final Breakers breakers;
  private final Audit audit;

  /** Writes down what was done. */
  @FunctionalInterface
  public interface Audit {
    /** Notes a change that was made. */
    Future<Void> note(Client client, String action, String target, JsonObject after);
  }

  /** A door over those proxies, and the breakers of the hosts behind them. */
  public ProxiesApi(Proxies proxies, ProxyStore store, Breakers breakers, Audit audit) {
    this.proxies = proxies;
    this.store = store;
    this.breakers = breakers;
    this.audit = audit;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "proxies",
        _ -> answer(),
        "pinProxy",
        this::pin,
        "unpinProxy",
        this::unpin,
        "enableProxy",
        call -> enable(call, true),
        "disableProxy",
        call -> enable(call, false),
        "testProxy",
        this::test);
  }

  private String named(Call call) {
    String name = call.required("name");
    if (!proxies.has(name)) {
      throw Problem.notFound("There is no proxy " + name + " in the settings").refusal();
    }
    return name;
  }

  private static RuntimeException conflict(String words) {
    return Problem.of(new Failure(Failure.Reason.CONFLICT, words)).refusal();
  }

  private Future<Answer> pin(Call call) {
    String name = named(call);
    if (!proxies.state(name).enabled()) {
      throw conflict("The proxy " + name + " is disabled: enable it first");
    }
    if (proxies.state(name).pinned()) {
      return answer();
    }
    return store
        .pin(name)
        .onSuccess(_ -> proxies.pin(Optional.of(name)))
        .compose(_ -> noted(call, "proxy.pin", name));
  }

  private Future<Answer> unpin(Call call) {
    String name = named(call);
    if (!proxies.state(name).pinned()) {
      return answer();
    }
    return store
        .unpin()
        .onSuccess(_ -> proxies.pin(Optional.empty()))
        .compose(_ -> noted(call, "proxy.unpin", name));
  }

  private Future<Answer> enable(Call call, boolean enabled) {
    String name = named(call);
    if (proxies.state(name).enabled() == enabled) {
      return answer();
    }
    if (!enabled && proxies.last(name)) {
      throw conflict(
          "The proxy "
              + name
              + " is the last way out: enable another first, or set proxies.direct");
    }
    return store
        .enable(name, enabled)
        .onSuccess(_ -> proxies.enable(name, enabled))
        .compose(_ -> noted(call, enabled ? "proxy.enable" : "proxy.disable", name));
  }

  private Future<Answer> test(Call call) {
    String name = named(call);
    if (!proxies.inUse()) {
      throw conflict("The exchange is on this machine: nothing goes through a proxy");
    }
    return proxies.test(name).compose(_ -> noted(call, "proxy.test", name));
  }

  /** What was done is done, also where the audit log cannot keep it. */
  private Future<Answer> noted(Call call, String action, String name) {
    LOG.warn("{} {} by {}", action, name, call.caller().name());
    return audit
        .note(call.client(), action, name, new JsonObject())
        .onFailure(e -> LOG.error("{} of {} is not in the audit log", action, name, e))
        .otherwiseEmpty()
        .compose(_ -> answer());
  }

  private Future<Answer> answer() {
    return Future.succeededFuture(Answer.json(view()));
  }

  /** What the page shows. */
  JsonObject view() {
    JsonArray each = new JsonArray();
    proxies.states().forEach(state -> each.add(json(state)));
    JsonArray hosts = new JsonArray();
    breakers.all().forEach((host, breaker) -> hosts.add(json(host, breaker)));
    return new JsonObject()
        .put("inUse", proxies.inUse())
        .put("direct", proxies.direct())
        .put("current", proxies.current().orElse(null))
        .put("pinned", proxies.pinned().orElse(null))
        .put("changes", proxies.changes())
        .put("proxies", each)
        .put("breakers", hosts);
  }

  private static JsonObject json(ProxyState state) {
    return new JsonObject()
        .put("name", state.proxy().name())
        .put("address", state.proxy().address())
        .put("login", state.proxy().login().isPresent())
        .put("state", word(state.phase()))
        .put("enabled", state.enabled())
        .put("pinned", state.pinned())
        .put("chosen", state.chosen())
        .put("latencyMs", state.latencyMs() < 0 ? null : state.latencyMs())
        .put("testedMs", state.testedMs() == 0 ? null : state.testedMs())
        .put("used", state.used())
        .put("faults", state.faults())
        .put("lastError", state.lastError())
        .put("lastErrorMs", state.lastErrorMs() == 0 ? null : state.lastErrorMs());
  }

  private static JsonObject json(String host, CircuitBreaker breaker) {
    return new JsonObject()
        .put("host", host)
        .put("state", word(breaker.state()))
        .put("trips", breaker.trips())
        .put("lastError", breaker.lastWords());
  }

  private static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
