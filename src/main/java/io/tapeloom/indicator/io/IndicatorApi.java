package io.tapeloom.indicator.io;

import io.tapeloom.indicator.Studies;
import io.tapeloom.indicator.Study;
import io.tapeloom.indicator.StudyBar;
import io.tapeloom.indicator.StudyParameter;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Api;
import io.tapeloom.web.Call;
import io.tapeloom.web.Nearest;
import io.tapeloom.web.Operation;
import io.tapeloom.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The catalogue, and any of its indicators over the bars that {@code /api/kline} answers. */
public final class IndicatorApi implements Api {
  private final StudyBars bars;

  /** An API over those bars. */
  public IndicatorApi(StudyBars bars) {
    this.bars = bars;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("indicators", _ -> Future.succeededFuture(catalogue()), "indicator", this::one);
  }

  private static Answer catalogue() {
    JsonArray items = new JsonArray();
    Studies.all().forEach(study -> items.add(IndicatorJson.entry(study)));
    return Answer.json(new JsonObject().put("items", items).putNull("nextCursor"));
  }

  /** What is asked for. */
  private record Wanted(
      Study study, List<BigDecimal> values, Instrument instrument, String interval) {}

  private Future<Answer> one(Call call) {
    Study study = study(call.required("name"));
    Wanted wanted =
        new Wanted(
            study,
            values(study, call.text("p").orElse("")),
            call.instrument().orElseThrow(),
            call.required("interval"));
    if (study.counting() && wanted.interval().equals(StudyBars.SECOND)) {
      throw Problem.invalid(
              "/query/interval",
              "interval: expected 1m or longer for "
                  + study.name()
                  + ", which counts from the first bar")
          .refusal();
    }
    return bars.page(wanted.instrument(), wanted.interval(), call.range(), call.number("limit"))
        .compose(page -> page.isEmpty() ? nothing(study) : over(page, wanted));
  }

  private static Future<Answer> nothing(Study study) {
    return Future.succeededFuture(
        Answer.json(IndicatorJson.columns(study, List.of(), List.of(), 0, BigDecimal.ZERO)));
  }

  private Future<Answer> over(List<StudyBar> page, Wanted wanted) {
    int lead = wanted.study().lead(wanted.values());
    long fromMs = page.getFirst().openMs();
    return bars.before(wanted.instrument(), wanted.interval(), fromMs, lead)
        .compose(before -> base(before, wanted).map(base -> answer(before, page, wanted, base)));
  }

  /** What a counting indicator stood at before the first bar it is computed from. */
  private Future<BigDecimal> base(List<StudyBar> before, Wanted wanted) {
    if (!wanted.study().counting() || before.isEmpty()) {
      return Future.succeededFuture(BigDecimal.ZERO);
    }
    return bars.signedVolumeE8(wanted.instrument(), wanted.interval(), before.getFirst().openMs())
        .map(e8 -> new BigDecimal(e8, 8));
  }

  private static Answer answer(
      List<StudyBar> before, List<StudyBar> page, Wanted wanted, BigDecimal base) {
    List<StudyBar> all = Stream.concat(before.stream(), page.stream()).toList();
    List<double[]> columns = wanted.study().over(all, wanted.values());
    return Answer.json(IndicatorJson.columns(wanted.study(), page, columns, before.size(), base));
  }

  private static Study study(String name) {
    return Studies.find(name)
        .orElseThrow(
            () -> {
              List<String> names = Studies.all().stream().map(Study::name).toList();
              return Problem.notFound("no such indicator" + Nearest.hint(name, names)).refusal();
            });
  }

  /** The values of all parameters: those that are given in their order, then the usual ones. */
  private static List<BigDecimal> values(Study study, String text) {
    List<String> given = text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    List<StudyParameter> parameters = study.parameters();
    if (given.size() > parameters.size()) {
      throw bad("at most " + parameters.size() + " values for " + study.name());
    }
    List<BigDecimal> values = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      StudyParameter parameter = parameters.get(i);
      values.add(i < given.size() ? value(parameter, given.get(i)) : parameter.usual());
    }
    if (study.name().equals("macd") && values.get(0).compareTo(values.get(1)) >= 0) {
      throw bad("fast below slow");
    }
    return values;
  }

  private static BigDecimal value(StudyParameter parameter, String text) {
    if (text.matches("[0-9]{1,4}(\\.[0-9]{1,4})?")) {
      BigDecimal value = new BigDecimal(text);
      if (parameter.accepts(value)) {
        return value;
      }
    }
    String kind = parameter.whole() ? "a whole number" : "a number";
    throw bad(
        "%s to be %s from %s to %s"
            .formatted(parameter.name(), kind, parameter.min(), parameter.max()));
  }

  private static RuntimeException bad(String expected) {
    return Problem.invalid("/query/p", "p: expected " + expected).refusal();
  }
}
