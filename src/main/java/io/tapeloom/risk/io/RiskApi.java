package io.tapeloom.risk.io;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.risk.RiskGuard;
import io.tapeloom.risk.RiskRule;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Api;
import io.tapeloom.web.Call;
import io.tapeloom.web.Operation;
import io.tapeloom.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the risk, halts trading and lets it go on. Anybody who trades may halt; to go on takes an
 * admin who gave the password again, and a reason. Saying what is so already changes nothing.
 */
public final class RiskApi implements Api {
  private static final Logger LOG = LoggerFactory.getLogger(RiskApi.class);
  private static final long DAY_MS = 86_400_000;
  private final HaltStore halts;
  private final RiskStore rows;
  private final RiskGuard guard;
  private final int maxPositions;
  private final HaltAudit audit;
  private final InstantSource clock;

  /** The door over those rows; the clock is the market's. */
  public RiskApi(HaltStore halts, RiskStore rows, Rules rules, HaltAudit audit) {
    this.halts = halts;
    this.rows = rows;
    this.guard = rules.guard();
    this.maxPositions = rules.maxPositions();
    this.audit = audit;
    this.clock = rules.clock();
  }

  /** What entries are held against. */
  public record Rules(RiskGuard guard, int maxPositions, InstantSource clock) {}

  @Override
  public Map<String, Operation> operations() {
    return Map.of("risk", _ -> answer(), "riskHalt", this::halt, "riskResume", this::resume);
  }

  private Future<Answer> halt(Call call) {
    String reason = call.body().map(b -> b.getString("reason", "")).orElse("");
    return turn(call, true, reason.strip());
  }

  private Future<Answer> resume(Call call) {
    String reason = call.body().map(b -> b.getString("reason", "")).orElse("").strip();
    if (reason.isEmpty()) {
      throw Problem.invalid("/body/reason", "expected why trading may go on, got nothing")
          .refusal();
    }
    return turn(call, false, reason);
  }

  private Future<Answer> turn(Call call, boolean halted, String reason) {
    return halts
        .turn(halted, call.caller(), reason)
        .compose(
            changed -> {
              if (!changed) {
                return Future.succeededFuture();
              }
              LOG.warn("trading {} by {}", halted ? "halted" : "goes on", call.caller().name());
              return note(call, halted, reason);
            })
        .compose(_ -> answer());
  }

  /** What was done is done: its own history keeps it where the audit log cannot. */
  private Future<Void> note(Call call, boolean halted, String reason) {
    return audit
        .note(call.client(), halted, reason)
        .onFailure(e -> LOG.error("a halt or its end is not in the audit log", e))
        .otherwiseEmpty();
  }

  private Future<Answer> answer() {
    return view().map(Answer::json);
  }

  /** What pages show: state, halt and rules. */
  public Future<JsonObject> view() {
    long nowMs = clock.millis();
    Future<HaltStore.State> state = halts.state();
    Future<Map<String, Integer>> held = halts.held();
    Future<SortedMap<String, Fixed>> today =
        rows.resultsSince(Math.floorDiv(nowMs, DAY_MS) * DAY_MS);
    Future<SortedMap<Instrument, Long>> newest = rows.newestTrades();
    return Future.all(state, held, today, newest)
        .map(
            _ -> {
              JsonArray rules = new JsonArray();
              rules.add(json(RiskRule.positions(maxPositions, held.result().values())));
              RiskRule.of(guard, today.result(), newest.result(), nowMs)
                  .forEach(rule -> rules.add(json(rule)));
              return json(state.result()).put("rules", rules);
            });
  }

  private static JsonObject json(HaltStore.State state) {
    JsonArray reasons = new JsonArray();
    if (!state.alive()) {
      reasons.add("the risk guard is silent");
    }
    if (state.halted() && state.halt().isEmpty()) {
      reasons.add("nothing says that entries are allowed");
    }
    for (String reason : state.guardReason().split("; ")) {
      if (!reason.isEmpty()) {
        reasons.add(reason);
      }
    }
    return new JsonObject()
        .put("state", state.alive() ? state.status() : "UNKNOWN")
        .put("reasons", reasons)
        .put("halted", state.halted())
        .put("halt", state.halt().map(RiskApi::json).orElse(null));
  }

  private static JsonObject json(HaltStore.Halt halt) {
    return new JsonObject().put("by", halt.by()).put("t", halt.atMs()).put("reason", halt.reason());
  }

  private static JsonObject json(RiskRule rule) {
    return new JsonObject()
        .put("rule", rule.rule())
        .put("limit", rule.limit().toString())
        .put("now", rule.now().toString())
        .put("headroom", rule.headroom().toString());
  }
}
