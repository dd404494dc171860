package io.tapeloom.pg;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The PostgreSQL server that Tapeloom brings along, with the settings of a server that keeps money:
 * everything forced to disk, a kept data directory, one port, loopback only, a password.
 *
 * <p>A program killed with -9 leaves its server alive. The next start finds it by {@code
 * postmaster.pid}, and takes it over if it answers and was started with the same settings, or stops
 * it in order and starts it anew. All calls block; make them from a worker or virtual thread.
 */
public final class EmbeddedServer implements AutoCloseable {
  /** How the running server came about. */
  public enum Origin {
    CREATED,
    STARTED,
    TAKEN_OVER
  }

  private static final String VERSION = "18";
  private final ServerOptions options;
  private final ServerPrograms programs;
  private final Path cluster;
  private Database database;
  private Origin origin = Origin.STARTED;
  private boolean stopped;

  private EmbeddedServer(ServerOptions options, PostgresBinaries binaries) {
    this.options = options;
    this.cluster = options.cluster();
    this.programs = new ServerPrograms(binaries, options.logFile());
  }

  /**
   * Creates the cluster if there is none, and starts its server or takes over the one that runs.
   *
   * @throws ServerFailed with the end of the server's log
   */
  public static EmbeddedServer start(ServerOptions options) throws IOException {
    Files.createDirectories(options.logFile().getParent());
    rotate(options.logFile());
    EmbeddedServer server = new EmbeddedServer(options, PostgresBinaries.in(options.cacheDir()));
    server.create();
    server.run();
    return server;
  }

  /** The database of a server that already runs in that cluster, without touching it. */
  public static Optional<Database> runningIn(ServerOptions options) throws IOException {
    EmbeddedServer server = new EmbeddedServer(options, new PostgresBinaries(options.cacheDir()));
    Optional<Postmaster> running = server.running();
    return running.isEmpty() ? Optional.empty() : Optional.of(server.at(running.get().port()));
  }

  /** The database of the program on this server. */
  public Database database() {
    return database;
  }

  /** The port, the same at every start of this data directory unless somebody else took it. */
  public int port() {
    return database.port();
  }

  /** Whether this start created, started or took over the server. */
  public Origin origin() {
    return origin;
  }

  /** The process number of the server, if it runs. */
  public Optional<Long> pid() throws IOException {
    return running().map(Postmaster::pid);
  }

  /**
   * Starts the server again on its port where it has died; true when it had. A crash of one session
   * the server mends by itself, its own end nobody else would.
   *
   * @throws ServerFailed with the end of the server's log; it may be tried again
   */
  public synchronized boolean revive() throws IOException {
    if (stopped || running().isPresent()) {
      return false;
    }
    clearLeftovers();
    if (!programs.start(cluster)) {
      throw programs.failure("PostgreSQL did not start again");
    }
    return true;
  }

  /** Stops the server in order; by force where it does not stop within ten seconds. */
  public synchronized void stop() throws IOException {
    stopped = true;
    Optional<Postmaster> running = running();
    if (running.isEmpty()
        || programs.stop(cluster, "fast", 10)
        || programs.stop(cluster, "immediate", 5)) {
      return;
    }
    ProcessHandle.of(running.get().pid()).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() throws IOException {
    stop();
  }

  private void create() throws IOException {
    Path version = cluster.resolve("PG_VERSION");
    if (!Files.exists(version)) {
      createCluster();
      origin = Origin.CREATED;
    } else if (!Files.readString(version).strip().equals(VERSION)) {
      throw new ServerFailed(
          "%s holds data of PostgreSQL %s, this program brings %s: dump it with the old program"
              .formatted(cluster, Files.readString(version).strip(), VERSION));
    }
  }

  /** Made beside its place and renamed when whole, so that a half-made cluster is never met. */
  private void createCluster() throws IOException {
    Path fresh = cluster.resolveSibling(cluster.getFileName() + ".new");
    PostgresBinaries.deleteTree(fresh);
    Files.createDirectories(cluster.getParent());
    Path password = cluster.resolveSibling(cluster.getFileName() + ".password");
    Files.deleteIfExists(password);
    Files.createFile(
        password,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(password, newPassword());
    programs.initdb(fresh, password);
    Files.move(password, passwordFile(fresh));
    Path main = fresh.resolve("postgresql.conf");
    Files.writeString(main, Files.readString(main) + "\ninclude 'tapeloom.conf'\n");
    Files.writeString(configurationFile(fresh), options.configuration(options.preferredPort()));
    if (options.durable()) {
      programs.sync(fresh);
    }
    Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
  }

  private void run() throws IOException {
    Optional<Postmaster> orphan = running();
    if (orphan.isPresent() && takenOver(orphan.get())) {
      origin = Origin.TAKEN_OVER;
      return;
    }
    if (orphan.isPresent()) {
      stop();
    }
    clearLeftovers();
    startServer();
    createDatabase();
  }

  private Optional<Postmaster> running() throws IOException {
    Optional<Postmaster> found = Postmaster.read(cluster);
    return found.isPresent() && found.get().serves(cluster) ? found : Optional.empty();
  }

  private boolean takenOver(Postmaster orphan) throws IOException {
    String wanted = options.configuration(orphan.port());
    if (!orphan.ready() || !Files.readString(configurationFile(cluster)).equals(wanted)) {
      return false;
    }
    database = at(orphan.port());
    try (Connection connection = database.jdbc();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity
          WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()""");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** A leftover file misleads the new server where another process now has the old number. */
  private void clearLeftovers() throws IOException {
    Optional<Postmaster> dead = Postmaster.read(cluster);
    if (dead.isEmpty()) {
      return;
    }
    for (int i = 0; i < 100 && dead.get().memoryInUse(); i++) {
      pause(100);
    }
    if (dead.get().numberTaken()) {
      Files.deleteIfExists(Postmaster.file(cluster));
    }
  }

  private void startServer() throws IOException {
    int port = freePort(keptPort());
    for (int attempt = 1; ; attempt++) {
      Files.writeString(configurationFile(cluster), options.configuration(port));
      if (programs.start(cluster)) {
        Files.writeString(portFile(), port + "\n");
        database = at(port);
        return;
      }
      String words = programs.logTail();
      boolean portTaken = words.contains("could not bind");
      if (attempt == 3 || !(portTaken || words.contains("shared memory"))) {
        throw programs.failure("PostgreSQL did not start");
      }
      pause(300);
      port = freePort(portTaken ? 0 : port);
    }
  }

  private void createDatabase() throws IOException {
    try (Connection connection = database.named("postgres").jdbc();
        Statement statement = connection.createStatement()) {
      boolean exists =
          statement
              .executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + Database.NAME + "'")
              .next();
      if (!exists) {
        statement.execute("CREATE DATABASE " + Database.NAME);
      }
    } catch (SQLException e) {
      throw new ServerFailed("PostgreSQL runs but does not answer: " + e.getMessage(), e);
    }
  }

  private Database at(int port) throws IOException {
    String password = Files.readString(passwordFile(cluster)).strip();
    return new Database("127.0.0.1", port, Database.NAME, Database.USER, password);
  }

  private int keptPort() throws IOException {
    return Files.exists(portFile())
        ? Integer.parseInt(Files.readString(portFile()).strip())
        : options.preferredPort();
  }

  private static int freePort(int preferred) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), preferred));
      return socket.getLocalPort();
    } catch (IOException e) {
      if (preferred == 0) {
        throw e;
      }
      return freePort(0);
    }
  }

  private static void rotate(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > 10_000_000) {
      Path older = log.resolveSibling(log.getFileName() + ".1");
      Files.move(log, older, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String newPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void pause(long ms) throws ServerFailed {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailed("interrupted while waiting for PostgreSQL", e);
    }
  }

  private Path portFile() {
    return cluster.resolve("tapeloom.port");
  }

  private static Path configurationFile(Path cluster) {
    return cluster.resolve("tapeloom.conf");
  }

  private static Path passwordFile(Path cluster) {
    return cluster.resolve("tapeloom.password");
  }
}
