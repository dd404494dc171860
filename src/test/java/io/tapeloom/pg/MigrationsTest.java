package io.tapeloom.pg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The schema only ever moves forward, and only by this program. */
class MigrationsTest {
  @Test
  void anEmptyDatabaseIsBroughtToTheNewestVersionOnce() {
    Database database = TestPostgres.blank();
    Migrations migrations = Migrations.of(database);
    Migrations.Status before = migrations.status();
    assertEquals(Optional.empty(), before.version());
    assertTrue(before.pending().contains("1 tape and signals"), before.toString());
    assertEquals(before.pending().size(), migrations.up());
    assertEquals(List.of(), migrations.status().pending());
    assertEquals(0, migrations.up());
  }

  @Test
  void aSchemaNewerThanTheProgramIsRefused() {
    Database database = TestPostgres.fresh();
    TestPostgres.execute(
        database,
        """
        INSERT INTO flyway_schema_history
        SELECT 9999, '9999', 'from the future', type, 'V9999__future.sql', 1, installed_by,
               now(), 1, true FROM flyway_schema_history WHERE version = '1'""");
    SchemaRefused refused = assertThrows(SchemaRefused.class, () -> Migrations.of(database).up());
    assertTrue(refused.getMessage().contains("version 9999, newer than this program"));
    assertThrows(SchemaRefused.class, () -> Migrations.of(database).status());
  }

  @Test
  void anAppliedMigrationThatWasEditedIsRefused() {
    Database database = TestPostgres.fresh();
    TestPostgres.execute(
        database, "UPDATE flyway_schema_history SET checksum = 7 WHERE version = '1'");
    SchemaRefused refused = assertThrows(SchemaRefused.class, () -> Migrations.of(database).up());
    assertTrue(refused.getMessage().contains("could not be migrated"), refused.getMessage());
  }
}
