package io.tapeloom.pg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says about the server of a cluster. A killed program leaves its
 * server alive, and a killed server leaves the file: which of the two it is decides between taking
 * over and starting anew.
 */
record Postmaster(long pid, int port, long sharedMemoryId, boolean ready) {
  private static final Path SHARED_MEMORY = Path.of("/proc/sysvipc/shm");

  /** What the file says, or nothing where there is no readable file. */
  static Optional<Postmaster> read(Path cluster) throws IOException {
    try {
      return parse(Files.readAllLines(file(cluster)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  static Path file(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  private static Optional<Postmaster> parse(List<String> lines) {
    try {
      long pid = Math.abs(Long.parseLong(line(lines, 0)));
      int port = line(lines, 3).isEmpty() ? 0 : Integer.parseInt(line(lines, 3));
      String[] memory = line(lines, 6).split("\\s+");
      long memoryId = memory.length < 2 ? -1 : Long.parseLong(memory[1]);
      return Optional.of(new Postmaster(pid, port, memoryId, line(lines, 7).equals("ready")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index).strip() : "";
  }

  /** Whether that process lives and is a PostgreSQL server working in this very cluster. */
  boolean serves(Path cluster) throws IOException {
    Optional<String> command = ProcessHandle.of(pid).flatMap(p -> p.info().command());
    if (command.isEmpty()
        || !Path.of(command.get()).getFileName().toString().contains("postgres")) {
      return false;
    }
    Path workingDirectory = Path.of("/proc", Long.toString(pid), "cwd");
    if (!Files.isDirectory(Path.of("/proc/self"))) {
      return true;
    }
    try {
      return Files.isSameFile(workingDirectory, cluster);
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether another process answers to that number: then the file is a leftover that misleads. */
  boolean numberTaken() {
    return ProcessHandle.of(pid).isPresent();
  }

  /** Whether sessions of a killed server still hold its shared memory. */
  boolean memoryInUse() throws IOException {
    if (sharedMemoryId < 0 || !Files.isReadable(SHARED_MEMORY)) {
      return false;
    }
    return Files.readAllLines(SHARED_MEMORY).stream()
        .skip(1)
        .map(line -> line.strip().split("\\s+"))
        .anyMatch(f -> f[1].equals(Long.toString(sharedMemoryId)) && !f[6].equals("0"));
  }
}
