package io.tapeloom.sim.io;

import io.tapeloom.net.MarketClock;
import io.tapeloom.sim.SimMarket;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes the calls that the table of examples names, on a whole exchange in a quick market. */
final class ExampleCalls implements AutoCloseable {
  private static final long NOW = 1_770_120_000_000L + 2_345_678;
  private static final Pattern PRICE = Pattern.compile("\\{(spot|usdm)([+-][0-9]+)}");
  private static final Pattern KNOWN = Pattern.compile("\\{([a-zA-Z]+)}");

  private final Vertx vertx = Vertx.vertx();
  private final SimVerticle sim;
  private final SimClient client;
  private final WebClient web;
  private final Map<String, SimClient.Line> lines = new HashMap<>();
  private final Map<String, String> last = new HashMap<>();
  private int frames;

  ExampleCalls() {
    SimSettings settings = SimSettings.onPort(0).unlimited();
    sim = new SimVerticle(settings, MarketClock.startingAt(NOW, 30), SimMarket.ofSeed(7));
    vertx.deployVerticle(sim).await();
    client = new SimClient(vertx, sim.port());
    web = WebClient.create(vertx);
  }

  /** The answer's payload; streams answer with their first push. */
  Object answer(String call) throws InterruptedException {
    String[] words = filled(call).split(" ", 4);
    Object answer =
        switch (words[0]) {
          case "GET" -> body(client.get(words[1]), call);
          case "STREAM" -> push(words[1]);
          case "KEY" -> send(words[1], words[2], "", call);
          case "SIGNED" -> send(words[1], words[2], signed(parameters(words)), call);
          case "WS", "KEYWS", "SIGNEDWS" -> ask(words, call);
          default -> throw new AssertionError("no such kind of call: " + call);
        };
    remember(answer, call.contains("batchOrders="));
    return answer;
  }

  private static String parameters(String[] words) {
    return words.length > 3 ? words[3] : "";
  }

  private String filled(String call) {
    Matcher prices = PRICE.matcher(call);
    String priced = prices.replaceAll(found -> price(found.group(1), found.group(2)));
    return KNOWN.matcher(priced).replaceAll(found -> last.getOrDefault(found.group(1), "1"));
  }

  private String price(String market, String percent) {
    boolean spot = market.equals("spot");
    String path = (spot ? "/api/v3" : "/fapi/v1") + "/ticker/price?symbol=BTCUSDT";
    return new BigDecimal(client.get(path).bodyAsJsonObject().getString("price"))
        .multiply(new BigDecimal(100 + Integer.parseInt(percent)))
        .movePointLeft(2)
        .setScale(spot ? 2 : 1, RoundingMode.HALF_UP)
        .toPlainString();
  }

  private void remember(Object answer, boolean batch) {
    Object whole = batch && answer instanceof JsonArray rows ? rows.getValue(0) : answer;
    if (whole instanceof JsonObject object) {
      Object result = object.getValue("result");
      JsonObject inner = result instanceof JsonObject told ? told : object;
      inner = inner.getJsonObject("newOrderResponse", inner);
      for (String name : new String[] {"orderId", "orderListId", "algoId"}) {
        if (inner.containsKey(name)) {
          last.put(name, String.valueOf(inner.getValue(name)));
        }
      }
    }
  }

  private Object push(String path) throws InterruptedException {
    SimClient.Line line = client.open(path);
    String text = line.texts.poll(30, TimeUnit.SECONDS);
    line.socket.close();
    if (text == null) {
      throw new AssertionError(path + ": expected a push within 30 s, got none");
    }
    return Json.decodeValue(text);
  }

  private long nowMs() {
    return client.get("/__sim/clock").bodyAsJsonObject().getLong("market_ms");
  }

  private String signed(String query) {
    String encoded =
        query.isEmpty()
            ? ""
            : java.util.Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .map(p -> p[0] + "=" + URLEncoder.encode(p[1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "", "&"));
    String full = encoded + "timestamp=" + nowMs();
    return "?" + full + "&signature=" + GateRig.hmac(sim.endpoints().secret(), full);
  }

  private Object send(String method, String path, String query, String call) {
    HttpResponse<Buffer> answer =
        web.request(HttpMethod.valueOf(method), sim.port(), "127.0.0.1", path + query)
            .putHeader("X-MBX-APIKEY", sim.endpoints().key())
            .send()
            .await();
    return body(answer, call);
  }

  private static Object body(HttpResponse<Buffer> answer, String call) {
    if (answer.statusCode() != 200) {
      throw new AssertionError(call + ": " + answer.statusCode() + " " + answer.bodyAsString());
    }
    return Json.decodeValue(answer.body());
  }

  private Object ask(String[] words, String call) throws InterruptedException {
    JsonObject params = new JsonObject();
    for (String pair : parameters(words).split("&")) {
      if (!pair.isEmpty()) {
        String value = pair.substring(pair.indexOf('=') + 1);
        params.put(
            pair.substring(0, pair.indexOf('=')),
            value.startsWith("[") ? new JsonArray(value) : value);
      }
    }
    if (!words[0].equals("WS")) {
      params.put("apiKey", sim.endpoints().key());
    }
    if (words[0].equals("SIGNEDWS")) {
      sign(params);
    }
    String id = "example-" + ++frames;
    SimClient.Line line = lines.computeIfAbsent(words[1], client::open);
    JsonObject frame = new JsonObject().put("id", id).put("method", words[2]).put("params", params);
    line.socket.writeTextMessage(frame.encode());
    JsonObject answer = line.next();
    while (!id.equals(answer.getString("id"))) {
      answer = line.next();
    }
    if (answer.getInteger("status") != 200) {
      throw new AssertionError(call + ": " + answer);
    }
    return answer;
  }

  private void sign(JsonObject params) {
    params.put("timestamp", nowMs());
    String payload =
        new TreeMap<>(params.getMap())
            .entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("&"));
    params.put("signature", GateRig.hmac(sim.endpoints().secret(), payload));
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
