package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.FaultKind;
import io.tapeloom.sim.FaultRule;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every call goes through, from whichever door: limits, who calls, the way to the matching
 * engine, the handler, the count of orders. Never fails; a refusal is a reply.
 */
final class Intake {
  private static final long SLOW_MS = 5_000;
  private static final long LATE_MS = 20_000;
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final Vertx vertx;
  private final SimTime time;
  private final Limits limits;
  private final Admission admission;
  private final UserStreams users;
  private final CallFaults faults;
  private final LongConsumer market;
  private final EventLog log;
  private final long latencyMs;

  Intake(Floor floor, Admission admission, CallFaults faults, EventLog log, LongConsumer market) {
    this.market = market;
    this.faults = faults;
    this.vertx = floor.vertx();
    this.time = floor.time();
    this.latencyMs = floor.settings().latencyMs();
    this.limits = floor.limits();
    this.admission = admission;
    this.users = floor.events();
    this.log = log;
  }

  /** Takes one call to its end; {@code written} puts the reply on the wire. */
  void take(Ask ask, Consumer<Reply> written) {
    long arrivedMs = time.nowMs();
    faulty(ask)
        .onComplete(
            done -> {
              Reply reply = done.result().with(usage(ask, done.result()));
              log.add(arrivedMs, "call", line(ask, reply));
              written.accept(reply);
              users.release();
            });
  }

  private Future<Reply> faulty(Ask ask) {
    Optional<FaultRule> fault = faults.arrived(ask);
    if (fault.isEmpty()) {
      return answer(ask);
    }
    if (fault.get().kind() == FaultKind.SLOW) {
      return after(fault.get().forMs(SLOW_MS), () -> answer(ask));
    }
    return faults
        .instead(fault.get(), ask)
        .map(Future::succeededFuture)
        .orElseGet(() -> answer(ask));
  }

  private Future<Reply> after(long ms, Supplier<Future<Reply>> next) {
    Promise<Reply> later = Promise.promise();
    vertx.setTimer(Math.max(1, ms), id -> next.get().onComplete(later));
    return later.future();
  }

  private Future<Reply> answer(Ask ask) {
    Admission.Caller caller = null;
    long realMs = System.currentTimeMillis();
    try {
      limits
          .of(ask.market(), ask.address())
          .charge(ask.path(), ask.weight(), ask.address(), realMs);
      caller = admission.admit(ask);
      if (ask.orderCount() > 0) {
        limits.of(ask.market(), caller.account()).check(ask.orderCount(), realMs);
      }
      return way(ask, caller);
    } catch (RuntimeException e) {
      return Future.succeededFuture(failed(ask, e, caller == null ? 0 : caller.account()));
    }
  }

  /** Private calls take their time to the matching engine. */
  private Future<Reply> way(Ask ask, Admission.Caller caller) {
    if (latencyMs == 0 || ask.security() != Security.SIGNED) {
      return handle(ask, caller);
    }
    return after(latencyMs, () -> handle(ask, caller));
  }

  private Future<Reply> handle(Ask ask, Admission.Caller caller) {
    int account = caller.account();
    try {
      long nowMs = reached(ask);
      admission.engine(caller);
      faults.check(ask, account);
      Call call = new Call(ask.params(), account, caller.key(), nowMs, ask.micros());
      return ask.handler()
          .later(call)
          .map(json -> succeeded(ask, faults.shown(ask, account, json), account))
          .compose(reply -> spoiled(ask, reply))
          .otherwise(cause -> failed(ask, cause, account));
    } catch (RuntimeException e) {
      return Future.succeededFuture(failed(ask, e, account));
    }
  }

  /**
   * The market time at which a call is handled. What has happened until then is told first; only
   * what the call itself brings about waits for its reply.
   */
  private long reached(Ask ask) {
    long nowMs = time.nowMs();
    market.accept(nowMs);
    if (ask.changes()) {
      users.hold();
    }
    return nowMs;
  }

  /** Counts at the time it is done: the window in which the call came may be over. */
  private Reply succeeded(Ask ask, String json, int account) {
    long realMs = System.currentTimeMillis();
    if (ask.orderCount() > 0) {
      limits.of(ask.market(), account).count(ask.orderCount(), realMs);
    }
    boolean order = ask.changes() && !Changes.ofConnection(ask.path());
    if (ask.market() == Market.SPOT && order && ask.security() == Security.SIGNED) {
      limits.of(ask.market(), ask.address()).refund(ask.weight(), realMs);
    }
    return Reply.ok(json, account);
  }

  /** What becomes of the answer to a call that was done. */
  private Future<Reply> spoiled(Ask ask, Reply reply) {
    Optional<FaultRule> fault = faults.done(ask);
    if (fault.isEmpty()) {
      return Future.succeededFuture(reply);
    }
    FaultKind kind = fault.get().kind();
    if (kind == FaultKind.EVENT_FIRST || kind == FaultKind.REPLY_LATE) {
      users.release();
    }
    return kind == FaultKind.REPLY_LATE
        ? after(fault.get().forMs(LATE_MS), () -> Future.succeededFuture(reply))
        : Future.succeededFuture(faults.after(fault.get(), ask, reply));
  }

  private static Reply failed(Ask ask, Throwable cause, int account) {
    Reply reply = Reply.failed(cause, account);
    if (reply.status() == 500) {
      LOG.error("simulated exchange: {} {} failed", ask.name(), ask.params().all().keySet(), cause);
    }
    return reply;
  }

  private Map<String, String> usage(Ask ask, Reply reply) {
    long realMs = System.currentTimeMillis();
    Map<String, String> headers = new LinkedHashMap<>();
    String used = "" + limits.of(ask.market(), ask.address()).used(realMs);
    headers.put("X-MBX-USED-WEIGHT-1M", used);
    if (ask.market() == Market.SPOT) {
      headers.put("X-MBX-USED-WEIGHT", used);
    }
    if (ask.orderCount() > 0 && reply.account() > 0) {
      headers.putAll(limits.of(ask.market(), reply.account()).headers(realMs));
    }
    return headers;
  }

  private static String line(Ask ask, Reply reply) {
    StringBuilder out = new StringBuilder(ask.name());
    ask.params()
        .all()
        .forEach(
            (name, value) -> {
              if (!name.equals("signature")) {
                out.append(' ').append(name).append('=').append(value);
              }
            });
    out.append(" -> ").append(reply.account()).append(' ').append(reply.status());
    return ask.changes() || !reply.succeeded()
        ? out.append(' ').append(reply.body()).toString()
        : out.toString();
  }
}
