package io.tapeloom.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody who calls a running program over HTTP. No answer may repeat a secret that was known
 * before it, nor show anything of the program's inside.
 */
final class Visitor {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final String url;
  private final Canaries canaries;
  private final Map<String, String> headers;

  private Visitor(String url, Canaries canaries, Map<String, String> headers) {
    this.url = url;
    this.canaries = canaries;
    this.headers = Map.copyOf(headers);
  }

  static Visitor stranger(String url, Canaries canaries) {
    return new Visitor(url, canaries, Map.of());
  }

  /** The same visitor with one header more. */
  Visitor with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Visitor(url, canaries, more);
  }

  /** The same visitor with that token or key. */
  Visitor bearing(String token) {
    return with("Authorization", "Bearer " + token);
  }

  String url() {
    return url;
  }

  /** What this visitor must never be told. */
  Canaries canaries() {
    return canaries;
  }

  /** What came back. */
  record Reply(int status, String body, Optional<String> cookie) {
    JsonObject json() {
      return new JsonObject(body);
    }

    String text(String field) {
      return json().getString(field);
    }

    Reply expect(int wanted) {
      assertEquals(wanted, status, body);
      return this;
    }
  }

  Reply get(String path) {
    return call("GET", path, "");
  }

  Reply post(String path, JsonObject body) {
    return call("POST", path, body.encode());
  }

  /** A call with that body, empty for none. */
  Reply call(String method, String path, String body) {
    HttpRequest.BodyPublisher sent =
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, sent);
    headers.forEach(request::header);
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    Reply reply = send(request.build());
    canaries.assertNoneIn(method + " " + path, reply.body());
    assertFalse(
        reply.body().matches("(?s).*(\\bat (io|java)\\.|Exception\\b|\\bSELECT [a-z*]|/home/).*"),
        method + " " + path + " shows the inside: " + reply.body());
    return reply;
  }

  private static Reply send(HttpRequest request) {
    try {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      Optional<String> cookie =
          answer.headers().firstValue("Set-Cookie").map(c -> c.split(";")[0].split("=", 2)[1]);
      return new Reply(answer.statusCode(), answer.body(), cookie);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
