package io.tapeloom.binance;

import io.tapeloom.binance.Decoded.Reason;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.market.MarketEvent;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Turns frames of the market streams into events, straight from the bytes because it stands on the
 * path of every trade. Fields may come in any order and unknown ones are ignored; a known one that
 * is missing, doubled, mistyped, negative or too large refuses the frame, by name and counted, and
 * nothing else happens. One decoder serves one connection.
 */
public final class FrameDecoder {
  /** The largest frame looked at. */
  public static final int MAX_BYTES = 1 << 20;

  /** A time beyond this is not in milliseconds. */
  private static final long MAX_TIME_MS = 99_999_999_999_999L;

  private final Instrument[] instruments;
  private final UsualAggTrade usual;
  private final Members members = new Members();
  private final long[] refusals = new long[Reason.values().length];
  private byte[] scratch = new byte[1024];
  private long events;
  private long others;
  private long eventMs;

  /** A decoder that accepts these instruments and no other symbol. */
  public FrameDecoder(List<Instrument> instruments) {
    this.instruments = instruments.toArray(Instrument[]::new);
    this.usual = new UsualAggTrade(this.instruments);
  }

  /** Reads one frame; {@link Decoded.Kind#EVENT} means that {@code out} got exactly one event. */
  public Decoded decode(Buffer frame, Consumer<? super MarketEvent> out) {
    int length = frame.length();
    if (length > MAX_BYTES) {
      return count(new Decoded.Refused(Reason.TOO_LARGE, ""));
    }
    frame.getBytes(0, length, room(length), 0);
    return decodeScratch(length, out);
  }

  /** Reads one frame from a byte array. */
  public Decoded decode(byte[] bytes, int from, int length, Consumer<? super MarketEvent> out) {
    if (length > MAX_BYTES) {
      return count(new Decoded.Refused(Reason.TOO_LARGE, ""));
    }
    System.arraycopy(bytes, from, room(length), 0, length);
    return decodeScratch(length, out);
  }

  private byte[] room(int length) {
    if (scratch.length < length + 8) {
      scratch = new byte[Math.max(length + 8, scratch.length * 2)];
    }
    scratch[length] = 0;
    return scratch;
  }

  private Decoded decodeScratch(int length, Consumer<? super MarketEvent> out) {
    Optional<AggTrade> trade = usual.read(scratch, length);
    if (trade.isPresent()) {
      events++;
      eventMs = usual.sentMs();
      out.accept(trade.get());
      return Decoded.Kind.EVENT;
    }
    return decodeAny(length, out);
  }

  /** The general way alone, which every frame must survive like this. */
  Decoded decodeAny(byte[] bytes, Consumer<? super MarketEvent> out) {
    System.arraycopy(bytes, 0, room(bytes.length), 0, bytes.length);
    return decodeAny(bytes.length, out);
  }

  private Decoded decodeAny(int length, Consumer<? super MarketEvent> out) {
    Members m = members;
    if (!m.frame(scratch, length)) {
      return count(m.refused());
    }
    if (!m.has('e')) {
      return control(m);
    }
    if (!m.expectKind('e', JsonScanner.STRING)) {
      return count(m.refused());
    }
    if (m.is('e', "aggTrade")) {
      return event(aggTrade(m), m, out);
    }
    if (m.is('e', "markPriceUpdate")) {
      return event(markPrice(m), m, out);
    }
    if (m.is('e', "kline")) {
      return event(kline(m), m, out);
    }
    others++;
    return m.is('e', "serverShutdown") ? Decoded.Kind.SHUTDOWN : Decoded.Kind.OTHER;
  }

  private Decoded control(Members m) {
    if (m.isRejection()) {
      return Decoded.Kind.REJECTED;
    }
    if (m.isReply()) {
      return Decoded.Kind.REPLY;
    }
    return count(new Decoded.Refused(Reason.MISSING, "e"));
  }

  private Decoded event(MarketEvent event, Members m, Consumer<? super MarketEvent> out) {
    if (m.failed()) {
      return count(m.refused());
    }
    events++;
    out.accept(event);
    return Decoded.Kind.EVENT;
  }

  private Decoded count(Decoded.Refused refused) {
    refusals[refused.reason().ordinal()]++;
    return refused;
  }

  private AggTrade aggTrade(Members m) {
    Instrument instrument = instrument(m);
    long sentMs = time(m, 'E');
    AggTrade trade =
        new AggTrade(
            instrument,
            m.count('a'),
            m.positiveE8('p'),
            m.positiveE8('q'),
            m.count('f'),
            m.count('l'),
            time(m, 'T'),
            m.bool('m'));
    if (trade.lastId() < trade.firstId()) {
      m.fail(Reason.INCONSISTENT, "l");
    }
    eventMs = m.failed() ? eventMs : sentMs;
    return trade;
  }

  private MarkPrice markPrice(Members m) {
    return new MarkPrice(
        instrument(m),
        m.positiveE8('p'),
        m.decimalE8('i'),
        m.signedE8('r'),
        time(m, 'T'),
        time(m, 'E'));
  }

  private Kline kline(Members m) {
    Instrument instrument = instrument(m);
    time(m, 'E');
    if (m.expectKind('k', JsonScanner.OBJECT) && !m.failed()) {
      m.objectAt(m.startOf('k'));
    }
    Optional<Interval> interval = Interval.find(m.text('i'));
    if (interval.isEmpty()) {
      m.fail(Reason.INCONSISTENT, "i");
    }
    return new Kline(
        instrument,
        interval.orElse(Interval.M1),
        time(m, 't'),
        m.positiveE8('o'),
        m.positiveE8('h'),
        m.positiveE8('l'),
        m.positiveE8('c'),
        scaled(m, 'v', 8),
        scaled(m, 'q', 16),
        scaled(m, 'V', 8),
        m.count('n'),
        m.bool('x'),
        Kline.Source.KLINE);
  }

  /** Sums of a day may pass the range of one price, so that they are read at any size. */
  private static BigInteger scaled(Members m, char letter, int scale) {
    String text = m.text(letter);
    if (!text.matches("[0-9]{1,30}(\\.[0-9]{1,16})?")) {
      m.fail(Reason.WRONG_TYPE, String.valueOf(letter));
      return BigInteger.ZERO;
    }
    BigDecimal moved = new BigDecimal(text).movePointRight(scale).stripTrailingZeros();
    if (moved.scale() > 0) {
      m.fail(Reason.OVERFLOW, String.valueOf(letter));
      return BigInteger.ZERO;
    }
    return moved.toBigInteger();
  }

  private static long time(Members m, char letter) {
    long timeMs = m.count(letter);
    if (timeMs > MAX_TIME_MS) {
      m.fail(Reason.OVERFLOW, String.valueOf(letter));
    }
    return timeMs;
  }

  private Instrument instrument(Members m) {
    if (m.expectKind('s', JsonScanner.STRING)) {
      for (Instrument instrument : instruments) {
        if (m.is('s', instrument.symbol().name())) {
          return instrument;
        }
      }
      m.fail(Reason.WRONG_SYMBOL, "s");
    }
    return instruments[0];
  }

  /** Frames that became events. */
  public long events() {
    return events;
  }

  /** Frames of a kind nobody asked for. */
  public long others() {
    return others;
  }

  /** Frames thrown away for that reason. */
  public long refused(Reason reason) {
    return refusals[reason.ordinal()];
  }

  /** Frames thrown away. */
  public long refused() {
    long sum = 0;
    for (long n : refusals) {
      sum += n;
    }
    return sum;
  }

  /** When the exchange sent the newest trade, ms; 0 before the first. */
  public long eventMs() {
    return eventMs;
  }
}
