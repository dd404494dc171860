package io.tapeloom.pg;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Where the rows are and who may read them: enough to open pools, JDBC sessions and listeners. */
public record Database(String host, int port, String name, String user, String password) {
  /** The owner of the embedded server's database. */
  public static final String USER = "tapeloom";

  /** The name of the embedded server's database. */
  public static final String NAME = "tapeloom";

  /**
   * Reads {@code postgresql://host:port/name}; user and password come beside it, so that a secret
   * never stands in a URL that is printed. Those that stand in the URL all the same win.
   */
  public static Database of(String url, String user, String password) {
    URI uri =
        parsed(url.startsWith("jdbc:") ? url.substring(5) : url)
            .filter(Database::named)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "database.url: expected postgresql://host:port/name, got \""
                            + masked(url)
                            + "\""));
    int port = uri.getPort() < 0 ? 5432 : uri.getPort();
    String name = uri.getPath().substring(1);
    if (uri.getUserInfo() == null) {
      return new Database(uri.getHost(), port, name, user, password);
    }
    String[] login = uri.getUserInfo().split(":", 2);
    return new Database(
        uri.getHost(), port, name, login[0], login.length == 2 ? login[1] : password);
  }

  private static Optional<URI> parsed(String url) {
    try {
      return Optional.of(new URI(url));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static boolean named(URI uri) {
    boolean ours = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
    boolean port = uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() < 65_536);
    return ours && port && uri.getHost() != null && uri.getPath().length() > 1;
  }

  /** The same address with the user and password in it covered. */
  public static String masked(String url) {
    return url.replaceAll("//.*@", "//***@");
  }

  /** The same server and user, another database. */
  public Database named(String other) {
    return new Database(host, port, other, user, password);
  }

  /** The address without user and password. */
  public String url() {
    return "postgresql://" + host + ":" + port + "/" + name;
  }

  /** Opens the three pools of the program. */
  public Pools pools(Vertx vertx) {
    return Pools.open(vertx, this);
  }

  /**
   * A pool of one session for a writer that must not wait for others: it lives on the event loop of
   * whoever uses it first.
   */
  public Pool session(Vertx vertx, String role) {
    return Pools.session(vertx, this, role);
  }

  /** A blocking session: migrations, imports by COPY, the doctor. */
  public Connection jdbc() throws SQLException {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "user", user,
            "password", password,
            "loginTimeout", "5",
            "connectTimeout", "5",
            "ApplicationName", "tapeloom"));
    return DriverManager.getConnection("jdbc:" + url(), properties);
  }

  /** Options of one Vert.x session; {@code role} is what the server's list of sessions shows. */
  public PgConnectOptions connectOptions(String role, Map<String, String> sessionSettings) {
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(host)
            .setPort(port)
            .setDatabase(name)
            .setUser(user)
            .setPassword(password)
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheMaxSize(512);
    sessionSettings.forEach(options::addProperty);
    return options.addProperty("application_name", "tapeloom " + role);
  }

  /** Reads the settings that decide whether a committed row survives a power cut. */
  public Durability durability() throws SQLException {
    String sql =
        """
        SELECT current_setting('fsync'), current_setting('full_page_writes'),
               current_setting('synchronous_commit'), current_setting('data_checksums')""";
    try (Connection connection = jdbc();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return new Durability(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }
  }

  @Override
  public String toString() {
    return url();
  }
}
