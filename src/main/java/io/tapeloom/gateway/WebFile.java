package io.tapeloom.gateway;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * One file of the web app, ready to send.
 *
 * @param gzip the compressed form where it is shorter
 * @param immutable true for files whose name holds their hash
 */
record WebFile(
    Buffer plain, Optional<Buffer> gzip, String contentType, String etag, boolean immutable) {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("map", "application/json"));

  /** Every file below that class path folder by its path; empty where there is no such folder. */
  static Map<String, WebFile> load(String folder) {
    URL url = WebFile.class.getClassLoader().getResource(folder);
    if (url == null) {
      return Map.of();
    }
    try {
      URI uri = url.toURI();
      if (!"jar".equals(uri.getScheme())) {
        return below(Path.of(uri));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return below(jar.getPath("/" + folder));
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("web app: cannot read " + folder + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, WebFile> below(Path root) throws IOException {
    Map<String, WebFile> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(path).toString().replace('\\', '/');
        if (!name.startsWith(".") && !name.contains("/.") && !name.endsWith(".gz")) {
          files.put(name, of(name, Files.readAllBytes(path)));
        }
      }
    }
    return files;
  }

  static WebFile of(String name, byte[] content) {
    String suffix = name.substring(name.lastIndexOf('.') + 1);
    String type = TYPES.getOrDefault(suffix, "application/octet-stream");
    byte[] packed = gzip(content);
    boolean pays = packed.length < content.length * 9 / 10;
    return new WebFile(
        Buffer.buffer(content),
        pays ? Optional.of(Buffer.buffer(packed)) : Optional.empty(),
        type,
        etag(content),
        name.startsWith("assets/"));
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  private static String etag(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
