package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Refused;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/** Takes the REST calls of every part of the exchange. */
final class RestDoor {
  private static final int MOST_BODY_BYTES = 65_536;

  private final Inside inside;
  private final Intake intake;

  RestDoor(Inside inside, Intake intake) {
    this.inside = inside;
    this.intake = intake;
  }

  /** Answers a call that a part has mounted; false leaves the request to others. */
  boolean take(HttpServerRequest request) {
    Endpoint endpoint = inside.find(request.method().name() + " " + request.path());
    if (endpoint == null) {
      return false;
    }
    if (endpoint.method().equals("GET")) {
      serve(request, endpoint, "");
    } else {
      read(request, endpoint);
    }
    return true;
  }

  /** Keeps no more of a body than is needed to see that it is too large. */
  private void read(HttpServerRequest request, Endpoint endpoint) {
    Buffer body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() <= MOST_BODY_BYTES) {
            body.appendBuffer(part);
          }
        });
    request.endHandler(end -> withBody(request, endpoint, body));
  }

  private void withBody(HttpServerRequest request, Endpoint endpoint, Buffer body) {
    if (body.length() > MOST_BODY_BYTES) {
      write(request, Reply.error(413, -1101, "The body is too large.", 0));
    } else {
      serve(request, endpoint, body.toString());
    }
  }

  private void serve(HttpServerRequest request, Endpoint endpoint, String body) {
    Sent sent = new Sent(request.query() == null ? "" : request.query(), body);
    try {
      intake.take(ask(request, endpoint, sent), reply -> write(request, reply));
    } catch (Refused refused) {
      write(request, Reply.refused(refused, 0));
    }
  }

  private static Ask ask(HttpServerRequest request, Endpoint endpoint, Sent sent) {
    Params params = sent.params();
    String key = request.getHeader("X-MBX-APIKEY");
    return new Ask(
        endpoint.market(),
        endpoint.method() + " " + endpoint.path(),
        endpoint.path(),
        endpoint.security(),
        Ask.weigh(endpoint.weight(), params),
        endpoint.orderCount(),
        !endpoint.method().equals("GET"),
        endpoint.handler(),
        params,
        Payload.rest(endpoint.market(), sent),
        key == null ? "" : key,
        Optional.empty(),
        request.remoteAddress().hostAddress(),
        micros(request, endpoint.market()));
  }

  private static boolean micros(HttpServerRequest request, Market market) {
    String unit = request.getHeader("X-MBX-TIME-UNIT");
    return market == Market.SPOT && unit != null && unit.toUpperCase().startsWith("MICROSECOND");
  }

  private static void write(HttpServerRequest request, Reply reply) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (reply.form() == Reply.Form.LOST) {
      request.connection().close();
      return;
    }
    response.setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    boolean page = reply.form() == Reply.Form.PAGE && reply.body().startsWith("<");
    String type = page ? "text/html" : "application/json;charset=UTF-8";
    response.putHeader("Content-Type", type).end(reply.body());
  }
}
