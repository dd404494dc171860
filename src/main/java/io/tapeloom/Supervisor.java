package io.tapeloom;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.kernel.Health;
import io.tapeloom.ops.StationBoard;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one station running. An exception that nobody caught is a bug, and what the station held in
 * memory cannot be trusted after it: a new one takes its place, and starts from the rows like after
 * a kill. It is said to be down meanwhile, so a bug that comes again and again is seen.
 */
final class Supervisor {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  private final Vertx vertx;
  private final Bus bus;
  private final String name;
  private final Supplier<Deployable> stations;
  private final Function<Deployable, Future<String>> deployer;
  private final Watch watch;
  private final Context context;
  private Optional<String> running = Optional.empty();
  private int generation;
  private final Patience patience = new Patience();
  private long deployedNanos;
  private boolean stopped;

  /**
   * A supervisor at rest.
   *
   * @param stations makes stations that share no changing state with those before them
   */
  Supervisor(Vertx vertx, Bus bus, String name, Supplier<Deployable> stations) {
    this(vertx, name, stations, vertx::deployVerticle, new Watch(bus, new StationBoard()));
  }

  /** The same for stations that somebody else deploys, watched elsewhere. */
  Supervisor(
      Vertx vertx,
      String name,
      Supplier<Deployable> stations,
      Function<Deployable, Future<String>> deployer,
      Watch watch) {
    this.vertx = vertx;
    this.bus = watch.bus();
    this.name = name;
    this.stations = stations;
    this.deployer = deployer;
    this.watch = watch;
    this.context = vertx.getOrCreateContext();
  }

  /** Where it says how the station is. */
  record Watch(Bus bus, StationBoard board) {}

  /** Deploys the first station; fails when that one cannot start. */
  Future<Void> start() {
    return onContext(this::deploy);
  }

  /** Ends the station, and no other takes its place. */
  Future<Void> stop() {
    return onContext(
        () -> {
          stopped = true;
          return end();
        });
  }

  private Future<Void> onContext(Supplier<Future<Void>> step) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(_ -> step.get().onComplete(done));
    return done.future();
  }

  private Future<Void> deploy() {
    int mine = ++generation;
    Watched station =
        new Watched(stations.get(), fault -> context.runOnContext(_ -> failed(mine, fault)));
    return deployer.apply(station).onSuccess(this::runs).mapEmpty();
  }

  private void runs(String id) {
    running = Optional.of(id);
    deployedNanos = System.nanoTime();
    watch.board().up(name);
  }

  /** Only the first fault of a station counts: what follows it comes from the same ruin. */
  private void failed(int of, Throwable fault) {
    if (of != generation || stopped) {
      return;
    }
    LOG.error("{} failed and is replaced", name, fault);
    generation++;
    watch.board().broke(name);
    long ranNanos = running.isPresent() ? System.nanoTime() - deployedNanos : 0;
    bus.publish(Channels.opsHealth(), new Health(name, Health.Status.DOWN, fault.toString()));
    end().onComplete(_ -> replaceLater(patience.delayMs(ranNanos)));
  }

  private Future<Void> end() {
    Future<Void> ended = running.map(vertx::undeploy).orElseGet(Future::succeededFuture);
    running = Optional.empty();
    return ended.otherwiseEmpty();
  }

  private void replaceLater(long delayMs) {
    vertx.setTimer(delayMs, _ -> replace());
  }

  private void replace() {
    if (!stopped) {
      deploy()
          .onSuccess(_ -> bus.publish(Channels.opsHealth(), new Health(name, Health.Status.UP, "")))
          .onFailure(fault -> failed(generation, fault));
    }
  }

  /** A station with an ear for what nobody caught. */
  private record Watched(Deployable inner, Handler<Throwable> faults) implements Deployable {
    @Override
    public Future<?> deploy(Context its) throws Exception {
      its.exceptionHandler(faults);
      return inner.deploy(its);
    }

    @Override
    public Future<?> undeploy(Context its) throws Exception {
      return inner.undeploy(its);
    }
  }
}
