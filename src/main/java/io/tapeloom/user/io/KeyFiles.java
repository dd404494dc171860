package io.tapeloom.user.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The two keys that stand beside the database and never in it: whoever steals the rows alone can
 * neither try passwords nor sign tokens. Made at the first start, readable by their owner only.
 *
 * @param pepper goes into every password hash
 * @param signing signs access tokens
 */
public record KeyFiles(String pepper, String signing) {
  private static final String PEPPER = "password-pepper";
  private static final String SIGNING = "access-token";
  private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rw-------");

  /** A key file that cannot be used. */
  public static final class Unusable extends IOException {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message);
    }
  }

  /** Reads the keys of that folder, and makes those that are not there. */
  public static KeyFiles open(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return new KeyFiles(key(folder.resolve(PEPPER)), key(folder.resolve(SIGNING)));
  }

  /** True when both keys were made in that folder already. */
  public static boolean madeIn(Path folder) {
    return Files.exists(folder.resolve(PEPPER)) && Files.exists(folder.resolve(SIGNING));
  }

  private static String key(Path file) throws IOException {
    if (!Files.exists(file)) {
      make(file);
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!OURS.containsAll(permissions)) {
      throw new Unusable(
          "%s: expected permissions rw-------, got %s: chmod 600 it, and make a new one if others read it"
              .formatted(file, PosixFilePermissions.toString(permissions)));
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    if (!text.matches("[A-Za-z0-9_-]{43}")) {
      throw new Unusable(file + ": expected 43 characters of base64url; restore the file");
    }
    return text;
  }

  /** Whole or not at all, also when the power goes. */
  private static void make(Path file) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OURS));
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      String text = new Secrets().token() + "\n";
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public String toString() {
    return "KeyFiles[***]";
  }
}
