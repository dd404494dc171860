package io.tapeloom.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.JsonObject;

/**
 * Carries snapshots to the sockets of this process without a copy for each socket: a snapshot is
 * never changed after it was published. On the wire it is JSON.
 */
final class UiCodec implements MessageCodec<JsonObject, JsonObject> {
  private static final String NAME = "tapeloom.ui";

  /** Options that choose this codec. */
  static final DeliveryOptions OPTIONS = new DeliveryOptions().setCodecName(NAME);

  /** Registers the codec, also where a gateway ran before. */
  static void on(Vertx vertx) {
    vertx.eventBus().unregisterCodec(NAME);
    vertx.eventBus().registerCodec(new UiCodec());
  }

  @Override
  public void encodeToWire(Buffer buffer, JsonObject body) {
    Buffer json = body.toBuffer();
    buffer.appendInt(json.length()).appendBuffer(json);
  }

  @Override
  public JsonObject decodeFromWire(int pos, Buffer buffer) {
    int length = buffer.getInt(pos);
    return new JsonObject(buffer.getBuffer(pos + 4, pos + 4 + length));
  }

  @Override
  public JsonObject transform(JsonObject body) {
    return body;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
