package io.tapeloom.market.io;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream cut into blocks of whole lines: parsers walk a byte array in which every line ends with
 * LF, so they need no bounds check of their own and no copy per line.
 */
final class TapeFileBlocks {
  /** Longest line: recordings hold order book snapshots of a hundred kilobytes and more. */
  static final int MAX_LINE = 2 << 20;

  private static final int READ = 1 << 20;

  private final String file;
  private final InputStream in;
  private final byte[] bytes = new byte[MAX_LINE + READ + 1];
  private int end;
  private int filled;

  TapeFileBlocks(String file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /** The file's name for messages. */
  String file() {
    return file;
  }

  /** The bytes; the block is [0, {@link #end()}). */
  byte[] bytes() {
    return bytes;
  }

  /** End of the block, behind an LF. */
  int end() {
    return end;
  }

  /** Reads the next block; false at the end of the stream. {@code line} is only for the message. */
  boolean next(long line) throws IOException {
    System.arraycopy(bytes, end, bytes, 0, filled - end);
    filled -= end;
    end = 0;
    while (end == 0) {
      if (filled > MAX_LINE) {
        throw TapeFileMalformed.at(
            file, line, "line", "at most " + MAX_LINE + " bytes", "a longer one");
      }
      int count = in.read(bytes, filled, READ);
      if (count < 0) {
        return lastLine();
      }
      end = afterLastLf(filled, filled + count);
      filled += count;
    }
    return true;
  }

  private boolean lastLine() {
    if (filled == 0) {
      return false;
    }
    bytes[filled++] = '\n';
    end = filled;
    return true;
  }

  private int afterLastLf(int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return 0;
  }
}
