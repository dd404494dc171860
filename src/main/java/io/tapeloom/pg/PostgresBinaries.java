package io.tapeloom.pg;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The PostgreSQL programs that travel in the jar, unpacked once per machine: unpacking takes longer
 * than starting the server, so every data directory shares one copy named by the archive's
 * checksum.
 */
public record PostgresBinaries(Path home) {
  /** The copy below {@code cacheDir}, unpacked now if it is not there yet. */
  public static PostgresBinaries in(Path cacheDir) throws IOException {
    URL archive = archive();
    PostgresBinaries binaries = new PostgresBinaries(cacheDir.resolve(folder(archive)));
    if (!binaries.complete()) {
      binaries.unpack(archive);
    }
    return binaries;
  }

  /** Where caches of this user belong, or the fallback where there is no writable home. */
  public static Path userCache(Path fallback) {
    Path base =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(dir -> !dir.isBlank())
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    Path cache = base.resolve("tapeloom");
    try {
      Files.createDirectories(cache);
      return Files.isWritable(cache) ? cache : fallback;
    } catch (IOException e) {
      return fallback;
    }
  }

  /** The path of one program: postgres, initdb or pg_ctl. */
  public Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  private boolean complete() {
    return Stream.of("bin/postgres", "bin/initdb", "bin/pg_ctl", "share/postgresql/postgres.bki")
        .allMatch(file -> Files.exists(home.resolve(file)));
  }

  private static URL archive() throws IOException {
    String name = "postgres-" + system() + "-" + architecture() + ".txz";
    URL url = PostgresBinaries.class.getResource("/" + name);
    if (url == null) {
      throw new IOException(
          "no PostgreSQL programs for this machine ("
              + name
              + "): set database.url to a PostgreSQL server instead");
    }
    return url;
  }

  private static String system() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return os.contains("mac") ? "darwin" : os.contains("win") ? "windows" : "linux";
  }

  private static String architecture() {
    String arch = System.getProperty("os.arch");
    String ours = arch.equals("aarch64") ? "arm_64" : "x86_64";
    return Files.exists(Path.of("/etc/alpine-release")) ? ours + "-alpine_linux" : ours;
  }

  private static String folder(URL archive) throws IOException {
    if (archive.openConnection() instanceof JarURLConnection jar) {
      return "postgres-" + Long.toHexString(jar.getJarEntry().getCrc());
    }
    return "postgres-" + archive.openConnection().getContentLengthLong();
  }

  private void unpack(URL archive) throws IOException {
    Files.createDirectories(home.getParent());
    Path fresh = Files.createTempDirectory(home.getParent(), "unpacking-");
    try (InputStream raw = new BufferedInputStream(archive.openStream(), 1 << 16);
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(raw))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        unpackEntry(fresh, tar, e);
      }
      moveIntoPlace(fresh);
    } finally {
      deleteTree(fresh);
    }
  }

  private void moveIntoPlace(Path fresh) throws IOException {
    try {
      if (Files.exists(home) && !complete()) {
        deleteTree(home);
      }
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!complete()) {
        throw e;
      }
    }
  }

  private static void unpackEntry(Path root, TarArchiveInputStream tar, TarArchiveEntry entry)
      throws IOException {
    String name = entry.getName();
    Path target = root.resolve(name).normalize();
    if (!target.startsWith(root) || name.endsWith(".a") || name.startsWith("include/")) {
      return;
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    if ((entry.getMode() & 0100) != 0) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** Removes a folder and all below it, if it is there. */
  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> all = Files.walk(root)) {
      all.sorted(Comparator.reverseOrder()).forEach(PostgresBinaries::delete);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
