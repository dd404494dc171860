package io.tapeloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One data directory, one program. */
class DataDirTest {
  @Test
  void aSecondProgramIsRefusedByNameUntilTheFirstLetsGo(@TempDir Path root) throws Exception {
    DataDir dir = new DataDir(root.resolve("a/b"));
    try (DataDir.Lock _ = dir.lock()) {
      DataDir.InUse refused = assertThrows(DataDir.InUse.class, dir::lock);
      String pid = Long.toString(ProcessHandle.current().pid());
      assertTrue(refused.getMessage().contains("(process " + pid + ")"), refused.getMessage());
      assertTrue(refused.getMessage().contains("give this one its own --data"));
    }
    dir.lock().close();
  }

  @Test
  void everythingLiesBelowTheRoot(@TempDir Path root) throws Exception {
    DataDir dir = new DataDir(root.resolve("x/../data"));
    assertEquals(root.resolve("data"), dir.root());
    assertEquals(root.resolve("data/postgres"), dir.postgresOptions(0).cluster());
    assertEquals(root.resolve("data/log/postgres.log"), dir.postgresOptions(0).logFile());
    dir.lock().close();
    assertTrue(Files.isDirectory(dir.log()));
  }
}
