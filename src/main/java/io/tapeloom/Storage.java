package io.tapeloom;

import io.tapeloom.pg.Database;
import io.tapeloom.pg.EmbeddedServer;
import java.io.IOException;
import java.util.Optional;

/**
 * The database of the settings, ready for use: the user's own server, or the embedded one, which
 * stops with this. Whoever opens it holds the lock of the data directory.
 */
public record Storage(Database database, Optional<EmbeddedServer> embedded)
    implements AutoCloseable {
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

  @Override
  public void close() throws IOException {
    if (embedded.isPresent()) {
      embedded.get().stop();
    }
  }
}
