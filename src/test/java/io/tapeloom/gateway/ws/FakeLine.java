package io.tapeloom.gateway.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A line that a test can block, and that takes what it is sent apart. */
final class FakeLine implements Line {
  boolean blocked;
  int writes;
  Optional<Drop> dropped = Optional.empty();
  private final List<JsonObject> frames = new ArrayList<>();

  @Override
  public boolean ready() {
    return !blocked && dropped.isEmpty();
  }

  @Override
  public void write(ByteBuf bytes) {
    writes++;
    while (bytes.isReadable()) {
      assertEquals(0x81, bytes.readUnsignedByte());
      int length = bytes.readUnsignedByte();
      length = length == 126 ? bytes.readUnsignedShort() : length;
      frames.add(new JsonObject(bytes.readCharSequence(length, StandardCharsets.UTF_8).toString()));
    }
    bytes.release();
  }

  @Override
  public void drop(Drop why) {
    dropped = Optional.of(why);
  }

  /** The data of what came since the last call. */
  List<JsonObject> take() {
    List<JsonObject> data = frames.stream().map(f -> f.getJsonObject("data")).toList();
    frames.clear();
    return data;
  }

  /** Ids of the trades among what came. */
  List<Long> tradeIds() {
    return take().stream()
        .filter(d -> d.containsKey("trade"))
        .map(d -> d.getJsonObject("trade").getLong("id"))
        .toList();
  }
}
