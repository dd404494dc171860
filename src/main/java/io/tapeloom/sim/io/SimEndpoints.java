package io.tapeloom.sim.io;

import io.vertx.core.json.JsonObject;

/**
 * Where the parts of a simulated exchange answer.
 *
 * @param rest base of the REST calls
 * @param ws base of the streams
 * @param admin base of the tools' hooks
 */
public record SimEndpoints(String rest, String ws, String admin) {
  /** The endpoints of an exchange on that port. */
  public static SimEndpoints onPort(int port) {
    String at = "://127.0.0.1:" + port;
    return new SimEndpoints("http" + at, "ws" + at, "http" + at + "/__sim");
  }

  /** The {@code sim} part of a ready line; the order API and its keys do not exist yet. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("rest", rest)
        .put("ws", ws)
        .putNull("ws_api")
        .put("admin", admin)
        .putNull("key")
        .putNull("secret");
  }
}
