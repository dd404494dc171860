package io.tapeloom.pg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server keeps what was committed, whoever dies, and leaves nothing running behind. */
class EmbeddedServerTest {
  @TempDir private static Path dir;
  private static ServerOptions options;

  @BeforeAll
  static void createCluster() throws Exception {
    options = options(dir);
    try (EmbeddedServer server = EmbeddedServer.start(options)) {
      assertEquals(EmbeddedServer.Origin.CREATED, server.origin());
      TestPostgres.execute(server.database(), "CREATE TABLE kept (n int)");
    }
  }

  @AfterEach
  void nothingRunsAfterwards() throws IOException {
    if (Postmaster.read(options.cluster()).isPresent()) {
      EmbeddedServer.start(options).stop();
    }
    assertEquals(List.of(), serversOf(options.cluster()));
  }

  @Test
  void rowsPortAndPasswordAreKeptBetweenStarts() throws Exception {
    int port;
    try (EmbeddedServer server = EmbeddedServer.start(options)) {
      port = server.port();
      assertEquals(EmbeddedServer.Origin.STARTED, server.origin());
      insert(server, 1);
    }
    Path password = options.cluster().resolve("tapeloom.password");
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(password)));
    try (EmbeddedServer server = EmbeddedServer.start(options)) {
      assertEquals(port, server.port());
      assertTrue(holds(server, 1));
      Database stranger = new Database("127.0.0.1", port, "tapeloom", "tapeloom", "guess");
      assertThrows(SQLException.class, stranger::jdbc);
    }
  }

  @Test
  void committedRowsAreForcedToDisk() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(options);
        Connection connection = server.database().jdbc();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes',
                'synchronous_commit', 'data_checksums', 'listen_addresses', 'wal_compression',
                'unix_socket_directories', 'password_encryption')""")) {
      TreeMap<String, String> settings = new TreeMap<>();
      while (row.next()) {
        settings.put(row.getString(1), row.getString(2));
      }
      assertEquals(
          "{data_checksums=on, fsync=on, full_page_writes=on, listen_addresses=127.0.0.1, "
              + "password_encryption=scram-sha-256, synchronous_commit=on, "
              + "unix_socket_directories=, wal_compression=pglz}",
          settings.toString());
      assertEquals(new Durability("on", "on", "on", "on"), server.database().durability());
      assertTrue(server.database().durability().safe());
    }
    assertEquals(
        List.of("fsync = off", "full_page_writes = off", "synchronous_commit = off"),
        TestPostgres.server().database().durability().unsafeSettings());
  }

  @Test
  void theServerOfAKilledProgramIsTakenOver() throws Exception {
    Process program = programWithServer();
    BufferedReader words = new BufferedReader(new InputStreamReader(program.getInputStream()));
    long pid = Long.parseLong(words.readLine());
    program.toHandle().destroyForcibly();
    assertTrue(program.waitFor(10, TimeUnit.SECONDS));
    assertEquals(null, words.readLine(), "the server keeps no pipe of the dead program open");
    assertTrue(ProcessHandle.of(pid).isPresent(), "the server outlives the program");
    try (EmbeddedServer server = EmbeddedServer.start(options)) {
      assertEquals(EmbeddedServer.Origin.TAKEN_OVER, server.origin());
      assertEquals(pid, server.pid().orElseThrow());
      assertTrue(holds(server, 2));
    }
  }

  @Test
  void aServerWithOtherSettingsIsStoppedAndStartedAnew() throws Exception {
    EmbeddedServer first = EmbeddedServer.start(options);
    long pid = first.pid().orElseThrow();
    Path configuration = options.cluster().resolve("tapeloom.conf");
    Files.writeString(configuration, Files.readString(configuration) + "jit = on\n");
    try (EmbeddedServer second = EmbeddedServer.start(options)) {
      assertEquals(EmbeddedServer.Origin.STARTED, second.origin());
      assertNotEquals(pid, second.pid().orElseThrow());
      assertEquals(first.port(), second.port());
    }
  }

  @Test
  void aServerKilledInTheMidstOfWorkComesBackWithEveryCommittedRow() throws Exception {
    EmbeddedServer killed = EmbeddedServer.start(options);
    insert(killed, 3);
    ProcessHandle.of(killed.pid().orElseThrow()).orElseThrow().destroyForcibly();
    try (EmbeddedServer server = EmbeddedServer.start(options)) {
      assertEquals(EmbeddedServer.Origin.STARTED, server.origin());
      assertTrue(holds(server, 3));
    }
  }

  @Test
  void aServerThatDiesIsStartedAgainOnItsPortButNotOnceStopped() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(options)) {
      insert(server, 4);
      assertFalse(server.revive());
      ProcessHandle died = ProcessHandle.of(server.pid().orElseThrow()).orElseThrow();
      died.destroyForcibly();
      died.onExit().get(30, TimeUnit.SECONDS);
      assertTrue(server.revive());
      assertTrue(holds(server, 4));
      server.stop();
      assertFalse(server.revive());
    }
  }

  @Test
  void aLeftoverPidFileThatNamesAnotherProcessDoesNotHinder() throws Exception {
    long ours = ProcessHandle.current().pid();
    Files.writeString(
        Postmaster.file(options.cluster()),
        ours + "\n" + options.cluster() + "\n1\n5\n\n127.0.0.1\n 1 -1\nready\n");
    try (EmbeddedServer server = EmbeddedServer.start(options)) {
      assertEquals(EmbeddedServer.Origin.STARTED, server.origin());
      assertNotEquals(ours, server.pid().orElseThrow());
    }
  }

  @Test
  void aPortThatSomebodyElseTookIsReplaced() throws Exception {
    int kept =
        Integer.parseInt(Files.readString(options.cluster().resolve("tapeloom.port")).strip());
    try (ServerSocket taken = new ServerSocket(kept, 1, InetAddress.getLoopbackAddress());
        EmbeddedServer server = EmbeddedServer.start(options)) {
      assertNotEquals(taken.getLocalPort(), server.port());
      assertTrue(server.database().durability().safe());
    }
  }

  @Test
  void dataOfAnotherPostgresVersionIsRefused(@TempDir Path other) throws Exception {
    ServerOptions old = options(other);
    Files.createDirectories(old.cluster());
    Files.writeString(old.cluster().resolve("PG_VERSION"), "15\n");
    ServerFailed failed = assertThrows(ServerFailed.class, () -> EmbeddedServer.start(old));
    assertTrue(failed.getMessage().contains("holds data of PostgreSQL 15"), failed.getMessage());
  }

  @Test
  void aServerThatCannotStartSaysWhatItsLogSays() throws Exception {
    Path main = options.cluster().resolve("postgresql.conf");
    String sound = Files.readString(main);
    Files.writeString(main, sound + "nonsense = 1\n");
    ServerFailed failed = assertThrows(ServerFailed.class, () -> EmbeddedServer.start(options));
    Files.writeString(main, sound);
    assertTrue(failed.getMessage().contains("\"nonsense\""), failed.getMessage());
    assertFalse(Files.exists(Postmaster.file(options.cluster())));
  }

  /** The other program: starts the server, commits a row, and waits to be killed. */
  public static void main(String[] args) throws Exception {
    EmbeddedServer server = EmbeddedServer.start(options(Path.of(args[0])));
    insert(server, 2);
    System.out.println(server.pid().orElseThrow());
    Thread.sleep(60_000);
  }

  private static Process programWithServer() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            EmbeddedServerTest.class.getName(),
            dir.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static ServerOptions options(Path dir) {
    return new ServerOptions(
        dir.resolve("postgres"),
        dir.resolve("log").resolve("postgres.log"),
        PostgresBinaries.userCache(Path.of("target", "postgres-bin")),
        0,
        true);
  }

  private static void insert(EmbeddedServer server, int n) {
    TestPostgres.execute(server.database(), "INSERT INTO kept VALUES (" + n + ")");
  }

  private static boolean holds(EmbeddedServer server, int n) throws SQLException {
    try (Connection connection = server.database().jdbc();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1 FROM kept WHERE n = " + n)) {
      return row.next();
    }
  }

  private static List<String> serversOf(Path cluster) {
    return ProcessHandle.allProcesses()
        .flatMap(p -> p.info().commandLine().stream())
        .filter(line -> line.contains(cluster.toString()) && line.contains("bin/postgres"))
        .toList();
  }
}
