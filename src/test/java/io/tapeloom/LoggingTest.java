package io.tapeloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** The log is for people, or one JSON object per line for machines. */
class LoggingTest {
  private final LoggerContext context = new LoggerContext();

  @Test
  void eachLineIsOneJsonObjectWhateverStandsInTheMessage() {
    List<String> lines = logged(new Settings.Log("info", true), "bad\nnews \"{}\"", "now");
    assertEquals(1, lines.size());
    JsonObject line = new JsonObject(lines.getFirst());
    assertEquals("WARN", line.getString("level"));
    assertEquals("test", line.getString("loggerName"));
    assertEquals("bad\nnews \"now\"", line.getString("formattedMessage"));
    assertTrue(line.getLong("timestamp") > 0);
  }

  @Test
  void textStaysTextAndTheLevelIsObeyed() {
    assertEquals(
        List.of("WARN hello world"), logged(new Settings.Log("info", false), "hello {}", "world"));
    assertEquals(List.of(), logged(new Settings.Log("error", false), "hello {}", "world"));
  }

  private List<String> logged(Settings.Log log, String format, String argument) {
    ConsoleAppender<ILoggingEvent> appender = appender();
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      Logging.apply(context, log);
      context.getLogger("test").warn(format, argument);
    } finally {
      System.setErr(before);
      appender.stop();
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private ConsoleAppender<ILoggingEvent> appender() {
    context.reset();
    context.setMDCAdapter(new LogbackMDCAdapter());
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%level %msg%n");
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setName("err");
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    return appender;
  }
}
