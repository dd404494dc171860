package io.tapeloom.cli;

import io.tapeloom.DataDir;
import io.tapeloom.Settings;
import io.tapeloom.Storage;
import io.tapeloom.pg.Database;
import io.tapeloom.pg.EmbeddedServer;
import io.tapeloom.pg.Migrations;
import io.tapeloom.pg.Pools;
import io.tapeloom.user.io.AccountDesk;
import io.tapeloom.web.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Opens the accounts of the data directory, beside a running program or on its own. */
final class Desk {
  private Desk() {}

  /** Does that with the accounts, and waits until it is done. */
  static <T> T with(RootCommand root, Function<AccountDesk, Future<T>> work) throws IOException {
    Settings settings = root.settings(new JsonObject());
    Optional<Database> own = settings.database().own();
    if (own.isPresent()) {
      return on(own.get(), work);
    }
    try (DataDir.Lock _ = settings.data().lock();
        Storage storage = Storage.open(settings)) {
      return on(storage.database(), work);
    } catch (DataDir.InUse inUse) {
      Database running =
          EmbeddedServer.runningIn(settings.data().postgresOptions(settings.database().port()))
              .orElseThrow(() -> inUse);
      return on(running, work);
    }
  }

  private static <T> T on(Database database, Function<AccountDesk, Future<T>> work) {
    Migrations.of(database).up();
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    Pools pools = database.pools(vertx);
    try {
      String who = System.getProperty("user.name", "unknown");
      return work.apply(new AccountDesk(pools.app(), who, InstantSource.system())).await();
    } catch (Refusal refused) {
      int code = refused.problem().status() == 404 ? ExitCode.DATA_MISSING : ExitCode.REFUSED;
      throw new CommandFailed(code, refused.problem().detail());
    } finally {
      pools.close().await();
      vertx.close().await();
    }
  }

  /** Prints each as a line: JSON where it is wanted, else the named fields. */
  static void print(RootCommand root, List<JsonObject> rows, String... fields) {
    for (JsonObject row : rows) {
      if (root.json()) {
        root.print(row.encode());
      } else {
        StringBuilder line = new StringBuilder();
        for (String field : fields) {
          line.append(line.isEmpty() ? "" : "  ").append(row.getValue(field));
        }
        root.print(line.toString());
      }
    }
  }

  /** Prints a list: JSON, one object a line, where it is wanted, else a table with labels. */
  static void table(RootCommand root, List<JsonObject> rows, WordTable.Column... columns) {
    List<String> lines =
        root.json()
            ? rows.stream().map(JsonObject::encode).toList()
            : WordTable.lines(rows, List.of(columns));
    lines.forEach(root::print);
  }
}
