package io.tapeloom.bus;

import io.vertx.core.buffer.Buffer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the fields of a wire message one after the other. */
public final class WireReader {
  private final Buffer buffer;
  private int position;

  WireReader(Buffer buffer, int position) {
    this.buffer = buffer;
    this.position = position;
  }

  byte readByte() {
    return buffer.getByte(position++);
  }

  boolean readBoolean() {
    return readByte() != 0;
  }

  int readInt() {
    int value = buffer.getInt(position);
    position += 4;
    return value;
  }

  long readLong() {
    long value = buffer.getLong(position);
    position += 8;
    return value;
  }

  byte[] readBytes() {
    int length = readInt();
    byte[] bytes = buffer.getBytes(position, position + length);
    position += length;
    return bytes;
  }

  String readString() {
    return new String(readBytes(), StandardCharsets.UTF_8);
  }

  <T> Optional<T> readOptional(Supplier<T> reader) {
    return readBoolean() ? Optional.of(reader.get()) : Optional.empty();
  }

  BigInteger readBigInteger() {
    return new BigInteger(readBytes());
  }
}
