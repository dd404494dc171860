package io.tapeloom;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import io.tapeloom.ops.LogTail;
import io.tapeloom.web.AccessLog;
import java.nio.file.Path;
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

  /** Keeps the newest lines from now on. */
  static LogTail tail() {
    LogTail tail = new LogTail();
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      tail.setContext(context);
      tail.start();
      context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(tail);
    }
    return tail;
  }

  /** Keeps no more of them. */
  static void untail(LogTail tail) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(tail);
    }
    tail.stop();
  }

  /** From now on, work that finishes after its event loop has ended is no news. */
  static void stopping() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger("io.vertx.core.impl.TaskQueue").setLevel(Level.OFF);
    }
  }

  /**
   * From now on each HTTP request is a JSON line in that file, which is rolled at 10 MB; six are
   * kept. Lines are written by a thread of their own, and left out rather than waited for.
   */
  static void accessTo(Path file) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      ch.qos.logback.classic.Logger lines = context.getLogger(AccessLog.FILE);
      lines.detachAndStopAllAppenders();
      lines.addAppender(aside(context, rolling(context, file)));
      lines.setLevel(Level.INFO);
    }
  }

  private static AsyncAppender aside(LoggerContext context, RollingFileAppender<ILoggingEvent> to) {
    AsyncAppender aside = new AsyncAppender();
    aside.setContext(context);
    aside.setName("access");
    aside.setQueueSize(4_096);
    aside.setDiscardingThreshold(0);
    aside.setNeverBlock(true);
    aside.addAppender(to);
    aside.start();
    return aside;
  }

  private static RollingFileAppender<ILoggingEvent> rolling(LoggerContext context, Path file) {
    RollingFileAppender<ILoggingEvent> rolling = new RollingFileAppender<>();
    rolling.setContext(context);
    rolling.setFile(file.toString());
    FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
    window.setContext(context);
    window.setParent(rolling);
    window.setFileNamePattern(file + ".%i");
    window.setMaxIndex(5);
    window.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(FileSize.valueOf("10MB"));
    size.start();
    rolling.setRollingPolicy(window);
    rolling.setTriggeringPolicy(size);
    rolling.setEncoder(bare(context));
    rolling.start();
    return rolling;
  }

  private static PatternLayoutEncoder bare(LoggerContext context) {
    PatternLayoutEncoder bare = new PatternLayoutEncoder();
    bare.setContext(context);
    bare.setPattern("%msg%n");
    bare.start();
    return bare;
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
