package io.tapeloom.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Codec of one message family: local consumers get the same immutable instance, remote ones the
 * hand-written wire form.
 */
public final class RecordCodec<T> implements MessageCodec<T, T> {
  private final String name;
  private final BiConsumer<WireWriter, T> writer;
  private final Function<WireReader, T> reader;

  /** A codec with that name, writing with one function and reading with the other. */
  public RecordCodec(
      String name, BiConsumer<WireWriter, T> writer, Function<WireReader, T> reader) {
    this.name = name;
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public void encodeToWire(Buffer buffer, T message) {
    writer.accept(new WireWriter(buffer), message);
  }

  @Override
  public T decodeFromWire(int position, Buffer buffer) {
    return reader.apply(new WireReader(buffer, position));
  }

  @Override
  public T transform(T message) {
    return message;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
