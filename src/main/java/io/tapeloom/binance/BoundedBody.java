package io.tapeloom.binance;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;

/** Takes a body up to a size, because an answer without end, packed or not, would fill the heap. */
final class BoundedBody implements BodyCodec<Buffer> {
  private final int maxBytes;

  BoundedBody(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public BodyStream<Buffer> stream() {
    return new Body(maxBytes);
  }

  private static final class Body implements BodyStream<Buffer> {
    private final Promise<Buffer> result = Promise.promise();
    private final int maxBytes;
    private Buffer all = Buffer.buffer();

    Body(int maxBytes) {
      this.maxBytes = maxBytes;
    }

    @Override
    public Future<Buffer> result() {
      return result.future();
    }

    @Override
    public void handle(Throwable fault) {
      result.tryFail(fault);
    }

    @Override
    public Future<Void> write(Buffer part) {
      if (all.length() + part.length() > maxBytes) {
        all = Buffer.buffer();
        String words = "expected an answer of at most " + maxBytes + " bytes, got a longer one";
        result.tryFail(words);
      }
      if (result.future().failed()) {
        return Future.failedFuture(result.future().cause());
      }
      all.appendBuffer(part);
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> end() {
      result.tryComplete(all);
      return Future.succeededFuture();
    }

    @Override
    public boolean writeQueueFull() {
      return false;
    }

    @Override
    public BodyStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
      return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
      return this;
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
      return this;
    }
  }
}
