package io.tapeloom.cli;

import io.tapeloom.DataDir;
import io.tapeloom.Settings;
import io.tapeloom.Storage;
import io.tapeloom.pg.Database;
import io.tapeloom.pg.EmbeddedServer;
import io.tapeloom.pg.Migrations;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tapeloom migrate [status|up]}: what {@code up} does at its start, on its own. */
@Command(
    name = "migrate",
    description = "Brings the database to this program's schema, or shows where it stands.")
final class MigrateCommand implements Callable<Integer> {
  /** What to do with the schema. */
  enum Action {
    STATUS,
    UP
  }

  @ParentCommand private RootCommand root;

  @Parameters(
      arity = "0..1",
      defaultValue = "up",
      paramLabel = "status|up",
      description = "status only shows; up (the default) applies what is pending.")
  private Action action;

  @Override
  public Integer call() throws IOException, SQLException {
    Settings settings = root.settings(new JsonObject());
    if (settings.database().own().isPresent()) {
      return on(settings.database().own().get());
    }
    try (DataDir.Lock _ = settings.data().lock();
        Storage storage = Storage.open(settings)) {
      return on(storage.database());
    } catch (DataDir.InUse inUse) {
      return onRunning(settings, inUse);
    }
  }

  private int onRunning(Settings settings, DataDir.InUse inUse) throws IOException, SQLException {
    Database running =
        EmbeddedServer.runningIn(settings.data().postgresOptions(settings.database().port()))
            .orElseThrow(() -> inUse);
    return on(running);
  }

  private int on(Database database) throws SQLException {
    try (Connection reachable = database.jdbc()) {
      reachable.setReadOnly(true);
    }
    Migrations migrations = Migrations.of(database);
    int applied = action == Action.UP ? migrations.up() : 0;
    Migrations.Status status = migrations.status();
    if (root.json()) {
      root.print(
          new JsonObject()
              .put("version", status.version().orElse(null))
              .put("applied", applied)
              .put("pending", new JsonArray(status.pending()))
              .encode());
    } else {
      root.print(
          "schema version %s, %d applied now, %d pending"
              .formatted(status.version().orElse("none"), applied, status.pending().size()));
    }
    return ExitCode.OK;
  }
}
