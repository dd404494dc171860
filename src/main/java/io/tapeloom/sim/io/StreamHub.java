package io.tapeloom.sim.io;

import io.tapeloom.sim.Fault;
import io.tapeloom.sim.FaultRule;
import io.tapeloom.sim.SimFaults;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Who listens to what, and the faults between the market and them. */
final class StreamHub {
  private static final long PING_EVERY_MS = 180_000;
  private static final long STALL_MS = 5_000;
  private static final long PONG_WITHIN_MS = 600_000;

  private final Map<String, Set<StreamConnection>> listeners = new TreeMap<>();
  private final Set<StreamConnection> connections = new LinkedHashSet<>();
  private final SimFaults<String> faults = new SimFaults<>();
  private final long connectionLifeMs;
  private Supplier<Optional<FaultRule>> controls = Optional::empty;
  private Function<String, Optional<FaultRule>> plan = stream -> Optional.empty();
  private long pingedMs;

  /** Asks the plan of faults about each frame of a stream and each SUBSCRIBE. */
  void plan(Faults faults) {
    plan = faults::frame;
    controls = faults::control;
  }

  /** The fault of a control message, if it meets one. */
  Optional<FaultRule> control(Object method) {
    return "SUBSCRIBE".equals(method) ? controls.get() : Optional.empty();
  }

  StreamHub(long connectionLifeMs) {
    this.connectionLifeMs = connectionLifeMs;
  }

  void join(StreamConnection connection) {
    connections.add(connection);
  }

  void leave(StreamConnection connection) {
    connection.closed();
    connections.remove(connection);
    List.copyOf(connection.streams()).forEach(stream -> unsubscribe(connection, stream));
  }

  void subscribe(StreamConnection connection, String stream) {
    if (connection.add(stream)) {
      listeners.computeIfAbsent(stream, s -> new LinkedHashSet<>()).add(connection);
    }
  }

  void unsubscribe(StreamConnection connection, String stream) {
    Set<StreamConnection> on = listeners.getOrDefault(stream, Set.of());
    if (connection.drop(stream) && on.remove(connection) && on.isEmpty()) {
      listeners.remove(stream);
    }
  }

  /** How many clients are connected. */
  int connections() {
    return connections.size();
  }

  boolean wanted(String stream) {
    return listeners.containsKey(stream);
  }

  void add(Fault fault) {
    faults.add(fault);
  }

  /** Sends one frame to everyone who listens and is not cut off from it by a fault. */
  void publish(String stream, String payload) {
    publish(stream, stream, payload);
  }

  /** The same under another name for connections in combined mode. */
  void publish(String stream, String shownAs, String payload) {
    long realMs = System.currentTimeMillis();
    List<StreamConnection> on =
        listeners.getOrDefault(stream, Set.of()).stream().filter(c -> !c.silent(realMs)).toList();
    if (on.isEmpty()) {
      return;
    }
    Optional<FaultRule> planned = plan.apply(stream);
    if (planned.isPresent() && !queued(planned.get(), stream)) {
      on.forEach(connection -> spoil(connection, planned.get(), shownAs, payload));
      return;
    }
    SimFaults.Deal<String> deal = faults.on(stream, payload);
    for (StreamConnection connection : on) {
      deal.frames().forEach(frame -> connection.frame(shownAs, frame));
      if (deal.silentMs() > 0) {
        connection.silenceUntil(realMs + deal.silentMs());
      }
      if (deal.cut()) {
        connection.cut();
      }
    }
  }

  /** Faults that reorder or drop whole frames go through the queue of their stream. */
  private boolean queued(FaultRule rule, String stream) {
    Optional<Fault.Kind> kind =
        switch (rule.kind()) {
          case CUT -> Optional.of(Fault.Kind.CUT);
          case STALL -> Optional.of(Fault.Kind.STALL);
          case SKIP -> Optional.of(Fault.Kind.SKIP);
          case REPEAT -> Optional.of(Fault.Kind.REPEAT);
          case SWAP -> Optional.of(Fault.Kind.SWAP);
          default -> Optional.empty();
        };
    kind.ifPresent(k -> faults.add(new Fault(k, stream, 1, rule.forMs(STALL_MS))));
    return kind.isPresent();
  }

  private static void spoil(
      StreamConnection connection, FaultRule rule, String shownAs, String payload) {
    switch (rule.kind()) {
      case CUT_MID_FRAME -> connection.cutMidFrame(payload);
      case HALF_OPEN -> connection.halfOpen();
      case BINARY -> {
        connection.binary(payload);
        connection.frame(shownAs, payload);
      }
      default ->
          FrameFaults.instead(rule, payload).forEach(frame -> connection.frame(shownAs, frame));
    }
  }

  /** Announces to every connection that it will end, and ends it that much later. */
  void shutdown(long inMs, long nowMs) {
    long endMs = System.currentTimeMillis() + inMs;
    String event = "{\"e\":\"serverShutdown\",\"E\":" + nowMs + "}";
    for (StreamConnection connection : List.copyOf(connections)) {
      connection.frame("!serverShutdown", event);
      connection.endAt(endMs);
    }
  }

  /** Ends connections that have lived long enough or no longer answer, and pings the others. */
  void tend(long realMs) {
    boolean ping = realMs - pingedMs >= PING_EVERY_MS;
    pingedMs = ping ? realMs : pingedMs;
    for (StreamConnection connection : List.copyOf(connections)) {
      if (connection.ageMs(realMs) >= connectionLifeMs || connection.ends(realMs)) {
        connection.close(1001, "connection life is over");
      } else if (connection.sincePongMs(realMs) > PONG_WITHIN_MS) {
        connection.refuse("no pong");
      } else if (ping) {
        connection.ping(realMs);
      }
    }
  }
}
