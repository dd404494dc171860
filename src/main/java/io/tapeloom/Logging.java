package io.tapeloom;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the settings to the log, which always goes to stderr: stdout belongs to data. */
public final class Logging {
  private Logging() {}

  /** Sets the least severe level, and one JSON object per line instead of text where asked for. */
  public static void apply(Settings.Log log) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      apply(context, log);
    }
  }

  static void apply(LoggerContext context, Settings.Log log) {
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.valueOf(log.level()));
    if (log.json() && root.getAppender("err") instanceof ConsoleAppender<ILoggingEvent> err) {
      encodeAsJson(context, err);
    }
  }

  /** From now on, work that finishes after its event loop has ended is no news. */
  static void stopping() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger("io.vertx.core.impl.TaskQueue").setLevel(Level.OFF);
    }
  }

  private static void encodeAsJson(LoggerContext context, ConsoleAppender<ILoggingEvent> err) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithFormattedMessage(true);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithSequenceNumber(false);
    encoder.setWithContext(false);
    encoder.start();
    err.stop();
    err.setEncoder(encoder);
    err.start();
  }
}
