package io.tapeloom;

import io.tapeloom.pg.PostgresBinaries;
import io.tapeloom.pg.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Where one installation keeps everything it must not lose, and the names of what lies in it. */
public record DataDir(Path root) {
  /** Makes the path absolute. */
  public DataDir {
    root = root.toAbsolutePath().normalize();
  }

  /** Proof that no other program works in this directory; the system drops it with the process. */
  public static final class Lock implements AutoCloseable {
    private final FileChannel channel;

    private Lock(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** Another program works in the directory. */
  public static final class InUse extends IOException {
    private static final long serialVersionUID = 1L;

    private InUse(String message) {
      super(message);
    }
  }

  /** A file that the program itself wrote no longer holds what it wrote. */
  public static final class Damaged extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    Damaged(Path file, String expected, Throwable cause) {
      super(
          "%s is damaged: expected %s; restore the file, or use another --data directory"
              .formatted(file, expected),
          cause);
    }
  }

  /** The directory cannot be written to. */
  public static final class NotWritable extends IOException {
    private static final long serialVersionUID = 1L;

    private NotWritable(Path root, FileSystemException cause) {
      super(
          "cannot write to the data directory %s (%s): choose another with --data"
              .formatted(root, why(cause)),
          cause);
    }

    private static String why(FileSystemException cause) {
      String reason =
          switch (cause) {
            case AccessDeniedException _ -> "access denied";
            case FileAlreadyExistsException _ -> "not a directory";
            default -> cause.getReason() == null ? "input/output error" : cause.getReason();
          };
      return cause.getFile() + ": " + reason;
    }
  }

  /**
   * Creates the directory if need be and takes it for this process.
   *
   * @throws InUse naming the process that has it
   * @throws NotWritable naming the path that refused
   */
  public Lock lock() throws IOException {
    try {
      return take();
    } catch (FileSystemException e) {
      throw new NotWritable(root, e);
    }
  }

  private Lock take() throws IOException {
    Files.createDirectories(log());
    Path file = root.resolve("tapeloom.lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!locked(channel)) {
      String holder = Files.readString(file).strip();
      channel.close();
      throw new InUse(
          "%s is in use by another Tapeloom%s: stop that one, or give this one its own --data"
              .formatted(root, holder.isEmpty() ? "" : " (process " + holder + ")"));
    }
    channel.truncate(0);
    String pid = ProcessHandle.current().pid() + "\n";
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
    return new Lock(channel);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** The kept cluster of the embedded PostgreSQL. */
  public Path postgres() {
    return root.resolve("postgres");
  }

  /** The folder of log files. */
  public Path log() {
    return root.resolve("log");
  }

  /** The keys that never stand in the database. */
  public Path keys() {
    return root.resolve("keys");
  }

  /** The anchor of market time. */
  public Path marketClock() {
    return root.resolve("market.json");
  }

  /** Who this installation is to those that lend out the right to trade; made once and kept. */
  public UUID executor() {
    Path file = root.resolve("executor-id");
    try {
      if (!Files.exists(file)) {
        write(file, UUID.randomUUID() + "\n");
      }
      return UUID.fromString(Files.readString(file).strip());
    } catch (IllegalArgumentException | MalformedInputException e) {
      throw new Damaged(file, "one UUID", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whole or not at all, also when the power goes. */
  static void write(Path file, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** How the embedded server of this directory is set up. */
  public ServerOptions postgresOptions(int preferredPort) {
    return new ServerOptions(
        postgres(),
        log().resolve("postgres.log"),
        PostgresBinaries.userCache(root.resolve("postgres-bin")),
        preferredPort,
        true);
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
