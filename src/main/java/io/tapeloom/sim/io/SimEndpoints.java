package io.tapeloom.sim.io;

import io.tapeloom.sim.io.keys.ApiKey;
import io.vertx.core.json.JsonObject;

/**
 * Where the parts of a simulated exchange answer, and who may trade there.
 *
 * @param rest base of the REST calls
 * @param ws base of the streams of USD-M; those of spot lie under {@code /spot} of it
 * @param wsApi the WebSocket API of spot; that of USD-M is at {@code /ws-fapi/v1} of the same port
 * @param admin base of the tools' hooks
 * @param key API key of the demo account; it follows from the seed
 * @param secret its HMAC secret, for play money only
 */
public record SimEndpoints(
    String rest, String ws, String wsApi, String admin, String key, String secret) {
  /** The endpoints of an exchange on that port. */
  static SimEndpoints onPort(int port, ApiKey demo) {
    String at = "://127.0.0.1:" + port;
    return new SimEndpoints(
        "http" + at,
        "ws" + at,
        "ws" + at + "/ws-api/v3",
        "http" + at + "/__sim",
        demo.text(),
        demo.secret());
  }

  /** Base of the streams of spot. */
  public String spotWs() {
    return ws + "/spot";
  }

  /** The {@code sim} part of a ready line. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("rest", rest)
        .put("ws", ws)
        .put("spot_ws", spotWs())
        .put("ws_api", wsApi)
        .put("admin", admin)
        .put("key", key)
        .put("secret", secret);
  }
}
