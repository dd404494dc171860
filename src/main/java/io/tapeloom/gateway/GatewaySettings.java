package io.tapeloom.gateway;

import io.tapeloom.web.Admission;
import io.tapeloom.web.Limits;
import io.tapeloom.web.Network;
import java.util.List;
import java.util.Optional;

/**
 * Where the HTTP server listens and whom it hears.
 *
 * @param host address to bind; loopback unless another is meant
 * @param port 0 picks a free one
 * @param allowedHosts further names of this machine, with another port where it is published so:
 *     {@code desk.lan} or {@code desk.lan:9000}
 * @param allowedOrigins further values of Origin, such as {@code http://localhost:5173}
 * @param trustedProxies whose word counts on where a request comes from
 * @param limits how much anybody may ask for
 * @param bridgeSockets sockets of the bridge that one user may have open
 * @param allowRemote true to hear other machines
 * @param tls certificate and key; without them nobody logs in from another machine
 */
public record GatewaySettings(
    String host,
    int port,
    List<String> allowedHosts,
    List<String> allowedOrigins,
    List<Network> trustedProxies,
    Limits limits,
    int bridgeSockets,
    boolean allowRemote,
    Optional<Tls> tls) {
  /** PEM files of a certificate chain and its private key. */
  public record Tls(String certificate, String key) {}

  private static final int NO_LIMIT = 1_000_000;
  private static final int USUAL_BRIDGE_SOCKETS = 20;

  /** Loopback on port 8000 without limits: for measurements and tests. */
  public static final GatewaySettings DEFAULT =
      new GatewaySettings(
          "127.0.0.1",
          8000,
          List.of(),
          List.of(),
          List.of(),
          Limits.NONE,
          NO_LIMIT,
          false,
          Optional.empty());

  /** Refuses a port that is none. */
  public GatewaySettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("gateway.port: expected 0 to 65535, got " + port);
    }
    allowedHosts = List.copyOf(allowedHosts);
    allowedOrigins = List.copyOf(allowedOrigins);
    trustedProxies = List.copyOf(trustedProxies);
  }

  /**
   * Settings as the configuration file has them: who binds another address than loopback means to
   * be called by others.
   */
  public static GatewaySettings of(
      String host,
      int port,
      List<String> allowedHosts,
      List<String> allowedOrigins,
      List<Network> trustedProxies,
      Limits limits,
      Optional<Tls> tls) {
    boolean loopback = host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    return new GatewaySettings(
        host,
        port,
        allowedHosts,
        allowedOrigins,
        trustedProxies,
        limits,
        USUAL_BRIDGE_SOCKETS,
        !loopback,
        tls);
  }

  /** The same settings on another port. */
  public GatewaySettings onPort(int other) {
    return new GatewaySettings(
        host,
        other,
        allowedHosts,
        allowedOrigins,
        trustedProxies,
        limits,
        bridgeSockets,
        allowRemote,
        tls);
  }

  /** The same settings with other limits. */
  public GatewaySettings within(Limits other) {
    return new GatewaySettings(
        host,
        port,
        allowedHosts,
        allowedOrigins,
        trustedProxies,
        other,
        bridgeSockets,
        allowRemote,
        tls);
  }

  /** The same settings with so many sockets of the bridge for each user. */
  public GatewaySettings withBridgeSockets(int each) {
    return new GatewaySettings(
        host, port, allowedHosts, allowedOrigins, trustedProxies, limits, each, allowRemote, tls);
  }

  /** The same settings that hear those pages too. */
  public GatewaySettings hearing(List<String> origins) {
    return new GatewaySettings(
        host, port, allowedHosts, origins, trustedProxies, limits, bridgeSockets, allowRemote, tls);
  }

  /** The same settings behind those proxies, known by those names. */
  public GatewaySettings behind(List<Network> proxies, List<String> hosts) {
    return new GatewaySettings(
        host, port, hosts, allowedOrigins, proxies, limits, bridgeSockets, allowRemote, tls);
  }

  Admission.Rules rules() {
    return new Admission.Rules(allowedHosts, allowedOrigins, allowRemote);
  }
}
