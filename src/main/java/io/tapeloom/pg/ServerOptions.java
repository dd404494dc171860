package io.tapeloom.pg;

import java.nio.file.Path;

/**
 * How the embedded server is set up.
 *
 * @param cluster the kept data directory of PostgreSQL
 * @param logFile where the server writes its log
 * @param cacheDir where the unpacked programs are kept
 * @param preferredPort tried at the first start; 0 takes any free port
 * @param durable false only in tests: then nothing is forced to disk
 */
public record ServerOptions(
    Path cluster, Path logFile, Path cacheDir, int preferredPort, boolean durable) {
  /** Refuses a port outside 0 to 65535 and makes every path absolute. */
  public ServerOptions {
    if (preferredPort < 0 || preferredPort > 65_535) {
      throw new IllegalArgumentException(
          "database.port: expected 0 to 65535, got " + preferredPort);
    }
    cluster = cluster.toAbsolutePath().normalize();
    logFile = logFile.toAbsolutePath().normalize();
    cacheDir = cacheDir.toAbsolutePath().normalize();
  }

  /** The text of {@code tapeloom.conf}, which the cluster's own configuration includes. */
  String configuration(int port) {
    return """
        # Written by Tapeloom at each start; changes here are lost.
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        max_connections = 60
        shared_buffers = 128MB
        fsync = %s
        full_page_writes = %s
        synchronous_commit = %s
        wal_compression = pglz
        max_wal_size = 1GB
        checkpoint_timeout = 10min
        password_encryption = scram-sha-256
        client_connection_check_interval = 2s
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_checkpoints = off
        jit = off
        cluster_name = 'tapeloom'
        """
        .formatted(port, onOff(), onOff(), onOff());
  }

  private String onOff() {
    return durable ? "on" : "off";
  }
}
