package io.tapeloom.gateway;

import io.tapeloom.web.Problem;
import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;

/** Answers what the HTTP decoder could not read, and ends the connection. */
final class MalformedRequests {
  private static final Problem PROBLEM =
      Problem.of(
          400,
          "malformed",
          "The request could not be read",
          "expected HTTP with a request line up to 4 KiB and headers up to 8 KiB");

  private MalformedRequests() {}

  static void answer(HttpServerRequest request) {
    request
        .response()
        .setStatusCode(PROBLEM.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("Connection", "close")
        .end(PROBLEM.toJson("/", UUID.randomUUID().toString()).toBuffer())
        .eventually(() -> request.connection().close());
  }
}
