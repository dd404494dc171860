package io.tapeloom.pg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs initdb and pg_ctl for one cluster. Their words go to the log file and never through a pipe,
 * so that a server which outlives this program holds nothing of it. PostgreSQL refuses to run as
 * root; root runs it inside a user namespace of its own.
 */
final class ServerPrograms {
  private final PostgresBinaries binaries;
  private final Path logFile;

  ServerPrograms(PostgresBinaries binaries, Path logFile) {
    this.binaries = binaries;
    this.logFile = logFile;
  }

  void initdb(Path cluster, Path passwordFile) throws IOException {
    List<String> how =
        List.of(
            "--username=" + Database.USER,
            "--auth=scram-sha-256",
            "--pwfile=" + passwordFile,
            "--no-locale",
            "--encoding=UTF8",
            "--data-checksums",
            "--no-instructions",
            "--no-sync");
    require(run("initdb", cluster, how, 60), "initdb could not create " + cluster);
  }

  void sync(Path cluster) throws IOException {
    require(run("initdb", cluster, List.of("--sync-only"), 60), "could not sync " + cluster);
  }

  boolean start(Path cluster) throws IOException {
    List<String> how = List.of("start", "--wait", "--timeout=120", "--silent", "--log=" + logFile);
    return run("pg_ctl", cluster, how, 130) == 0;
  }

  boolean stop(Path cluster, String mode, int seconds) throws IOException {
    List<String> how =
        List.of("stop", "--wait", "--silent", "--mode=" + mode, "--timeout=" + seconds);
    return run("pg_ctl", cluster, how, seconds + 5) == 0;
  }

  /** Words for a failure: what happened and the end of the server's log. */
  ServerFailed failure(String what) throws IOException {
    return new ServerFailed(what + "; the log " + logFile + " ends with:\n" + logTail());
  }

  String logTail() throws IOException {
    if (!Files.exists(logFile)) {
      return "(no log)";
    }
    List<String> lines = Files.readAllLines(logFile);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
  }

  private void require(int exitCode, String otherwise) throws IOException {
    if (exitCode != 0) {
      throw failure(otherwise + " (exit code " + exitCode + ")");
    }
  }

  private int run(String program, Path cluster, List<String> how, int seconds) throws IOException {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(binaries.program(program).toString());
    command.add("--pgdata=" + cluster);
    command.addAll(how);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
    builder.environment().keySet().removeIf(key -> key.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return await(builder.start(), seconds);
  }

  private static int await(Process process, int seconds) throws IOException {
    try {
      if (process.waitFor(seconds, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      return -1;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new ServerFailed("interrupted while waiting for PostgreSQL", e);
    }
  }
}
