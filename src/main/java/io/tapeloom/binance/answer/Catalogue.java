package io.tapeloom.binance.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.binance.wire.Malformed;
import io.tapeloom.binance.wire.Malformed.Reason;
import io.tapeloom.kernel.Market;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All answers and events by name, and a count of those that were not what they should be; one for
 * the whole program, asked from any thread.
 */
public final class Catalogue {
  private final Map<String, Reply<?>> replies = new TreeMap<>();
  private final Map<String, long[]> faults = new TreeMap<>();

  /** Everything the exchange is known to say. */
  public Catalogue() {
    Stream.of(SpotReplies.all(), UsdmReplies.all(), SpotEvents.all(), UsdmEvents.all())
        .flatMap(List::stream)
        .forEach(this::add);
  }

  private void add(Reply<?> reply) {
    if (replies.putIfAbsent(key(reply), reply) != null) {
      throw new IllegalStateException(reply + " stands twice");
    }
  }

  private static String key(Reply<?> reply) {
    return reply.channel() + " " + reply;
  }

  /** The answer of that name. */
  public Optional<Reply<?>> find(Market market, Reply.Channel channel, String name) {
    return Optional.ofNullable(replies.get(channel + " " + market.code() + " " + name));
  }

  /** All of them. */
  public List<Reply<?>> all() {
    return List.copyOf(replies.values());
  }

  /**
   * Reads a payload and counts what is wrong with it.
   *
   * @throws Malformed naming the answer and the field at fault
   */
  public <T> T read(Reply<T> reply, JsonNode payload) {
    try {
      return reply.read(payload);
    } catch (Malformed e) {
      count(key(reply), e.reason());
      throw e;
    }
  }

  /** Counts a payload that was refused before its shape was looked at. */
  public void count(String what, Reason reason) {
    synchronized (faults) {
      faults.computeIfAbsent(what, _ -> new long[Reason.values().length])[reason.ordinal()]++;
    }
  }

  /** Refusals by answer, in the order of {@link Reason}; those without are left out. */
  public Map<String, long[]> faults() {
    synchronized (faults) {
      Map<String, long[]> copy = new TreeMap<>();
      faults.forEach((name, counts) -> copy.put(name, counts.clone()));
      return Collections.unmodifiableMap(copy);
    }
  }
}
