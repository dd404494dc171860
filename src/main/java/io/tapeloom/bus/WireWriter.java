package io.tapeloom.bus;

import io.vertx.core.buffer.Buffer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes the fields of a wire message one after the other. */
public final class WireWriter {
  private final Buffer buffer;

  WireWriter(Buffer buffer) {
    this.buffer = buffer;
  }

  WireWriter tag(int value) {
    buffer.appendByte((byte) value);
    return this;
  }

  WireWriter bool(boolean value) {
    return tag(value ? 1 : 0);
  }

  WireWriter int32(int value) {
    buffer.appendInt(value);
    return this;
  }

  WireWriter int64(long value) {
    buffer.appendLong(value);
    return this;
  }

  WireWriter bytes(byte[] value) {
    buffer.appendInt(value.length).appendBytes(value);
    return this;
  }

  WireWriter string(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  WireWriter big(BigInteger value) {
    return bytes(value.toByteArray());
  }

  <T> WireWriter optional(Optional<T> value, Consumer<T> writer) {
    bool(value.isPresent());
    value.ifPresent(writer);
    return this;
  }
}
