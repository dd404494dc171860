package io.tapeloom.net;

import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * One proxy to go through. What it knows of its login is never printed.
 *
 * @param name what people call it: small letters, digits, {@code -} and {@code _}
 */
public record Proxy(String name, Kind kind, String host, int port, Optional<Login> login) {
  /** Longest wait for a proxy to connect us, ms; a dead one must not hold a connection longer. */
  public static final long CONNECT_MS = 5_000;

  private static final String EXPECTED =
      "expected name=http://host:port or name=socks5://host:port, got ";

  /** What it speaks. */
  public enum Kind {
    /** HTTP's CONNECT. */
    HTTP(ProxyType.HTTP),
    /** RFC 1928; names are looked up by the proxy. */
    SOCKS5(ProxyType.SOCKS5);

    private final ProxyType type;

    Kind(ProxyType type) {
      this.type = type;
    }

    /** As it stands in an address. */
    public String scheme() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Who we are to a proxy. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "***";
    }
  }

  /**
   * Reads {@code name=scheme://host:port}.
   *
   * @throws IllegalArgumentException when it is something else, or holds a login
   */
  public static Proxy parse(String text) {
    int split = text.indexOf('=');
    String name = split < 0 ? "" : text.substring(0, split);
    URI uri = uri(text.substring(split + 1));
    Optional<Kind> kind = kind(uri.getScheme());
    if (!name.matches("[a-z0-9_-]{1,32}")) {
      throw new IllegalArgumentException(EXPECTED + "another name");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          name + ": a login does not stand in an address: set TAPELOOM__PROXIES__LOGINS");
    }
    boolean bare = "".equals(uri.getRawPath()) && uri.getRawQuery() == null;
    if (kind.isEmpty() || uri.getHost() == null || uri.getPort() < 1 || !bare) {
      throw new IllegalArgumentException(name + ": " + EXPECTED + "another address");
    }
    return new Proxy(name, kind.get(), uri.getHost(), uri.getPort(), Optional.empty());
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException _) {
      throw new IllegalArgumentException(EXPECTED + "what is no address");
    }
  }

  private static Optional<Kind> kind(String scheme) {
    for (Kind kind : Kind.values()) {
      if (kind.scheme().equals(scheme)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** The same with a login. */
  public Proxy with(Login known) {
    return new Proxy(name, kind, host, port, Optional.of(known));
  }

  /** Where it is, without login. */
  public String address() {
    return kind.scheme() + "://" + host + ":" + port;
  }

  /** As the HTTP clients want it. */
  ProxyOptions options() {
    ProxyOptions options =
        new ProxyOptions()
            .setType(kind.type)
            .setHost(host)
            .setPort(port)
            .setConnectTimeout(Duration.ofMillis(CONNECT_MS));
    login.ifPresent(known -> options.setUsername(known.user()).setPassword(known.password()));
    return options;
  }

  /** Words of a fault in one line, without this proxy's password. */
  String covered(String words) {
    String line = words.lines().findFirst().orElse("no reason given").strip();
    String bare = login.map(known -> line.replace(known.password(), "***")).orElse(line);
    return bare.length() > 200 ? bare.substring(0, 200) + "..." : bare;
  }
}
