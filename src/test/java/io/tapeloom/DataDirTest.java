package io.tapeloom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void anExecutorIsMadeOnceAndAFileThatHoldsNoneIsNamed(@TempDir Path root) throws Exception {
    DataDir dir = new DataDir(root);
    assertEquals(dir.executor(), dir.executor());
    Path file = root.resolve("executor-id");
    for (byte[] damage : new byte[][] {{}, "garbage".getBytes(UTF_8), {(byte) 0xff, 0}}) {
      Files.write(file, damage);
      DataDir.Damaged damaged = assertThrows(DataDir.Damaged.class, dir::executor);
      assertTrue(
          damaged.getMessage().startsWith(file + " is damaged: expected one UUID;"),
          damaged.getMessage());
    }
  }

  @Test
  void aMarketClockThatIsNoneIsNamedWithWhatWasExpected(@TempDir Path root) throws Exception {
    Path file = root.resolve("market.json");
    for (String damage :
        List.of(
            "",
            "null",
            "[1]",
            "{\"market\": \"m\"",
            "{}",
            "{\"market\": \"m\", \"marketMs\": \"1\", \"realMs\": 1, \"speed\": 1}",
            "{\"market\": \"m\", \"marketMs\": -1, \"realMs\": 1, \"speed\": 1}",
            "{\"market\": \"m\", \"marketMs\": 1, \"realMs\": 1, \"speed\": 0}")) {
      Files.writeString(file, damage);
      DataDir.Damaged damaged =
          assertThrows(DataDir.Damaged.class, () -> MarketAnchor.resume(file, "m", 1, 1), damage);
      assertTrue(
          damaged.getMessage().startsWith(file + " is damaged: expected an object like {"),
          damaged.getMessage());
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsNamed(@TempDir Path root) throws Exception {
    Path file = Files.writeString(root.resolve("file"), "");
    for (Path place : List.of(file, file.resolve("data"))) {
      DataDir.NotWritable refused =
          assertThrows(DataDir.NotWritable.class, () -> new DataDir(place).lock());
      assertTrue(
          refused.getMessage().startsWith("cannot write to the data directory " + place + " ("),
          refused.getMessage());
    }
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
