package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Fault;
import io.tapeloom.sim.FaultRule;
import io.tapeloom.sim.SimFaults;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Who listens to what, and the faults between the market and them. Frames wait at each connection
 * until {@link #flush}, so that one write carries what one turn of the market brought.
 */
final class StreamHub implements Topics {
  private static final long STALL_MS = 5_000;

  private final Map<String, Line> lines = new TreeMap<>();
  private final Set<StreamConnection> connections = new LinkedHashSet<>();
  private final Set<StreamConnection> waiting = new LinkedHashSet<>();
  private final SimFaults<byte[]> faults = new SimFaults<>();
  private final long connectionLifeMs;
  private Supplier<Optional<FaultRule>> controls = Optional::empty;
  private Function<String, Optional<FaultRule>> plan = stream -> Optional.empty();
  private final int maxPendingBytes;

  /** Asks the plan of faults about each frame of a stream and each SUBSCRIBE. */
  void plan(Faults faults) {
    plan = faults::frame;
    controls = faults::control;
  }

  /** The fault of a control message, if it meets one. */
  Optional<FaultRule> control(Object method) {
    return "SUBSCRIBE".equals(method) ? controls.get() : Optional.empty();
  }

  StreamHub(long connectionLifeMs, int maxPendingBytes) {
    this.connectionLifeMs = connectionLifeMs;
    this.maxPendingBytes = maxPendingBytes;
  }

  /** One stream and its listeners. */
  private final class Line implements Topic {
    private final String key;
    private final String name;
    private final List<StreamConnection> listeners = new ArrayList<>();
    private boolean filled;

    Line(String key, String name) {
      this.key = key;
      this.name = name;
    }

    @Override
    public boolean wanted() {
      return !listeners.isEmpty();
    }

    @Override
    public void publish(byte[] json) {
      if (wanted()) {
        send(this, name, json);
      }
    }
  }

  /** Name of a stream among those of both markets. */
  static String key(Market market, String name) {
    return market == Market.SPOT ? "spot:" + name : name;
  }

  @Override
  public Topic of(Market market, String name) {
    Line line = line(key(market, name), name);
    line.filled = true;
    return line;
  }

  private Line line(String key, String name) {
    return lines.computeIfAbsent(key, k -> new Line(k, name));
  }

  void join(StreamConnection connection) {
    connections.add(connection);
  }

  void leave(StreamConnection connection) {
    connection.closed();
    connections.remove(connection);
    waiting.remove(connection);
    List.copyOf(connection.streams()).forEach(stream -> unsubscribe(connection, stream));
  }

  void subscribe(StreamConnection connection, String stream) {
    if (connection.add(stream)) {
      line(key(connection.market(), stream), stream).listeners.add(connection);
    }
  }

  void unsubscribe(StreamConnection connection, String stream) {
    if (connection.drop(stream)) {
      Line line = line(key(connection.market(), stream), stream);
      line.listeners.remove(connection);
      if (!line.filled && !line.wanted()) {
        lines.remove(line.key);
      }
    }
  }

  /** How many streams are known by name: those of the market, and those somebody listens to. */
  int names() {
    return lines.size();
  }

  /** How many clients are connected. */
  int connections() {
    return connections.size();
  }

  /** Queues a fault of the stream of that key. */
  void add(Fault fault) {
    faults.add(fault);
  }

  /** Sends one payload to who listens to that stream of USD-M. */
  void publish(String stream, String payload) {
    publish(stream, stream, payload);
  }

  /** Sends an event of a user to who listens to that name, shown under another one. */
  void publish(String stream, String shownAs, String payload) {
    Line line = lines.get(stream);
    if (line != null && line.wanted()) {
      send(line, shownAs, payload.getBytes(StandardCharsets.UTF_8));
      flush();
    }
  }

  /** To everyone who listens and is not cut off from it by a fault. */
  private void send(Line line, String shownAs, byte[] payload) {
    long realMs = System.currentTimeMillis();
    List<StreamConnection> on = line.listeners;
    if (on.stream().allMatch(connection -> connection.silent(realMs))) {
      return;
    }
    Optional<FaultRule> planned = plan.apply(line.name);
    if (planned.isPresent() && !queued(planned.get(), line.key)) {
      spoil(List.copyOf(on), planned.get(), shownAs, payload);
      return;
    }
    SimFaults.Deal<byte[]> deal = faults.on(line.key, payload);
    for (byte[] bytes : deal.frames()) {
      Frame frame = new Frame(shownAs, bytes);
      on.forEach(connection -> put(connection, frame, realMs));
    }
    if (deal.cut() || deal.silentMs() > 0) {
      disturb(List.copyOf(on), deal, realMs);
    }
  }

  private void put(StreamConnection connection, Frame frame, long realMs) {
    if (!connection.silent(realMs) && connection.put(frame)) {
      waiting.add(connection);
    }
  }

  private static void disturb(List<StreamConnection> on, SimFaults.Deal<byte[]> deal, long realMs) {
    for (StreamConnection connection : on) {
      if (!connection.silent(realMs) && deal.silentMs() > 0) {
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

  private void spoil(List<StreamConnection> on, FaultRule rule, String shownAs, byte[] payload) {
    String text = new String(payload, StandardCharsets.UTF_8);
    for (StreamConnection connection : on) {
      switch (rule.kind()) {
        case CUT_MID_FRAME -> connection.cutMidFrame(text);
        case HALF_OPEN -> connection.halfOpen();
        case BINARY -> {
          connection.binary(text);
          connection.frame(shownAs, text);
        }
        default ->
            FrameFaults.instead(rule, text).forEach(frame -> connection.frame(shownAs, frame));
      }
      waiting.add(connection);
    }
  }

  /** Announces to every connection that it will end, and ends it that much later. */
  void shutdown(long inMs, long nowMs) {
    long endMs = System.currentTimeMillis() + inMs;
    String event = "{\"e\":\"serverShutdown\",\"E\":" + nowMs + "}";
    for (StreamConnection connection : List.copyOf(connections)) {
      connection.frame("!serverShutdown", event);
      connection.endAt(endMs);
      waiting.add(connection);
    }
    flush();
  }

  /** Breaks the connections that listen to that user key, whole or by kinds of events. */
  void cut(String key) {
    List.copyOf(connections).stream()
        .filter(c -> c.streams().stream().anyMatch(s -> s.equals(key) || s.startsWith(key + "#")))
        .forEach(StreamConnection::cut);
  }

  /** Writes out what waits. */
  void flush() {
    if (!waiting.isEmpty()) {
      List<StreamConnection> ready = List.copyOf(waiting);
      waiting.clear();
      ready.forEach(connection -> connection.flush(maxPendingBytes));
    }
  }

  /** Ends connections that have lived long enough or no longer answer, and pings the others. */
  void tend(long realMs) {
    for (StreamConnection connection : List.copyOf(connections)) {
      if (connection.ageMs(realMs) >= connectionLifeMs || connection.ends(realMs)) {
        connection.close(1001, "connection life is over");
      } else {
        connection.tend(realMs);
      }
    }
  }
}
