package io.tapeloom.e2e;

import io.tapeloom.DataDir;
import io.tapeloom.pg.Database;
import io.tapeloom.pg.EmbeddedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Opens the database of a stopped program's data directory and reads what it holds. */
final class Ledgers implements AutoCloseable {
  private final EmbeddedServer server;
  private final Connection connection;

  private Ledgers(EmbeddedServer server, Connection connection) {
    this.server = server;
    this.connection = connection;
  }

  static Ledgers open(DataDir dir) throws IOException, SQLException {
    EmbeddedServer server = EmbeddedServer.start(dir.postgresOptions(0));
    Connection connection = server.database().jdbc();
    connection.setAutoCommit(false);
    return new Ledgers(server, connection);
  }

  Database database() {
    return server.database();
  }

  /** Rows as text, columns separated by bars. */
  List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    each(sql, rows::add);
    return rows;
  }

  /** One number. */
  long number(String sql) throws SQLException {
    return Long.parseLong(rows(sql).getFirst());
  }

  /** Number of rows and the hash of all of them. */
  Digest digest(String sql) throws SQLException {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      long[] count = new long[1];
      each(
          sql,
          row -> {
            sha.update(row.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) '\n');
            count[0]++;
          });
      return new Digest(count[0], HexFormat.of().formatHex(sha.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Number of rows and their hash. */
  record Digest(long rows, String sha256) {}

  /** Takes one row after the other. */
  interface Each {
    void row(String text);
  }

  void each(String sql, Each each) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(5_000);
      try (ResultSet rows = statement.executeQuery(sql)) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          StringBuilder line = new StringBuilder();
          for (int i = 1; i <= columns; i++) {
            line.append(i > 1 ? "|" : "").append(rows.getString(i));
          }
          each.row(line.toString());
        }
      }
    }
  }

  @Override
  public void close() throws SQLException, IOException {
    connection.close();
    server.stop();
  }
}
