package io.tapeloom.sim.io;

import io.tapeloom.sim.FaultRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What goes wrong inside frames of market streams. */
final class FrameFaults {
  private static final Pattern AGG_ID = Pattern.compile("\"a\":([0-9]+)");
  private static final Pattern PRICE = Pattern.compile("\"(p|c)\":\"([0-9.]+)\"");
  private static final Pattern SYMBOL = Pattern.compile("\"s\":\"([A-Z0-9]+)\"");
  private static final long BACK = 1_000_000;
  private static final int MEBIBYTE = 1 << 20;
  private static final int DEEP = 10_000;
  private static final int BURST = 25_000;

  private FrameFaults() {}

  /** What is sent instead of one frame; the wrapping of combined connections comes around it. */
  static List<String> instead(FaultRule rule, String payload) {
    return switch (rule.kind()) {
      case IDS_BACK ->
          List.of(
              replaced(
                  AGG_ID, payload, m -> "\"a\":" + Math.max(1, Long.parseLong(m.group(1)) - BACK)));
      case OVERSIZED -> List.of(oversized(payload), payload);
      case DEEP_JSON -> List.of("[".repeat(DEEP) + "]".repeat(DEEP), payload);
      case BAD_NUMBER -> badNumbers(payload);
      case UNKNOWN_EVENT -> List.of("{\"e\":\"somethingNew\",\"E\":1,\"q\":{}}", payload);
      case BURST -> Collections.nCopies(rule.code() > 0 ? rule.code() : BURST, payload);
      case WRONG_SYMBOL ->
          List.of(replaced(SYMBOL, payload, m -> "\"s\":\"" + m.group(1) + "_261225\""));
      case KLINE_DIFFERS -> List.of(priced(payload, new BigDecimal("1.01")));
      case PRICE_SPIKE -> List.of(priced(payload, BigDecimal.TEN));
      default -> List.of(payload);
    };
  }

  private static String oversized(String payload) {
    return payload.substring(0, payload.length() - 1)
        + ",\"pad\":\""
        + "x".repeat(MEBIBYTE)
        + "\"}";
  }

  private static List<String> badNumbers(String payload) {
    return List.of(
        replaced(PRICE, payload, m -> "\"" + m.group(1) + "\":\"NaN\""),
        replaced(PRICE, payload, m -> "\"" + m.group(1) + "\":\"1e400\""),
        replaced(PRICE, payload, m -> "\"" + m.group(1) + "\":null"),
        payload);
  }

  private static String priced(String payload, BigDecimal factor) {
    return replaced(
        PRICE, payload, m -> "\"" + m.group(1) + "\":\"" + times(m.group(2), factor) + "\"");
  }

  private static String times(String price, BigDecimal factor) {
    BigDecimal value = new BigDecimal(price);
    return value.multiply(factor).setScale(value.scale(), RoundingMode.DOWN).toPlainString();
  }

  private static String replaced(Pattern pattern, String text, Function<MatchResult, String> by) {
    return pattern.matcher(text).replaceAll(by);
  }
}
