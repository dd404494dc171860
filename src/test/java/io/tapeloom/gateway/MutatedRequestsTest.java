package io.tapeloom.gateway;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.web.ContractCheck;
import io.tapeloom.web.Examples;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every operation with its example bent in many ways: never a server error, never a word of the
 * inside, and every refusal a problem in its shape.
 */
class MutatedRequestsTest {
  private static final long SEED = Long.getLong("tapeloom.seed", 20_261_121);
  private static final int LEAST = 720;
  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          "null",
          "undefined",
          "NaN",
          "-0",
          "-1",
          "0",
          "1e308",
          "1e400",
          "0x10",
          "1.5",
          "99999999999999999999",
          "9".repeat(40),
          "true",
          "[]",
          "{}",
          "\u0000",
          "\ud83d\ude00",
          "\u202e",
          "%00",
          "%",
          "../../etc/passwd",
          "' OR '1'='1",
          "\"; DROP TABLE score; --",
          "<script>alert(1)</script>",
          "${7*7}",
          "{{7*7}}",
          "a".repeat(500),
          "2026-13-45",
          "-9223372036854775808",
          "+1",
          "１２",
          "BTCUSDT\n",
          "btcusdt",
          "*",
          "a,b");
  private static GatewayRig rig;
  private static ContractCheck check;
  private static int sent;

  @BeforeAll
  static void start() throws Exception {
    rig = GatewayRig.with(new KnownGate());
    check = ContractCheck.load(rig.vertx);
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  /** A request that can be bent: everything is text until it is sent. */
  private static final class Bent {
    private final Examples.Sample sample;
    private HttpMethod method;
    private String path;
    private final List<Map.Entry<String, String>> query = new ArrayList<>();
    private final Map<String, String> headers = new TreeMap<>();
    private Buffer body;

    Bent(Examples.Sample sample) {
      this.sample = sample;
      this.method = sample.method();
      this.path = sample.path();
      sample.inPath().forEach(this::part);
      query.addAll(sample.query().entrySet());
      headers.putAll(sample.headers());
      headers.put("Authorization", "Bearer admin");
      sample.body().ifPresent(json -> json(json.toBuffer()));
    }

    private void part(String name, String value) {
      path = path.replace("{" + name + "}", encoded(value));
    }

    private void json(Buffer content) {
      body = content;
      headers.put("Content-Type", "application/json");
    }

    private Future<HttpResponse<Buffer>> send() {
      List<String> pairs =
          query.stream().map(q -> encoded(q.getKey()) + "=" + encoded(q.getValue())).toList();
      String uri = pairs.isEmpty() ? path : path + "?" + String.join("&", pairs);
      HttpRequest<Buffer> request = rig.client.request(method, rig.port(), "127.0.0.1", uri);
      headers.forEach(request::putHeader);
      return body == null ? request.send() : request.sendBuffer(body);
    }

    @Override
    public String toString() {
      String text = method + " " + path + " " + query + " " + headers + " " + body;
      return text.length() > 600 ? text.substring(0, 600) + "…" : text;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void noBentRequestBreaksAnything() throws Exception {
    List<Examples.Sample> samples = Examples.load().samples();
    SplittableRandom random = new SplittableRandom(SEED);
    int each = Math.max(12, LEAST / samples.size() + 1);
    for (Examples.Sample sample : samples) {
      List<Bent> all = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        Bent bent = new Bent(sample);
        bend(bent, i, random);
        all.add(bent);
      }
      all.addAll(bodies(sample));
      judge(all);
    }
    assertTrue(sent >= LEAST, "sent " + sent);
    assertEquals(200, rig.get("/api/health").statusCode(), "alive after " + sent);
  }

  private static void judge(List<Bent> all) throws Exception {
    List<Future<HttpResponse<Buffer>>> answers = all.stream().map(Bent::send).toList();
    for (int i = 0; i < all.size(); i++) {
      Bent bent = all.get(i);
      judge(bent, await(answers.get(i)));
      sent++;
    }
  }

  private static void judge(Bent bent, HttpResponse<Buffer> answer) throws Exception {
    String what = "seed " + SEED + ": " + bent;
    int status = answer.statusCode();
    boolean notReady = status == 503 && bent.sample.path().startsWith("/health");
    assertTrue(status < 500 || notReady, () -> status + " of " + what);
    String body = String.valueOf(answer.bodyAsString());
    if (status >= 400 && !notReady && bent.method != HttpMethod.HEAD) {
      assertEquals("application/problem+json", answer.getHeader("Content-Type"), what);
      check.conforms(bent.sample.id(), status, answer.body(), answer.getHeader("Content-Type"));
      assertEquals(status, answer.bodyAsJsonObject().getInteger("status"), what);
      Leak.none(body, what);
      assertTrue(!body.contains("DROP TABLE") && !body.contains("<script>"), what);
    }
  }

  private static String value(SplittableRandom random) {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  private static void bend(Bent bent, int how, SplittableRandom random) {
    switch (how % 12) {
      case 0 -> bent.query.add(Map.entry(value(random), value(random)));
      case 1 -> bent.query.add(Map.entry("limit", value(random)));
      case 2 -> oneValue(bent, random);
      case 3 -> onePart(bent, random);
      case 4 ->
          bent.method = HttpMethod.values().get(random.nextInt(HttpMethod.values().size() - 2));
      case 5 -> bent.path = bent.path + "/" + encoded(value(random));
      case 6 -> bent.headers.put("Authorization", "Bearer " + printable(value(random)));
      case 7 -> repeated(bent, random);
      case 8 -> bent.headers.put("Content-Type", printable("text/" + value(random)));
      case 9 -> bent.headers.put("If-None-Match", printable(value(random)));
      case 10 -> bent.headers.put("Idempotency-Key", printable(value(random)));
      default -> bent.headers.put("Accept", printable(value(random)));
    }
    if (bent.method == HttpMethod.CONNECT) {
      bent.method = HttpMethod.PATCH;
    }
  }

  private static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }

  private static void oneValue(Bent bent, SplittableRandom random) {
    if (bent.query.isEmpty()) {
      bent.query.add(Map.entry("symbol", value(random)));
      return;
    }
    int at = random.nextInt(bent.query.size());
    bent.query.set(at, Map.entry(bent.query.get(at).getKey(), value(random)));
  }

  private static void onePart(Bent bent, SplittableRandom random) {
    bent.path = bent.sample.path();
    bent.sample.inPath().forEach((name, _) -> bent.part(name, value(random)));
    if (bent.sample.inPath().isEmpty()) {
      bent.path = bent.path.replace("/api", "/api/" + encoded(value(random)));
    }
  }

  private static void repeated(Bent bent, SplittableRandom random) {
    if (bent.query.isEmpty()) {
      bent.path = bent.path + ";x=" + encoded(value(random));
    } else {
      bent.query.add(bent.query.get(random.nextInt(bent.query.size())));
    }
  }

  /** A body is bent field by field, and as a whole. */
  private static List<Bent> bodies(Examples.Sample sample) {
    List<Bent> all = new ArrayList<>();
    JsonObject example = sample.body().orElseGet(JsonObject::new);
    for (String field : example.fieldNames()) {
      for (Object value : wrong()) {
        all.add(withBody(sample, example.copy().put(field, value).toBuffer()));
      }
      JsonObject without = example.copy();
      without.remove(field);
      all.add(withBody(sample, without.toBuffer()));
    }
    all.add(withBody(sample, example.copy().put("role", "admin").put("id", 1).toBuffer()));
    for (String whole :
        List.of("", "null", "[]", "\"x\"", "1", "{", "{\"a\":", "\u0000", "{\"a\":1,\"a\":2}")) {
      all.add(withBody(sample, Buffer.buffer(whole)));
    }
    all.add(withBody(sample, Buffer.buffer("[".repeat(10_000))));
    all.add(withBody(sample, Buffer.buffer("{\"a\":".repeat(5_000))));
    return all;
  }

  private static List<Object> wrong() {
    List<Object> wrong = new ArrayList<>(List.of(1, -1, 1e308, true, "", "x".repeat(2_000)));
    wrong.add(new JsonArray().add(1));
    wrong.add(new JsonObject().put("$ref", "#"));
    wrong.add("\u0000' OR 1=1 --");
    return wrong;
  }

  private static Bent withBody(Examples.Sample sample, Buffer body) {
    Bent bent = new Bent(sample);
    bent.json(body);
    return bent;
  }
}
