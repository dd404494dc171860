package io.tapeloom.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An outage of an hour must not bury the log under its own repetitions. */
class OutageTest {
  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Outage outage = new Outage(context.getLogger("test"), "rows not read", this::now);
  private long nowNanos = -5;

  @BeforeEach
  void listen() {
    lines.start();
    context.getLogger("test").addAppender(lines);
  }

  @Test
  void theFirstFailureIsSaidThenOneLineEveryTenSecondsThenTheEnd() {
    IOException fault = new IOException("refused");
    assertTrue(outage.failed(fault));
    for (int i = 0; i < 99; i++) {
      nowNanos += 250_000_000;
      assertFalse(outage.failed(fault));
    }
    assertTrue(outage.worked());
    assertFalse(outage.worked());
    assertEquals(
        List.of(
            "WARN rows not read, trying again: refused",
            "WARN rows not read, trying again (41 failures in 10 s): refused",
            "WARN rows not read, trying again (81 failures in 20 s): refused",
            "INFO rows not read: that is over (100 failures in 24 s)"),
        said());
  }

  @Test
  void anotherOutageIsSaidAtOnceAndAFaultWithoutWordsByItsKind() {
    outage.failed(new IOException("refused"));
    outage.worked();
    assertTrue(outage.failed(new IllegalStateException()));
    assertEquals(
        "WARN rows not read, trying again: java.lang.IllegalStateException", said().getLast());
  }

  private List<String> said() {
    return lines.list.stream().map(e -> e.getLevel() + " " + e.getFormattedMessage()).toList();
  }

  private long now() {
    return nowNanos;
  }
}
