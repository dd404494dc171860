package io.tapeloom.ops;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonObject;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Optional;
import java.util.TreeMap;

/** What the process and its meters say of themselves. */
public final class Machine {
  private final MeterRegistry registry;

  /** Reads the meters of that registry. */
  public Machine(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Heap, collections, threads, and the share of all cores in use. */
  JsonObject jvm() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    long count = 0;
    long ms = 0;
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      count += Math.max(0, bean.getCollectionCount());
      ms += Math.max(0, bean.getCollectionTime());
    }
    return new JsonObject()
        .put("heapUsed", heap.getUsed())
        .put("heapMax", heap.getMax())
        .put("gcCount", count)
        .put("gcMs", ms)
        .put("threads", ManagementFactory.getThreadMXBean().getThreadCount())
        .put("cpu", cpu());
  }

  private static double cpu() {
    double load =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getProcessCpuLoad()
            : 0;
    return Double.isFinite(load) && load > 0 ? Math.round(load * 10_000) / 10_000.0 : 0;
  }

  /** Sessions in use and callers waiting for one, by pool. */
  JsonObject pools() {
    TreeMap<String, JsonObject> pools = new TreeMap<>();
    registry
        .find("vertx.pool.in.use")
        .gauges()
        .forEach(g -> pool(g).ifPresent(name -> pools.put(name, new JsonObject())));
    JsonObject json = new JsonObject();
    pools.keySet().forEach(name -> json.put(name, pool(name)));
    return json;
  }

  private static Optional<String> pool(Gauge gauge) {
    String name = gauge.getId().getTag("pool_name");
    boolean ours = "sql".equals(gauge.getId().getTag("pool_type")) && name != null;
    return ours ? Optional.of(name) : Optional.empty();
  }

  private JsonObject pool(String name) {
    return new JsonObject()
        .put("inUse", (long) value("vertx.pool.in.use", name))
        .put("waiting", (long) value("vertx.pool.queue.pending", name));
  }

  private double value(String meter, String pool) {
    return registry.find(meter).tag("pool_name", pool).gauges().stream()
        .mapToDouble(Gauge::value)
        .sum();
  }

  /** Open sockets of browsers and of the public protocol. */
  JsonObject clients() {
    return new JsonObject()
        .put("bridge", count("tapeloom_ui_clients"))
        .put("ws", count("tapeloom_ws_clients"));
  }

  private long count(String meter) {
    return (long) registry.find(meter).gauges().stream().mapToDouble(Gauge::value).sum();
  }
}
