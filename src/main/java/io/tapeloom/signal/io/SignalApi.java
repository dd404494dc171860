package io.tapeloom.signal.io;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.signal.Decided;
import io.tapeloom.signal.Decision;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Api;
import io.tapeloom.web.Call;
import io.tapeloom.web.Nearest;
import io.tapeloom.web.Operation;
import io.tapeloom.web.Paging;
import io.tapeloom.web.Problem;
import io.tapeloom.web.TimeRange;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decisions as pages and callers read them: lists of the newest, and one point for each bar. */
public final class SignalApi implements Api {
  private final Map<Instrument, Short> ids;
  private final SignalApiStore store;
  private final ScoreSpread spread;

  /** An API over that pool; {@code ids} are the rows of {@code instrument}. */
  public SignalApi(Pool pool, Map<Instrument, Short> ids) {
    this.ids = new LinkedHashMap<>(ids);
    this.store = new SignalApiStore(pool, ids);
    this.spread = new ScoreSpread(pool);
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "signalsHistory",
        this::history,
        "signalsSeries",
        this::series,
        "signalsDistribution",
        this::distribution);
  }

  /** The newest decision of every instrument and strategy, to fill a board after a start. */
  public Future<List<Decided>> newest() {
    return store.newest();
  }

  /** A decision as one item of the history. */
  public static JsonObject json(Decided decided) {
    return SignalApiJson.item(decided);
  }

  private Future<Answer> history(Call call) {
    Paging paging = call.paging();
    SignalApiStore.Filter filter =
        new SignalApiStore.Filter(
            call.instrument().map(this::known),
            call.text("strategy"),
            call.range(),
            call.flag("tradeable"),
            call.values().containsKey("minScore") ? call.number("minScore") : Integer.MIN_VALUE,
            call.flag("blocked").orElse(false));
    return store
        .history(filter, paging)
        .map(rows -> Answer.json(paging.page(rows, this::keys, SignalApiJson::past)));
  }

  private Paging.Keys keys(SignalApiStore.Past past) {
    Decision decision = past.decided().decision();
    return Paging.Keys.of(decision.t(), ids.get(decision.instrument()), decision.strategy());
  }

  private Future<Answer> distribution(Call call) {
    List<Short> wanted =
        call.instrument()
            .map(instrument -> List.of(ids.get(known(instrument))))
            .orElseGet(() -> List.copyOf(ids.values()));
    return spread.read(wanted, call.text("strategy"), call.range()).map(Answer::json);
  }

  private Future<Answer> series(Call call) {
    Instrument instrument = known(call.instrument().orElseThrow());
    Interval interval = Interval.parse(call.required("interval"));
    TimeRange range = call.range();
    int limit = call.number("limit");
    return store
        .series(instrument, call.required("strategy"), interval, range, limit)
        .map(points -> Answer.json(SignalApiJson.columns(points)));
  }

  private Instrument known(Instrument instrument) {
    if (ids.containsKey(instrument)) {
      return instrument;
    }
    List<String> names =
        ids.keySet().stream()
            .filter(i -> i.market() == instrument.market())
            .map(i -> i.symbol().name())
            .toList();
    String hint = Nearest.hint(instrument.symbol().name(), names);
    throw Problem.notFound("no such symbol on " + instrument.market().code() + hint).refusal();
  }

  /** One point of a series: the last boundary inside a bar. */
  record Point(
      long openMs,
      int score,
      int direction,
      Optional<String> cvdFast,
      Optional<String> cvdMid,
      Optional<String> vwap) {}
}
