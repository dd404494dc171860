package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Refused;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The listen keys of USD-M: one per account, alive for 60 real minutes after the last call that
 * kept it, the same key while it lives.
 */
final class ListenKeys implements Endpoints {
  private static final long LIFE_MS = 3_600_000;
  private static final String PATH = "/fapi/v1/listenKey";

  private final Map<Integer, Key> keys = new LinkedHashMap<>();
  private final Function<String, String> texts;
  private final LongSupplier realMs;
  private int made;

  /** A key and when it ends. */
  private record Key(String text, long endsMs) {}

  /** A key that has ended. */
  record Ended(String text, int account) {}

  /**
   * No keys yet.
   *
   * @param texts a key's text by its name
   */
  ListenKeys(Function<String, String> texts, LongSupplier realMs) {
    this.texts = texts;
    this.realMs = realMs;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        endpoint("POST", this::start), endpoint("PUT", this::keep), endpoint("DELETE", this::stop));
  }

  private static Endpoint endpoint(String method, Handler handler) {
    return new Endpoint(Market.USDM, method, PATH, Security.KEY, p -> 1, 0, handler);
  }

  @Override
  public List<Method> methods() {
    return List.of(
        method("userDataStream.start", this::start),
        method("userDataStream.ping", this::keep),
        method("userDataStream.stop", this::stop));
  }

  private static Method method(String name, Handler handler) {
    return new Method(Market.USDM, name, Security.KEY, p -> 5, 0, handler);
  }

  private String start(Call call) {
    Key old = keys.get(call.account());
    boolean lives = old != null && old.endsMs() > realMs.getAsLong();
    String text = lives ? old.text() : texts.apply("listen " + call.account() + " " + ++made);
    return answer(renewed(call.account(), text));
  }

  private String keep(Call call) {
    return answer(renewed(call.account(), living(call.account()).text()));
  }

  private String stop(Call call) {
    living(call.account());
    keys.remove(call.account());
    return "{}";
  }

  private Key renewed(int account, String text) {
    Key key = new Key(text, realMs.getAsLong() + LIFE_MS);
    keys.put(account, key);
    return key;
  }

  private static String answer(Key key) {
    return new JsonObject().put("listenKey", key.text()).encode();
  }

  private Key living(int account) {
    Key key = keys.get(account);
    if (key == null || key.endsMs() <= realMs.getAsLong()) {
      throw new Refused(-1125, "This listenKey does not exist.");
    }
    return key;
  }

  /** The living key of an account. */
  Optional<String> of(int account) {
    return Optional.ofNullable(keys.get(account)).map(Key::text);
  }

  /** Ends the keys whose time is over, and names them. */
  List<Ended> expire() {
    long now = realMs.getAsLong();
    List<Ended> ended =
        keys.entrySet().stream()
            .filter(e -> e.getValue().endsMs() <= now)
            .map(e -> new Ended(e.getValue().text(), e.getKey()))
            .toList();
    ended.forEach(e -> keys.remove(e.account()));
    return ended;
  }

  /** Ends a key before its time, as another client or the exchange itself may do. */
  Optional<Ended> end(int account) {
    return Optional.ofNullable(keys.remove(account)).map(key -> new Ended(key.text(), account));
  }
}
