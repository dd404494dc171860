package io.tapeloom.gateway;

import io.tapeloom.web.Admission;
import io.tapeloom.web.Limits;
import java.util.List;

/**
 * Where the HTTP server listens and whom it hears.
 *
 * @param host address to bind; loopback unless another is meant
 * @param port 0 picks a free one
 * @param allowedHosts further names of this machine, with another port where it is published so:
 *     {@code desk.lan} or {@code desk.lan:9000}
 * @param allowedOrigins further values of Origin, such as {@code http://localhost:5173}
 * @param limits how much anybody may ask for
 * @param allowRemote true to hear other machines; there are no accounts yet
 */
public record GatewaySettings(
    String host,
    int port,
    List<String> allowedHosts,
    List<String> allowedOrigins,
    Limits limits,
    boolean allowRemote) {
  /** Loopback on port 8000 without limits: for measurements and tests. */
  public static final GatewaySettings DEFAULT =
      new GatewaySettings("127.0.0.1", 8000, List.of(), List.of(), Limits.NONE, false);

  /** Refuses a port that is none. */
  public GatewaySettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("gateway.port: expected 0 to 65535, got " + port);
    }
    allowedHosts = List.copyOf(allowedHosts);
    allowedOrigins = List.copyOf(allowedOrigins);
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
      Limits limits) {
    boolean loopback = host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    return new GatewaySettings(host, port, allowedHosts, allowedOrigins, limits, !loopback);
  }

  /** The same settings on another port. */
  public GatewaySettings onPort(int other) {
    return new GatewaySettings(host, other, allowedHosts, allowedOrigins, limits, allowRemote);
  }

  /** The same settings with other limits. */
  public GatewaySettings within(Limits other) {
    return new GatewaySettings(host, port, allowedHosts, allowedOrigins, other, allowRemote);
  }

  /** The same settings that hear those pages too. */
  public GatewaySettings hearing(List<String> origins) {
    return new GatewaySettings(host, port, allowedHosts, origins, limits, allowRemote);
  }

  Admission.Rules rules() {
    return new Admission.Rules(allowedHosts, allowedOrigins, allowRemote);
  }
}
