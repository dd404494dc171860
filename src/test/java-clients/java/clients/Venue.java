package clients;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * The simulated exchange: where it answers, and the hook with which tools open accounts.
 *
 * @param rest base of the REST calls
 * @param ws base of the streams
 * @param wsApi the WebSocket API of spot
 * @param admin base of the tools' hooks
 */
record Venue(String rest, String ws, String wsApi, String admin) {
  /** A customer with a key. */
  record Account(String key, String secret) {}

  static Venue of(JSONObject given) {
    return new Venue(
        given.getString("rest"),
        given.getString("ws"),
        given.getString("ws_api"),
        given.getString("admin"));
  }

  /** A new account: nobody else's orders move its balances. */
  Account open(String name, String balances) {
    JSONObject asked = new JSONObject().put("name", name).put("balances", new JSONObject(balances));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(admin + "/accounts"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(asked.toString()))
            .build();
    JSONObject key = new JSONObject(send(request));
    return new Account(key.getString("key"), key.getString("secret"));
  }

  /** The price of the newest trade of USD-M, some percents beside, on the tick. */
  BigDecimal usdmPrice(String symbol, String percent, String tick) {
    return price("/fapi/v1/aggTrades?limit=1&symbol=" + symbol, percent, tick);
  }

  /** The same of spot. */
  BigDecimal spotPrice(String symbol, String percent, String tick) {
    return price("/api/v3/aggTrades?limit=1&symbol=" + symbol, percent, tick);
  }

  private BigDecimal price(String path, String percent, String tick) {
    String answer = send(HttpRequest.newBuilder(URI.create(rest + path)).build());
    BigDecimal last = new JSONArray(answer).getJSONObject(0).getBigDecimal("p");
    BigDecimal factor = BigDecimal.ONE.add(new BigDecimal(percent).movePointLeft(2));
    BigDecimal step = new BigDecimal(tick);
    return last.multiply(factor).divide(step, 0, RoundingMode.DOWN).multiply(step);
  }

  private static String send(HttpRequest request) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(request.uri() + " answered " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
