package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Refused;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the REST calls of every part of the exchange: limits first, then who calls, then the
 * handler.
 */
final class RestDoor {
  private static final int MOST_BODY_BYTES = 65_536;

  private final Map<String, Endpoint> endpoints = new HashMap<>();
  private final Map<Market, Weights> weights = new EnumMap<>(Market.class);
  private final SimTime time;

  RestDoor(List<? extends Endpoints> parts, SimSettings settings, SimTime time) {
    this.time = time;
    for (Market market : Market.values()) {
      weights.put(market, new Weights(settings.weightPerMinute()));
    }
    parts.stream().flatMap(part -> part.endpoints().stream()).forEach(this::add);
  }

  private void add(Endpoint endpoint) {
    if (endpoints.put(endpoint.method() + endpoint.path(), endpoint) != null) {
      throw new IllegalStateException("two answers to " + endpoint.path());
    }
  }

  /** Answers a call that a part has mounted; false leaves the request to others. */
  boolean take(HttpServerRequest request) {
    Endpoint endpoint = endpoints.get(request.method().name() + request.path());
    if (endpoint == null) {
      return false;
    }
    if (endpoint.method().equals("GET")) {
      serve(request, endpoint, "");
    } else {
      request.body().onSuccess(body -> withBody(request, endpoint, body));
    }
    return true;
  }

  private void withBody(HttpServerRequest request, Endpoint endpoint, Buffer body) {
    if (body.length() > MOST_BODY_BYTES) {
      reply(request, 413, refusal(-1101, "Too many parameters; the body is too large."));
    } else {
      serve(request, endpoint, body.toString());
    }
  }

  private void serve(HttpServerRequest request, Endpoint endpoint, String body) {
    String query = request.query() == null ? "" : request.query();
    try {
      Params params = new Sent(query, body).params();
      weigh(request, endpoint, params);
      if (endpoint.security() != Security.NONE) {
        throw new Refused(-2015, "Invalid API-key, IP, or permissions for action.");
      }
      Call call = new Call(params, 0, "", time.nowMs(), false);
      endpoint
          .handler()
          .later(call)
          .onSuccess(json -> reply(request, 200, json))
          .onFailure(cause -> failed(request, cause));
    } catch (RuntimeException e) {
      failed(request, e);
    }
  }

  private void weigh(HttpServerRequest request, Endpoint endpoint, Params params) {
    long realMs = System.currentTimeMillis();
    Weights used = weights.get(endpoint.market());
    int sum = used.use(endpoint.weight().applyAsInt(params), realMs);
    request.response().putHeader("X-MBX-USED-WEIGHT-1M", Integer.toString(sum));
    if (used.exceeded()) {
      request.response().putHeader("Retry-After", "" + Weights.retryAfterSeconds(realMs));
      throw new Refused(-1003, Refusal.tooMuch(used.limit()).getMessage());
    }
  }

  private void failed(HttpServerRequest request, Throwable cause) {
    if (cause instanceof Refused refused) {
      reply(request, Statuses.of(refused.code()), refusal(refused.code(), refused.text()));
    } else {
      reply(
          request, 500, refusal(-1000, "An unknown error occurred while processing the request."));
      throw new IllegalStateException(request.method() + " " + request.path(), cause);
    }
  }

  private static String refusal(int code, String text) {
    return new JsonObject().put("code", code).put("msg", text).encode();
  }

  private static void reply(HttpServerRequest request, int status, String json) {
    HttpServerResponse response = request.response();
    if (!response.ended() && !response.closed()) {
      response
          .setStatusCode(status)
          .putHeader("Content-Type", "application/json;charset=UTF-8")
          .end(json);
    }
  }
}
