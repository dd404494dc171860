package io.tapeloom.pg;

import java.util.List;
import java.util.stream.Stream;

/** The server's answers to "does a committed row survive a power cut?". */
public record Durability(
    String fsync, String fullPageWrites, String synchronousCommit, String dataChecksums) {
  /** Whether money may be kept on this server. */
  public boolean safe() {
    return unsafeSettings().isEmpty();
  }

  /** The settings that stand wrong, as {@code fsync = off}. */
  public List<String> unsafeSettings() {
    return Stream.of(
            fsync.equals("on") ? "" : "fsync = " + fsync,
            fullPageWrites.equals("on") ? "" : "full_page_writes = " + fullPageWrites,
            synchronousCommit.equals("off") || synchronousCommit.equals("local")
                ? "synchronous_commit = " + synchronousCommit
                : "")
        .filter(setting -> !setting.isEmpty())
        .toList();
  }
}
