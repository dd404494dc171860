package io.tapeloom.cli;

import io.tapeloom.Settings;
import io.tapeloom.net.Proxies;
import io.tapeloom.net.ProxySettings;
import io.tapeloom.net.ProxyState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;

/** The doctor's look at proxies: each is tested as the program would test it. */
final class ProxyChecks {
  private ProxyChecks() {}

  /** One line for each proxy of the settings, or one that says there is none. */
  static List<Check> of(Settings settings) {
    ProxySettings rules = settings.proxies().rules();
    if (rules.list().isEmpty()) {
      return List.of(Check.ok("proxies", "none: the exchange is reached straight"));
    }
    if (settings.sim().enabled()) {
      return unused(rules);
    }
    return tested(rules, settings.exchange().urls().ping());
  }

  private static List<Check> unused(ProxySettings rules) {
    String note = rules.list().size() + " set, not used: the exchange is on this machine";
    return List.of(Check.ok("proxies", note));
  }

  /** Whoever is to be asked is on this machine, or behind the proxies. */
  static List<Check> tested(ProxySettings rules, String ping) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      Proxies proxies = new Proxies(vertx, rules, ping);
      if (!proxies.inUse()) {
        return unused(rules);
      }
      List<Future<ProxyState>> tests =
          rules.list().stream()
              .filter(proxy -> !rules.disabled().contains(proxy.name()))
              .map(proxy -> proxies.test(proxy.name()))
              .toList();
      Future.all(tests).await();
      List<ProxyState> states = proxies.states();
      boolean out = rules.direct() || states.stream().anyMatch(ProxyChecks::good);
      return states.stream().map(state -> check(state, out)).toList();
    } finally {
      // Nobody waits for it: a connection to a mute proxy may take its time to end.
      vertx.close();
    }
  }

  private static boolean good(ProxyState state) {
    return state.phase() == ProxyState.Phase.UP;
  }

  private static Check check(ProxyState state, boolean anotherWay) {
    String name = "proxy " + state.proxy().name();
    String address = state.proxy().address();
    return switch (state.phase()) {
      case UP -> Check.ok(name, address + ", " + state.latencyMs() + " ms to the exchange");
      case DISABLED -> Check.ok(name, address + ", disabled in the settings");
      case DOWN, UNTESTED -> {
        String note = address + " does not work: " + state.lastError();
        yield anotherWay ? Check.warn(name, note) : Check.fail(name, note);
      }
    };
  }
}
