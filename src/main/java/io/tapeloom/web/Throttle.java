package io.tapeloom.web;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps one address, one user or one key from taking everything. Probes have buckets of their own:
 * a flood must not make the program look dead.
 */
public final class Throttle {
  private static final String POLICY = "RateLimit-Policy";
  private static final String STATE = "RateLimit";
  private final LongSupplier nanos;
  private final Buckets near;
  private final Buckets far;

  /** The buckets of callers here, or of callers elsewhere. */
  private record Buckets(
      List<TokenBuckets> address, List<TokenBuckets> probe, List<TokenBuckets> user) {
    static Buckets of(Limits limits, long factor) {
      return new Buckets(
          buckets(
              "address",
              limits.addressBurst(),
              limits.addressPerS(),
              limits.addressPerHour(),
              factor),
          buckets("probe", limits.addressBurst(), limits.addressPerS(), 0, factor),
          buckets("user", limits.userBurst(), limits.userPerS(), limits.userPerHour(), factor));
    }

    private static List<TokenBuckets> buckets(
        String policy, long burst, long perS, long perHour, long factor) {
      List<TokenBuckets> all = new ArrayList<>();
      if (perS > 0) {
        long most = Math.max(burst, perS) * factor;
        all.add(new TokenBuckets(new Allowance(policy, most, (double) perS * factor)));
      }
      if (perHour > 0) {
        all.add(new TokenBuckets(Allowance.hourly(policy + "-hour", perHour * factor)));
      }
      return List.copyOf(all);
    }
  }

  /** Throttles by those limits and that clock. */
  public Throttle(Limits limits, LongSupplier nanos) {
    this.nanos = nanos;
    this.near = Buckets.of(limits, limits.loopbackFactor());
    this.far = Buckets.of(limits, 1);
  }

  /** Counts requests of an address, before anything is read or looked up. */
  public Handler<RoutingContext> ofAddress() {
    return context -> {
      Peer peer = Proxies.of(context);
      Buckets buckets = at(peer);
      boolean probe = isProbe(context);
      take(
          context,
          probe ? buckets.probe() : buckets.address(),
          peer.neighbourhood(),
          "one address");
    };
  }

  /** Counts requests of a user or a key, once it is known who calls. */
  public Handler<RoutingContext> ofCaller() {
    return context -> {
      String name = Identity.of(context).name();
      boolean counted = Identity.of(context).person().isPresent() && !isProbe(context);
      Buckets buckets = at(Proxies.of(context));
      take(context, counted ? buckets.user() : List.of(), name, "one user or key");
    };
  }

  private Buckets at(Peer peer) {
    return peer.here() ? near : far;
  }

  /** By the path that routes see: {@code /health/../api/rates} is no probe. */
  private static boolean isProbe(RoutingContext context) {
    String path = String.valueOf(context.normalizedPath());
    return path.startsWith("/health") || path.equals("/api/health") || path.equals("/metrics");
  }

  private void take(RoutingContext context, List<TokenBuckets> buckets, String name, String whose) {
    Optional<TokenBuckets.Verdict> refused = Optional.empty();
    for (TokenBuckets bucket : buckets) {
      TokenBuckets.Verdict verdict = bucket.take(name, nanos.getAsLong());
      MultiMap headers = context.response().headers();
      append(headers, POLICY, verdict.allowance().header());
      append(headers, STATE, verdict.header());
      refused = refused.isEmpty() && !verdict.allowed() ? Optional.of(verdict) : refused;
    }
    refused.ifPresentOrElse(v -> context.fail(tooMany(v, whose)), context::next);
  }

  private static void append(MultiMap headers, String name, String member) {
    String before = headers.get(name);
    headers.set(name, before == null ? member : before + ", " + member);
  }

  private static Refusal tooMany(TokenBuckets.Verdict verdict, String whose) {
    Allowance allowance = verdict.allowance();
    String detail =
        "expected at most "
            + allowance.burst()
            + " requests in "
            + allowance.windowS()
            + " s of "
            + whose;
    return Problem.tooMany(detail).refusal(verdict.retryS());
  }
}
