package io.tapeloom;

import io.tapeloom.pg.Database;
import io.tapeloom.pg.EmbeddedServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database of the settings, ready for use: the user's own server, or the embedded one, which
 * stops with this. Whoever opens it holds the lock of the data directory.
 */
public record Storage(Database database, Optional<EmbeddedServer> embedded)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Storage.class);
  private static final long WATCH_MS = 1_000;

  /** Opens it; blocks while the embedded server starts. */
  public static Storage open(Settings settings) throws IOException {
    Optional<Database> own = settings.database().own();
    if (own.isPresent()) {
      return new Storage(own.get(), Optional.empty());
    }
    EmbeddedServer server =
        EmbeddedServer.start(settings.data().postgresOptions(settings.database().port()));
    return new Storage(server.database(), Optional.of(server));
  }

  /** Brings the embedded server back, each second, where it has died. */
  void keep(Vertx vertx) {
    embedded.ifPresent(
        server ->
            vertx.setTimer(WATCH_MS, _ -> revive(vertx, server).onComplete(_ -> keep(vertx))));
  }

  private static Future<Boolean> revive(Vertx vertx, EmbeddedServer server) {
    return vertx
        .executeBlocking(server::revive, false)
        .onSuccess(
            died -> {
              if (died) {
                LOG.warn("PostgreSQL had died and was started again");
              }
            })
        .onFailure(e -> LOG.error("PostgreSQL has died: {}", e.getMessage()));
  }

  @Override
  public void close() throws IOException {
    if (embedded.isPresent()) {
      embedded.get().stop();
    }
  }
}
