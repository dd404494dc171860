package io.tapeloom;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Makes the one Vert.x of the process: alone, or a member of a cluster on this machine. Vert.x
 * loads whatever cluster manager lies on the class path; who asked for no cluster is spared it.
 */
final class Reactor {
  private static final String PROVIDERS =
      "META-INF/services/io.vertx.core.spi.VertxServiceProvider";
  private static final long JOIN_S = 60;

  private Reactor() {}

  /** A Vert.x that counts into that registry; blocks while it joins a cluster. */
  static Vertx start(Settings.Cluster cluster, PrometheusMeterRegistry registry)
      throws TimeoutException {
    VertxOptions options = options();
    if (cluster.enabled()) {
      return ClusterMember.join(builder(options, registry), options, cluster)
          .await(JOIN_S, TimeUnit.SECONDS);
    }
    return withoutClusterManager(() -> builder(options, registry).build());
  }

  private static VertxBuilder builder(VertxOptions options, PrometheusMeterRegistry registry) {
    return Vertx.builder().with(options).withMetrics(new MicrometerMetricsFactory(registry));
  }

  private static VertxOptions options() {
    return new VertxOptions()
        .setPreferNativeTransport(true)
        .setMaxEventLoopExecuteTime(500)
        .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
        .setWarningExceptionTime(2)
        .setWarningExceptionTimeUnit(TimeUnit.SECONDS)
        .setMetricsOptions(
            new MicrometerMetricsOptions().setEnabled(true).setJvmMetricsEnabled(true));
  }

  /** Vert.x asks the context class loader for what it may use. */
  private static Vertx withoutClusterManager(Supplier<Vertx> build) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(new Unclustered(before));
    try {
      return build.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static final class Unclustered extends ClassLoader {
    Unclustered(ClassLoader parent) {
      super("unclustered", parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      List<URL> found = Collections.list(super.getResources(name));
      if (name.equals(PROVIDERS)) {
        found.removeIf(url -> url.getPath().contains("vertx-hazelcast"));
      }
      return Collections.enumeration(found);
    }
  }
}
