package io.tapeloom.cli;

import io.tapeloom.Settings;
import io.tapeloom.SettingsSources;
import io.tapeloom.Storage;
import io.tapeloom.bus.Bus;
import io.tapeloom.pg.ListenBridge;
import io.tapeloom.pg.Migrations;
import io.tapeloom.pg.Partitions;
import io.tapeloom.pg.Pools;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * {@code tapeloom rehearse}: a start and a stop in a folder that is thrown away. The build runs it
 * once under the JVM's recorder, so that later starts load their classes ready-made; it also
 * unpacks PostgreSQL for them.
 */
@Command(
    name = "rehearse",
    hidden = true,
    description = "Starts and stops in a folder that is thrown away.")
final class RehearseCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("tapeloom-rehearsal-");
    try {
      rehearse(settings(folder));
      return ExitCode.OK;
    } finally {
      delete(folder);
    }
  }

  private static Settings settings(Path folder) {
    JsonObject flags =
        new JsonObject()
            .put("data_dir", folder.toString())
            .put("database", new JsonObject().put("port", 0));
    return SettingsSources.ofProcess(Optional.empty(), flags).load().settings();
  }

  private static void rehearse(Settings settings) throws Exception {
    Vertx vertx = Vertx.vertx();
    try (AutoCloseable _ = settings.data().lock();
        Storage storage = Storage.open(settings)) {
      Migrations.of(storage.database()).up();
      Pools pools = storage.database().pools(vertx);
      new Partitions(pools.app()).ensure(System.currentTimeMillis()).await(20, TimeUnit.SECONDS);
      ListenBridge bridge = new ListenBridge(vertx, storage.database(), Bus.on(vertx));
      bridge.listen("signal_new");
      bridge.start().await(20, TimeUnit.SECONDS);
      callItself(vertx);
      bridge.stop().await(5, TimeUnit.SECONDS);
      pools.close().await(5, TimeUnit.SECONDS);
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private static void callItself(Vertx vertx) throws Exception {
    Router router = Router.router(vertx);
    router.get("/").handler(context -> context.json(new JsonObject().put("status", "up")));
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
    WebClient.create(vertx)
        .get(server.actualPort(), "127.0.0.1", "/")
        .send()
        .await(10, TimeUnit.SECONDS);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
