package io.tapeloom.signal;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Fixed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A decision as one canonical line of NDJSON: fixed key order, no spaces, decimals as strings
 * without exponent or trailing zeros, null for what is unknown, LF at the end. Written by hand into
 * a reused buffer, because these bytes are hashed and must be the same on every machine.
 */
public final class DecisionLine {
  private final StringBuilder text = new StringBuilder(768);
  private byte[] bytes = new byte[1024];

  /** The line of one decision, its LF included. */
  public static String of(Decision decision) {
    DecisionLine line = new DecisionLine();
    line.write(decision);
    return line.text.toString();
  }

  /** Replaces the buffer's content by this decision's line; answers its length in bytes. */
  public int write(Decision decision) {
    text.setLength(0);
    compose(decision);
    return encode();
  }

  /** The buffer; only the bytes that the last {@link #write} counted are meant, until the next. */
  public byte[] bytes() {
    return bytes;
  }

  /** Every character is ASCII: names, numbers and codes are checked where they are made. */
  private int encode() {
    int length = text.length();
    if (bytes.length < length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    return length;
  }

  private void compose(Decision d) {
    text.append("{\"t\":").append(d.t());
    text.append(",\"market\":\"").append(d.instrument().market().code());
    text.append("\",\"symbol\":\"").append(d.instrument().symbol().name());
    text.append("\",\"strategy\":\"").append(d.strategy());
    text.append("\",\"tape_from\":").append(d.tapeFromMs());
    text.append(",\"price\":\"");
    Decimals.append(text, d.price().e8());
    text.append("\",\"windows\":{");
    windows(d.windows());
    text.append("},\"score\":").append(d.score()).append(",\"direction\":");
    d.direction().ifPresentOrElse(s -> text.append('"').append(s).append('"'), this::unknown);
    text.append(",\"factors\":{");
    factors(d.factors());
    text.append("},\"withheld\":[");
    withheld(d.withheld());
    text.append("]}\n");
  }

  private void windows(Windows w) {
    sum("\"cvd_fast\":", w.cvdFastE8());
    sum(",\"cvd_mid\":", w.cvdMidE8());
    sum(",\"cvd_day\":", w.cvdDayE8());
    value(",\"vwap_30m\":", w.vwap30m());
    value(",\"atr_5m\":", w.atr5m());
    value(",\"atr_percentile\":", w.atrPercentile());
    value(",\"p95_qty\":", w.p95Qty());
    value(",\"p99_qty\":", w.p99Qty());
  }

  private void factors(Factors f) {
    points("\"direction\":", f.directionE2());
    points(",\"accel\":", f.accelE2());
    points(",\"crowding\":", f.crowdingE2());
    points(",\"environment\":", f.environmentE2());
    points(",\"confirmation\":", f.confirmationE2());
    points(",\"auxiliary\":", f.auxiliaryE2());
  }

  private void withheld(List<Withheld> reasons) {
    for (int i = 0; i < reasons.size(); i++) {
      text.append(i == 0 ? "\"" : ",\"").append(reasons.get(i).code()).append('"');
    }
  }

  private void unknown() {
    text.append("null");
  }

  private void points(String key, int e2) {
    text.append(key).append('"');
    Decimals.append(text, e2 * (Fixed.ONE_E8 / 100));
    text.append('"');
  }

  private void value(String key, Optional<Fixed> value) {
    text.append(key);
    if (value.isEmpty()) {
      unknown();
    } else {
      text.append('"');
      Decimals.append(text, value.get().e8());
      text.append('"');
    }
  }

  private void sum(String key, Optional<BigInteger> e8) {
    text.append(key);
    if (e8.isEmpty()) {
      unknown();
    } else {
      text.append('"');
      decimal(e8.get());
      text.append('"');
    }
  }

  private void decimal(BigInteger e8) {
    if (e8.bitLength() < 64) {
      Decimals.append(text, e8.longValue());
    } else {
      text.append(new BigDecimal(e8, 8).stripTrailingZeros().toPlainString());
    }
  }
}
