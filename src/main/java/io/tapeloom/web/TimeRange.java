package io.tapeloom.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A stretch of time, half-open: from is inside, to is not. Callers write ISO 8601 (UTC where no
 * offset is given, midnight where no time is given) or milliseconds since the epoch.
 */
public record TimeRange(OptionalLong fromMs, OptionalLong toMs) {
  private static final String EXPECTED =
      "expected ISO 8601 such as 2026-11-01T06:00Z or milliseconds since the epoch";

  /** Reads both ends; an absent text is an open end. */
  public static TimeRange of(Optional<String> from, Optional<String> to) {
    OptionalLong fromMs = end("from", from);
    OptionalLong toMs = end("to", to);
    if (fromMs.isPresent() && toMs.isPresent() && fromMs.getAsLong() >= toMs.getAsLong()) {
      throw Problem.invalid("/query/to", "to: expected a moment after from, got one before it")
          .refusal();
    }
    return new TimeRange(fromMs, toMs);
  }

  private static OptionalLong end(String name, Optional<String> text) {
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(parse(name, text.get()));
  }

  private static long parse(String name, String text) {
    try {
      return isCount(text) ? Long.parseLong(text) : moment(text).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      String detail = name + ": " + EXPECTED + ", got " + Shape.of(text);
      throw Problem.invalid("/query/" + name, detail).refusal();
    }
  }

  private static boolean isCount(String text) {
    return text.length() <= 16 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Instant moment(String text) {
    if (text.length() == 10) {
      return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 9 || text.lastIndexOf('-') > 9;
    return zoned
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }
}
