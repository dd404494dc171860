package io.tapeloom.indicator.io;

import io.tapeloom.indicator.Study;
import io.tapeloom.indicator.StudyBar;
import io.tapeloom.indicator.StudyParameter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Catalogue and columns as callers get them. */
final class IndicatorJson {
  private static final int DECIMALS = 8;

  private IndicatorJson() {}

  static JsonObject entry(Study study) {
    JsonArray params = new JsonArray();
    study.parameters().forEach(parameter -> params.add(entry(parameter)));
    return new JsonObject()
        .put("name", study.name())
        .put("title", study.title())
        .put("pane", study.overPrice() ? "price" : "own")
        .put("params", params)
        .put("outputs", new JsonArray(study.outputs()));
  }

  private static JsonObject entry(StudyParameter parameter) {
    return new JsonObject()
        .put("name", parameter.name())
        .put("type", parameter.whole() ? "integer" : "number")
        .put("default", number(parameter.usual()))
        .put("min", number(parameter.min()))
        .put("max", number(parameter.max()));
  }

  private static Number number(BigDecimal value) {
    if (value.stripTrailingZeros().scale() <= 0) {
      return value.intValueExact();
    }
    return value.doubleValue();
  }

  /** Times of the page and each output's values, of which so many at the beginning are left out. */
  static JsonObject columns(
      Study study, List<StudyBar> page, List<double[]> values, int skipped, BigDecimal base) {
    JsonArray times = new JsonArray();
    page.forEach(bar -> times.add(bar.openMs()));
    JsonObject columns = new JsonObject().put("t", times);
    for (int i = 0; i < study.outputs().size(); i++) {
      JsonArray column = new JsonArray();
      for (int at = skipped; at < skipped + page.size(); at++) {
        column.add(text(values.get(i)[at], base));
      }
      columns.put(study.outputs().get(i), column);
    }
    return columns;
  }

  private static String text(double value, BigDecimal base) {
    if (!Double.isFinite(value)) {
      return null;
    }
    BigDecimal exact = new BigDecimal(value).add(base).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
  }
}
