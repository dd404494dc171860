package io.tapeloom.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that appears as a whole or not at all: it is written beside its place under another name
 * and moved at the end; closed or interrupted before that, it leaves nothing. A target that is no
 * regular file, such as a pipe, is written directly.
 */
final class WholeFile implements AutoCloseable {
  private static final Path NOWHERE = Path.of("");
  private static final int BUFFER = 1 << 16;

  private final Path target;
  private final Path part;
  private final OutputStream out;
  private final Thread removal;

  private WholeFile(Path target, Path part, OutputStream out) {
    this.target = target;
    this.part = part;
    this.out = out;
    this.removal = new Thread(this::remove, "half-file");
    Runtime.getRuntime().addShutdownHook(removal);
  }

  /** Opens a file for writing. */
  static WholeFile at(Path target) throws IOException {
    boolean direct = Files.exists(target) && !Files.isRegularFile(target);
    Path part = direct ? target : beside(target);
    return new WholeFile(
        target, part, new BufferedOutputStream(Files.newOutputStream(part), BUFFER));
  }

  /** Not a temp file, whose rights would be narrower than those of a file made in the usual way. */
  private static Path beside(Path target) {
    String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    return target.toAbsolutePath().resolveSibling(name);
  }

  /** Throws away what is written. */
  static WholeFile nowhere() {
    return new WholeFile(NOWHERE, NOWHERE, OutputStream.nullOutputStream());
  }

  /** Where the content goes. */
  OutputStream out() {
    return out;
  }

  /** The content is complete: puts the file in its place. */
  void keep() throws IOException {
    out.close();
    if (!part.equals(target)) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Removes what was not kept. */
  @Override
  public void close() throws IOException {
    out.close();
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(removal);
    } catch (IllegalStateException stopping) {
      return;
    }
  }

  private void remove() {
    try {
      if (!part.equals(target)) {
        Files.deleteIfExists(part);
      }
    } catch (IOException failed) {
      System.err.println("could not remove " + part + ": " + failed.getMessage());
    }
  }
}
