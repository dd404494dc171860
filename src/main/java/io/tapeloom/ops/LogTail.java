package io.tapeloom.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The newest lines of the log, for admins without a shell: bounded in number and length, each on
 * one line whatever was logged, secrets covered. Where an exception was logged its first line
 * follows the message; the rest stands in the log itself.
 */
public final class LogTail extends AppenderBase<ILoggingEvent> {
  static final int KEPT = 500;
  static final int LONGEST = 2_000;
  private final Deque<Line> lines = new ArrayDeque<>();

  /** One line. */
  public record Line(long timeMs, Level level, String logger, String message) {}

  @Override
  protected void append(ILoggingEvent event) {
    Line line =
        new Line(
            event.getTimeStamp(),
            event.getLevel(),
            Plain.text(event.getLoggerName(), LONGEST),
            Plain.text(message(event), LONGEST));
    synchronized (lines) {
      if (lines.size() == KEPT) {
        lines.removeLast();
      }
      lines.addFirst(line);
    }
  }

  private static String message(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    String said = event.getFormattedMessage();
    return thrown == null ? said : said + ": " + thrown.getClassName() + ": " + thrown.getMessage();
  }

  /** At most that many lines as severe as that or worse, newest first. */
  public List<Line> newest(Level least, int limit) {
    List<Line> found = new ArrayList<>();
    synchronized (lines) {
      for (Line line : lines) {
        if (found.size() == limit) {
          break;
        }
        if (line.level().isGreaterOrEqual(least)) {
          found.add(line);
        }
      }
    }
    return found;
  }
}
