package io.tapeloom.web;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * One bucket of tokens for each name: a request takes one, time puts them back. Names that were not
 * seen for longest are forgotten first, so that strangers cannot fill the memory.
 */
final class TokenBuckets {
  private static final int MOST_NAMES = 20_000;
  private final Allowance allowance;
  private final SequencedMap<String, TokenBucket> buckets = new LinkedHashMap<>(64, 0.75f, true);

  /**
   * What became of one request.
   *
   * @param remaining how many more may come at once
   * @param resetS seconds until the allowance is whole
   * @param retryS seconds until the next one may come; 0 when this one may
   */
  record Verdict(Allowance allowance, long remaining, long resetS, long retryS) {
    boolean allowed() {
      return retryS == 0;
    }

    /** The member of {@code RateLimit}. */
    String header() {
      return "\"" + allowance.policy() + "\";r=" + remaining + ";t=" + resetS;
    }
  }

  TokenBuckets(Allowance allowance) {
    this.allowance = allowance;
  }

  /** Takes one token of that name's bucket if there is one. */
  Verdict take(String name, long nowNanos) {
    TokenBucket bucket =
        buckets.computeIfAbsent(
            name, _ -> new TokenBucket(allowance.burst(), allowance.perSecond(), nowNanos));
    boolean allowed = bucket.take(nowNanos);
    forget();
    double left = bucket.tokens();
    long retryS = allowed ? 0 : seconds(1 - left);
    return new Verdict(allowance, (long) left, seconds(allowance.burst() - left), retryS);
  }

  private long seconds(double tokens) {
    return (long) Math.max(1, Math.ceil(tokens / allowance.perSecond()));
  }

  private void forget() {
    if (buckets.size() > MOST_NAMES) {
      buckets.pollFirstEntry();
    }
  }

  int names() {
    return buckets.size();
  }
}
