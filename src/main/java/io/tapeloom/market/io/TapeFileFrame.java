package io.tapeloom.market.io;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.TradePrint;
import java.util.TreeMap;

/** The plain fields of one recorded frame, read strictly: a wrong field is refused by name. */
final class TapeFileFrame {
  private final TreeMap<String, String> fields = new TreeMap<>();

  /** One field of a frame is not what it has to be. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String field;
    private final String expected;
    private final String got;

    Refused(String field, String expected, String got) {
      super(field, null, false, false);
      this.field = field;
      this.expected = expected;
      this.got = got;
    }

    String field() {
      return field;
    }

    String expected() {
      return expected;
    }

    String got() {
      return got;
    }
  }

  void put(String name, String value) {
    fields.put(name, value);
  }

  /** The text of a field, empty when absent. */
  String text(String name) {
    return fields.getOrDefault(name, "");
  }

  void checkSymbol(Instrument instrument) {
    if (!text("s").equals(instrument.symbol().name())) {
      throw new Refused("s", "symbol " + instrument.symbol(), text("s"));
    }
  }

  AggTrade aggTrade(Instrument instrument, TapeFileTime time) {
    return new AggTrade(
        instrument,
        whole("a"),
        amount("p"),
        amount("q"),
        whole("f"),
        whole("l"),
        timeMs(time),
        flag("m"));
  }

  /** A print beside the book needs no price: the exchange sends "0" for some of them. */
  TradePrint print(TapeFileTime time) {
    boolean onMarket = !fields.containsKey("X") || text("X").equals("MARKET");
    return new TradePrint(
        whole("t"),
        onMarket ? amount("p") : 0,
        onMarket ? amount("q") : 0,
        timeMs(time),
        flag("m"),
        onMarket);
  }

  private long whole(String name) {
    String text = text(name);
    if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new Refused(name, "a whole number of at most 18 digits", text);
    }
    return Long.parseLong(text);
  }

  private long timeMs(TapeFileTime time) {
    long timeMs = time.toMs(whole("T"));
    if (timeMs < 0) {
      throw new Refused("T", time.expected(), text("T"));
    }
    return timeMs;
  }

  private long amount(String name) {
    String text = text(name);
    long value;
    try {
      value = Decimals.parseE8(text);
    } catch (IllegalArgumentException refused) {
      throw new Refused(name, refused.getMessage().replaceAll("^expected |, got .*$", ""), text);
    }
    if (value <= 0) {
      throw new Refused(name, "a decimal above 0", text);
    }
    return value;
  }

  private boolean flag(String name) {
    String text = text(name);
    if (!text.equals("true") && !text.equals("false")) {
      throw new Refused(name, "true or false", text);
    }
    return text.equals("true");
  }
}
