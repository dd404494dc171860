package io.tapeloom.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The proxies that may be used.
 *
 * @param list in the order in which they are taken while nothing is measured
 * @param disabled names of those that are out until somebody enables them
 * @param direct the straight way may be taken when every proxy is down
 * @param testEveryMs time between two tests of each
 */
public record ProxySettings(
    List<Proxy> list, List<String> disabled, boolean direct, long testEveryMs) {
  private static final int MOST = 16;

  /** Refuses lists that contradict themselves. */
  public ProxySettings {
    list = List.copyOf(list);
    disabled = List.copyOf(disabled);
    List<String> names = list.stream().map(Proxy::name).toList();
    if (names.size() > MOST || names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException(
          "proxies.list: expected at most " + MOST + " different names, got " + names);
    }
    if (!names.containsAll(disabled)) {
      throw new IllegalArgumentException(
          "proxies.disabled: expected names of " + names + ", got " + disabled);
    }
    if (!names.isEmpty() && disabled.containsAll(names) && !direct) {
      throw new IllegalArgumentException(
          "proxies.disabled: that leaves no way out: enable one, or set proxies.direct");
    }
    if (testEveryMs < 1) {
      throw new IllegalArgumentException("proxies.test_every_s: expected above 0");
    }
  }

  /** No proxies: everything goes straight. */
  public static ProxySettings none() {
    return new ProxySettings(List.of(), List.of(), true, 30_000);
  }

  /**
   * Proxies as texts.
   *
   * @param list each {@code name=scheme://host:port}
   * @param logins lines of {@code name=user:password}
   */
  public static List<Proxy> parse(List<String> list, String logins) {
    Map<String, Proxy.Login> known = new TreeMap<>();
    logins.lines().map(String::strip).filter(l -> !l.isEmpty()).forEach(l -> login(l, known));
    List<Proxy> proxies = new ArrayList<>();
    for (String text : list) {
      Proxy proxy = Proxy.parse(text);
      Proxy.Login login = known.remove(proxy.name());
      proxies.add(login == null ? proxy : proxy.with(login));
    }
    if (!known.isEmpty()) {
      throw new IllegalArgumentException(
          "proxies.logins: there is no proxy " + String.join(", ", known.keySet()));
    }
    return proxies;
  }

  private static void login(String line, Map<String, Proxy.Login> known) {
    int name = line.indexOf('=');
    int user = line.indexOf(':', name);
    if (name < 1 || user < name + 2 || user == line.length() - 1) {
      throw new IllegalArgumentException(
          "proxies.logins: expected lines of name=user:password, got ***");
    }
    known.put(
        line.substring(0, name),
        new Proxy.Login(line.substring(name + 1, user), line.substring(user + 1)));
  }
}
