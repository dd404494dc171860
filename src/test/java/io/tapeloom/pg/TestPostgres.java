package io.tapeloom.pg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * One real server for all tests of a JVM, not forced to disk; every test gets a database of its
 * own, copied from a template that was migrated once. The server stops with the JVM, and one that a
 * killed JVM left behind is stopped by the next.
 */
public final class TestPostgres {
  private static final Path ROOT = Path.of("target", "test-postgres").toAbsolutePath();
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static EmbeddedServer server;

  private TestPostgres() {}

  /** A migrated, empty database that nobody else uses. */
  public static Database fresh() {
    return copyOf("template_tapeloom");
  }

  /** A database without any table. */
  public static Database blank() {
    return copyOf("template1");
  }

  /** The server itself, for tests that list sessions or settings; never stop it. */
  public static synchronized EmbeddedServer server() {
    if (server == null) {
      server = startServer();
    }
    return server;
  }

  private static synchronized Database copyOf(String template) {
    Database admin = server().database().named("postgres");
    String name = "test_" + COUNT.incrementAndGet();
    execute(admin, "CREATE DATABASE " + name + " TEMPLATE " + template + " STRATEGY FILE_COPY");
    return admin.named(name);
  }

  private static EmbeddedServer startServer() {
    try {
      sweep();
      Path dir = ROOT.resolve(Long.toString(ProcessHandle.current().pid()));
      EmbeddedServer started = EmbeddedServer.start(options(dir));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(started, dir)));
      Database admin = started.database().named("postgres");
      execute(admin, "CREATE DATABASE template_tapeloom");
      Migrations.of(admin.named("template_tapeloom")).up();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerOptions options(Path dir) {
    Path cache = PostgresBinaries.userCache(ROOT.resolve("cache"));
    return new ServerOptions(dir.resolve("postgres"), dir.resolve("postgres.log"), cache, 0, false);
  }

  /** Ends servers of test runs that were killed. */
  private static void sweep() throws IOException {
    if (!Files.isDirectory(ROOT)) {
      return;
    }
    try (Stream<Path> runs = Files.list(ROOT)) {
      for (Path run : runs.filter(TestPostgres::abandoned).toList()) {
        if (Files.exists(run.resolve("postgres").resolve("PG_VERSION"))) {
          EmbeddedServer.start(options(run)).stop();
        }
        PostgresBinaries.deleteTree(run);
      }
    }
  }

  private static boolean abandoned(Path run) {
    String name = run.getFileName().toString();
    return name.matches("\\d+") && ProcessHandle.of(Long.parseLong(name)).isEmpty();
  }

  private static void discard(EmbeddedServer started, Path dir) {
    try {
      started.stop();
      PostgresBinaries.deleteTree(dir);
    } catch (IOException e) {
      System.err.println("test server not stopped: " + e.getMessage());
    }
  }

  /** Runs one statement in a session of its own. */
  public static void execute(Database database, String sql) {
    try (Connection connection = database.jdbc();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }
}
