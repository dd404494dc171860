package io.tapeloom.cli;

import io.tapeloom.DataDir;
import io.tapeloom.Settings;
import io.tapeloom.Storage;
import io.tapeloom.pg.Database;
import io.tapeloom.pg.Durability;
import io.tapeloom.pg.EmbeddedServer;
import io.tapeloom.pg.Migrations;
import io.tapeloom.pg.SchemaRefused;
import io.tapeloom.pg.ServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code tapeloom doctor}: looks at everything that keeps a first start from working. */
@Command(
    name = "doctor",
    description =
        "Says in one line each what is right or wrong with JDK, disk, ports, database, proxies.")
final class DoctorCommand implements Callable<Integer> {
  private static final long GB = 1L << 30;

  @ParentCommand private RootCommand root;

  @Override
  public Integer call() throws IOException {
    Settings settings = root.settings(new JsonObject());
    List<Check> checks = new ArrayList<>();
    checks.add(jdk(Runtime.version()));
    checks.add(webApp());
    checks.add(disk(settings.dataDir()));
    checks.addAll(ports(settings));
    checks.addAll(ProxyChecks.of(settings));
    boolean failed = checks.stream().anyMatch(check -> check.state() == Check.State.FAIL);
    if (root.json()) {
      JsonArray lines = new JsonArray(checks.stream().map(Check::json).toList());
      root.print(new JsonObject().put("ok", !failed).put("checks", lines).encode());
    } else {
      checks.forEach(check -> root.print(check.line()));
    }
    return failed ? ExitCode.CHECK_FAILED : ExitCode.OK;
  }

  static Check jdk(Runtime.Version version) {
    return version.feature() >= 25
        ? Check.ok("jdk", "Java " + version)
        : Check.fail("jdk", "Java " + version + ": install JDK 25 or newer");
  }

  private static Check webApp() {
    return DoctorCommand.class.getResource("/webroot/index.html") != null
        ? Check.ok("web app", "built in")
        : Check.warn("web app", "not built in: build without -Dskip.web, with Node.js 20.19");
  }

  static Check disk(Path dataDir) throws IOException {
    Path existing =
        Stream.iterate(dataDir, dir -> dir != null, Path::getParent)
            .filter(Files::exists)
            .findFirst()
            .orElse(dataDir.getRoot());
    if (!Files.isWritable(existing) || !Files.isDirectory(existing)) {
      return Check.fail("disk", existing + " is not a folder that can be written");
    }
    long freeGb = Files.getFileStore(existing).getUsableSpace() / GB;
    String note = dataDir + ", " + freeGb + " GB free";
    return freeGb < 1
        ? Check.fail("disk", note + ": a day of tape needs more than 1 GB")
        : freeGb < 5 ? Check.warn("disk", note) : Check.ok("disk", note);
  }

  private static List<Check> ports(Settings settings) throws IOException {
    List<Check> checks = new ArrayList<>();
    DataDir data = settings.data();
    boolean existed = Files.exists(data.root());
    try (DataDir.Lock _ = data.lock()) {
      checks.add(port("http port", settings.http().port()));
      if (settings.sim().enabled()) {
        checks.add(port("sim port", settings.sim().port()));
      }
      checks.add(database(settings));
    } catch (DataDir.InUse inUse) {
      checks.add(Check.ok("ports", "a Tapeloom runs on " + data + " and has its ports"));
      checks.add(runningDatabase(settings));
    } catch (IOException e) {
      checks.add(Check.fail("data", data + " cannot be used: " + e.getMessage()));
    }
    if (!existed) {
      removeEmpty(data);
    }
    return checks;
  }

  private static void removeEmpty(DataDir data) throws IOException {
    for (Path path : List.of(data.root().resolve("tapeloom.lock"), data.log(), data.root())) {
      Files.deleteIfExists(path);
    }
  }

  static Check port(String name, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return Check.ok(name, port == 0 ? "any free one" : port + " is free");
    } catch (IOException e) {
      return Check.fail(name, port + " is taken by another program: stop it or choose another");
    }
  }

  private static Check database(Settings settings) {
    ServerOptions options = settings.data().postgresOptions(settings.database().port());
    boolean embedded = settings.database().own().isEmpty();
    if (embedded && !Files.exists(options.cluster())) {
      return Check.ok("database", "PostgreSQL is brought along and created at the first start");
    }
    try (Storage storage = Storage.open(settings)) {
      return look(storage.database());
    } catch (IOException e) {
      return Check.fail("database", e.getMessage());
    }
  }

  private static Check runningDatabase(Settings settings) throws IOException {
    ServerOptions options = settings.data().postgresOptions(settings.database().port());
    Optional<Database> own = settings.database().own();
    Optional<Database> running = own.isPresent() ? own : EmbeddedServer.runningIn(options);
    return running
        .map(DoctorCommand::look)
        .orElse(Check.fail("database", "the running Tapeloom has no PostgreSQL beside it"));
  }

  private static Check look(Database database) {
    try {
      Durability durability = database.durability();
      Migrations.Status schema = Migrations.of(database).status();
      String note = database + ", schema version " + schema.version().orElse("none");
      return durability.safe()
          ? Check.ok("database", note)
          : Check.fail("database", note + ", unsafe: " + durability.unsafeSettings());
    } catch (SQLException e) {
      return Check.fail("database", database + " does not answer: " + e.getMessage());
    } catch (SchemaRefused e) {
      return Check.fail("database", e.getMessage());
    }
  }
}
