package io.tapeloom.gateway.ws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The fan-out: collects changed topics, and after a tick encodes each once and sends each socket
 * everything of that tick in one write. The first change after a rest waits only a moment. All of
 * it runs on one event loop.
 */
final class Hub {
  /** Long enough to gather what one event of the market changes. */
  private static final long GATHER_MS = 5;

  private final Ticker ticker;
  private final LongSupplier marketMs;
  private final WsMeters meters;
  private final WsLimits limits;
  private final Source source;
  private final PushText text = new PushText();
  private final Map<String, Topic> topics = new LinkedHashMap<>();
  private final Map<Set<Topic>, Cohort> cohorts = new HashMap<>();
  private final Set<Topic> changed = new LinkedHashSet<>();
  private final Set<Subscriber> late = new LinkedHashSet<>();
  private long lastTickMs = Long.MIN_VALUE / 2;
  private boolean scheduled;

  /** Real time, and calls after a while. */
  interface Ticker {
    /** A count of real milliseconds. */
    long nowMs();

    /** Runs that once after so many real milliseconds. */
    void after(long ms, Runnable task);
  }

  /** Where topics come from. */
  interface Source {
    /** Begins to fill a topic of that key. */
    Topic follow(SubscriptionKey key);

    /** Nobody wants that topic any more. */
    void forget(Topic topic);
  }

  Hub(Ticker ticker, LongSupplier marketMs, WsMeters meters, WsLimits limits, Source source) {
    this.source = source;
    this.ticker = ticker;
    this.marketMs = marketMs;
    this.meters = meters;
    this.limits = limits;
  }

  Subscriber subscriber(Line line) {
    return new Subscriber(line, limits.backlogBytes());
  }

  /** A topic has something to tell. */
  void changed(Topic topic) {
    if (topic.touch()) {
      changed.add(topic);
      schedule();
    }
  }

  private void schedule() {
    if (!scheduled) {
      scheduled = true;
      long sinceMs = ticker.nowMs() - lastTickMs;
      ticker.after(Math.max(GATHER_MS, limits.tickMs() - sinceMs), this::tick);
    }
  }

  /** Subscribes to those keys; those it has already are passed over. */
  void subscribe(Subscriber subscriber, List<SubscriptionKey> keys) {
    for (SubscriptionKey key : keys) {
      if (!subscriber.subscriptions().containsKey(key.text())) {
        Topic topic = topics.computeIfAbsent(key.text(), _ -> source.follow(key));
        topic.use();
        Subscription subscription = new Subscription(topic, marketMs.getAsLong());
        subscriber.subscriptions().put(key.text(), subscription);
        tellNewest(subscriber, topic);
      }
    }
    regroup(subscriber);
  }

  private void tellNewest(Subscriber subscriber, Topic topic) {
    if (topic.known()) {
      subscriber.owe(topic);
      late.add(subscriber);
      schedule();
    }
  }

  /** Ends those subscriptions, which it has. */
  void unsubscribe(Subscriber subscriber, List<String> keys) {
    List<Topic> left = new ArrayList<>();
    for (String key : keys) {
      Topic topic = subscriber.subscriptions().remove(key).topic();
      subscriber.forget(topic);
      left.add(topic);
    }
    regroup(subscriber);
    left.stream().filter(Topic::abandon).forEach(this::end);
  }

  private void end(Topic topic) {
    topics.remove(topic.key().text());
    changed.remove(topic);
    source.forget(topic);
  }

  /** Forgets a socket that is gone. */
  void leave(Subscriber subscriber) {
    unsubscribe(subscriber, List.copyOf(subscriber.subscriptions().keySet()));
    late.remove(subscriber);
    subscriber.close();
  }

  private void regroup(Subscriber subscriber) {
    subscriber.cohort().ifPresent(old -> quit(old, subscriber));
    Set<Topic> wanted =
        subscriber.subscriptions().values().stream()
            .map(Subscription::topic)
            .collect(Collectors.toUnmodifiableSet());
    if (wanted.isEmpty()) {
      subscriber.cohort(Optional.empty());
    } else {
      Cohort cohort = cohorts.computeIfAbsent(wanted, Cohort::new);
      cohort.members().add(subscriber);
      subscriber.cohort(Optional.of(cohort));
    }
  }

  private void quit(Cohort cohort, Subscriber subscriber) {
    cohort.members().remove(subscriber);
    if (cohort.members().isEmpty()) {
      cohorts.remove(cohort.topics());
    }
  }

  void tick() {
    scheduled = false;
    lastTickMs = ticker.nowMs();
    text.at(marketMs.getAsLong());
    long delivered;
    List<Topic> open = List.copyOf(changed);
    changed.clear();
    try {
      open.forEach(topic -> topic.open(text));
      delivered = deliver();
    } finally {
      open.forEach(Topic::close);
    }
    meters.deliveries().accept(delivered + settle());
    dropOverflowing();
    if (!late.isEmpty()) {
      schedule();
    }
  }

  /** Late sockets get what they missed, this tick's frames among it, once they can take it. */
  private long settle() {
    long frames = 0;
    for (Subscriber subscriber : List.copyOf(late)) {
      frames += subscriber.settle(text);
      if (!subscriber.late()) {
        late.remove(subscriber);
      }
    }
    return frames;
  }

  private long deliver() {
    long delivered = 0;
    long spared = 0;
    for (Cohort cohort : cohorts.values()) {
      Cohort.Outcome outcome = cohort.deliver(late);
      delivered += outcome.delivered();
      spared += outcome.spared();
    }
    meters.conflated().accept(spared);
    return delivered;
  }

  private void dropOverflowing() {
    List<Subscriber> gone = late.stream().filter(Subscriber::overflows).toList();
    gone.forEach(
        subscriber -> {
          leave(subscriber);
          subscriber.line().drop(Drop.SLOW);
        });
  }

  int subscriptions() {
    return cohorts.values().stream().mapToInt(c -> c.topics().size() * c.members().size()).sum();
  }

  int symbols() {
    return (int)
        topics.values().stream().map(t -> t.key().listing().instrument()).distinct().count();
  }
}
