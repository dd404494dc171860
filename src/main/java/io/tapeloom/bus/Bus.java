package io.tapeloom.bus;

import io.tapeloom.kernel.Health;
import io.tapeloom.ledger.LedgerEvent;
import io.tapeloom.market.MarketEvent;
import io.tapeloom.risk.RiskState;
import io.tapeloom.signal.SignalEvent;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The event bus with types: publishes and consumes what a channel says it carries. */
public final class Bus {
  private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);
  private final EventBus eventBus;
  private final Map<String, List<Ear<?>>> ears = new ConcurrentHashMap<>();

  private Bus(EventBus eventBus) {
    this.eventBus = eventBus;
  }

  /** Registers every codec on this Vert.x and returns its typed bus; call it once. */
  public static Bus on(Vertx vertx) {
    EventBus eventBus = vertx.eventBus();
    Codecs.all().forEach(eventBus::registerCodec);
    eventBus.codecSelector(Bus::codecName);
    return new Bus(eventBus);
  }

  static String codecName(Object body) {
    return switch (body) {
      case MarketEvent _ -> "market";
      case SignalEvent _ -> "signal";
      case LedgerEvent _ -> "ledger";
      case RiskState _ -> "risk";
      case Health _ -> "health";
      default -> null;
    };
  }

  /** Tells everyone; tape traffic stays in this process. */
  public <T> void publish(Channel<T> channel, T message) {
    if (message instanceof MarketEvent) {
      tellNear(channel, message);
      eventBus.publish(channel.address(), message, LOCAL);
    } else {
      eventBus.publish(channel.address(), message);
    }
  }

  /** A channel's ears hear what the channel carries, since only {@link #listen} adds them. */
  @SuppressWarnings("unchecked")
  private <T> void tellNear(Channel<T> channel, T message) {
    for (Ear<?> ear : ears.getOrDefault(channel.address(), List.of())) {
      ((Ear<T>) ear).early(message);
    }
  }

  /**
   * Like {@link #consume}, and the handler is called before {@code publish} returns when the tape's
   * publisher is on the same event loop; call it on that loop.
   */
  public <T> Ear<T> listen(Channel<T> channel, Consumer<T> handler) {
    Ear<T> ear = new Ear<>(this, channel, Vertx.currentContext(), handler);
    ears.computeIfAbsent(channel.address(), _ -> new CopyOnWriteArrayList<>()).add(ear);
    return ear;
  }

  void forget(Channel<?> channel, Ear<?> ear) {
    ears.getOrDefault(channel.address(), List.of()).remove(ear);
  }

  /** Calls the handler with each message of the channel, on the caller's context. */
  public <T> MessageConsumer<T> consume(Channel<T> channel, Consumer<T> handler) {
    Handler<Message<T>> each = message -> handler.accept(message.body());
    return channel.type() == MarketEvent.class
        ? eventBus.localConsumer(channel.address(), each)
        : eventBus.consumer(channel.address(), each);
  }
}
