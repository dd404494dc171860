package io.tapeloom.market.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Unwraps a tape file by its content: plain bytes, gzip, or a zip of exactly one file. What unpacks
 * is bounded in size and ratio, so that a crafted file fails by name instead of filling the day.
 */
final class TapeFileContainer {
  /** Most bytes that one compressed file may unpack to. */
  static final long MAX_UNPACKED = 16L << 30;

  /** Most bytes out per byte in; CSV and JSON pack 4 to 12 times. */
  static final int MAX_RATIO = 100;

  private static final long RATIO_FROM = 1 << 20;
  private static final int BUFFER = 1 << 16;

  private TapeFileContainer() {}

  /** The text inside; {@code read} counts the bytes taken from {@code raw}. */
  static InputStream open(String file, InputStream raw, AtomicLong read) throws IOException {
    Metered metered = new Metered(raw, read);
    PushbackInputStream in = new PushbackInputStream(metered, 4);
    byte[] magic = in.readNBytes(4);
    in.unread(magic);
    if (starts(magic, 0x1f, 0x8b)) {
      return new Bounded(file, new GZIPInputStream(in, BUFFER), metered);
    }
    return starts(magic, 'P', 'K') ? new Bounded(file, onlyEntry(file, in), metered) : in;
  }

  private static boolean starts(byte[] magic, int first, int second) {
    return magic.length >= 2 && (magic[0] & 0xff) == first && (magic[1] & 0xff) == second;
  }

  private static InputStream onlyEntry(String file, InputStream in) throws IOException {
    ZipInputStream zip = new ZipInputStream(in);
    ZipEntry entry = zip.getNextEntry();
    if (entry == null || entry.isDirectory()) {
      throw TapeFileMalformed.of(file, "a zip of one CSV file", "none in it");
    }
    return new OnlyEntry(file, zip);
  }

  /** Refuses a second entry once the first is read. */
  private static final class OnlyEntry extends FilterInputStream {
    private final String file;
    private final ZipInputStream zip;

    OnlyEntry(String file, ZipInputStream zip) {
      super(zip);
      this.file = file;
      this.zip = zip;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = zip.read(bytes, from, length);
      if (count < 0) {
        ZipEntry second = zip.getNextEntry();
        if (second != null) {
          throw TapeFileMalformed.of(
              file, "a zip of one CSV file", "also \"" + second.getName() + "\"");
        }
      }
      return count;
    }
  }

  /** Counts what is taken from the file, for the ratio and for progress. */
  private static final class Metered extends FilterInputStream {
    private final AtomicLong total;
    private long taken;

    Metered(InputStream in, AtomicLong total) {
      super(in);
      this.total = total;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = super.read(bytes, from, length);
      count(Math.max(count, 0));
      return count;
    }

    private void count(int bytes) {
      taken += bytes;
      total.addAndGet(bytes);
    }
  }

  /** Stops unpacking at the limits. */
  private static final class Bounded extends FilterInputStream {
    private final String file;
    private final Metered source;
    private long unpacked;

    Bounded(String file, InputStream in, Metered source) {
      super(in);
      this.file = file;
      this.source = source;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = super.read(bytes, from, length);
      unpacked += Math.max(count, 0);
      if (unpacked > MAX_UNPACKED) {
        throw TapeFileMalformed.of(file, "at most " + MAX_UNPACKED + " bytes unpacked", "more");
      }
      if (unpacked > RATIO_FROM && unpacked / MAX_RATIO > source.taken) {
        throw TapeFileMalformed.of(file, "packed at most " + MAX_RATIO + " to 1", "a higher ratio");
      }
      return count;
    }
  }
}
