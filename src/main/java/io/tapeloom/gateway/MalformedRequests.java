package io.tapeloom.gateway;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.tapeloom.web.Problem;
import io.tapeloom.web.SecurityHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;

/** Answers what the HTTP decoder could not read, and ends the connection. */
final class MalformedRequests {
  private static final String EXPECTED =
      "expected HTTP with a request line up to 4 KiB and headers up to 8 KiB";

  private MalformedRequests() {}

  static void answer(HttpServerRequest request) {
    Problem problem = problem(request.decoderResult().cause());
    String id = UUID.randomUUID().toString();
    SecurityHeaders.set(request);
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("X-Request-Id", id)
        .putHeader("Connection", "close")
        .end(problem.toJson("/", id).toBuffer())
        .eventually(() -> request.connection().close());
  }

  private static Problem problem(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ -> of(414, "The address is too long");
      case TooLongHttpHeaderException _ -> of(431, "The headers are too large");
      case null, default -> Problem.of(400, "malformed", "The request could not be read", EXPECTED);
    };
  }

  private static Problem of(int status, String title) {
    return Problem.of(status, "too-large", title, EXPECTED);
  }
}
