package io.tapeloom.bench;

import io.tapeloom.DataDir;
import io.tapeloom.pg.Database;
import io.tapeloom.pg.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder of a bench, gone afterwards, and an empty database as durable as the program's own. */
final class BenchDatabase implements AutoCloseable {
  private final Path folder = Files.createTempDirectory("tapeloom-bench");
  private final EmbeddedServer server;

  /** Where a bench gets its database. */
  interface Source {
    /** An empty database; what it stands on ends with {@link Lent#close}. */
    Lent open() throws IOException;
  }

  /** A database and what ends it. */
  record Lent(Database database, Path folder, AutoCloseable end) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      try {
        end.close();
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }

  BenchDatabase() throws IOException {
    server = EmbeddedServer.start(new DataDir(folder).postgresOptions(0));
  }

  /** A new server for each bench. */
  static Lent embedded() throws IOException {
    BenchDatabase own = new BenchDatabase();
    return new Lent(own.server.database(), own.folder, own);
  }

  @Override
  public void close() throws IOException {
    server.stop();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
