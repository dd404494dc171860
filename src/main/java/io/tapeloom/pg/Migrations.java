package io.tapeloom.pg;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/** Brings the schema to this program's version, and refuses one that a newer program made. */
public final class Migrations {
  /** The schema's version, empty before the first migration, and what would still be applied. */
  public record Status(Optional<String> version, List<String> pending) {}

  private final Flyway flyway;

  private Migrations(Flyway flyway) {
    this.flyway = flyway;
  }

  /** The migrations of the given database. */
  public static Migrations of(Database database) {
    return new Migrations(
        Flyway.configure()
            .dataSource("jdbc:" + database.url(), database.user(), database.password())
            .locations("classpath:db/migration")
            .ignoreMigrationPatterns(new String[0])
            .connectRetries(0)
            .load());
  }

  /**
   * Applies what is pending.
   *
   * @return how many migrations were applied
   * @throws SchemaRefused if the schema is newer than this program or was changed by hand
   */
  public int up() {
    refuseNewer(flyway.info());
    try {
      return flyway.migrate().migrationsExecuted;
    } catch (FlywayException e) {
      throw new SchemaRefused("the schema could not be migrated: " + firstLine(e), e);
    }
  }

  /** Reads without changing anything. */
  public Status status() {
    MigrationInfoService info = flyway.info();
    refuseNewer(info);
    return new Status(
        Optional.ofNullable(info.current()).map(m -> m.getVersion().getVersion()),
        Arrays.stream(info.pending())
            .map(m -> m.getVersion().getVersion() + " " + m.getDescription())
            .toList());
  }

  private static void refuseNewer(MigrationInfoService info) {
    Arrays.stream(info.all())
        .filter(m -> m.getState() == MigrationState.FUTURE_SUCCESS)
        .map(MigrationInfo::getVersion)
        .max(java.util.Comparator.naturalOrder())
        .ifPresent(
            version -> {
              throw new SchemaRefused(
                  "the schema is at version "
                      + version
                      + ", newer than this program: start the newer program, or restore a backup",
                  null);
            });
  }

  private static String firstLine(Exception e) {
    return e.getMessage().lines().filter(line -> !line.isBlank()).findFirst().orElse("unknown");
  }
}
