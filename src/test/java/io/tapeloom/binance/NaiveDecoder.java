package io.tapeloom.binance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.market.MarketEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The slow twin of {@link FrameDecoder}: Jackson and plain rules, nothing clever. */
final class NaiveDecoder {
  private static final JsonFactory JSON = new JsonFactory();
  private static final long MAX = 999_999_999_999_999_999L;
  private final Instrument instrument;

  /** A number as it is written. */
  record Num(String text) {}

  /** The members of an object, doubles included. */
  record Obj(List<Member> members) {
    Object one(String name) {
      List<Member> found = members.stream().filter(m -> m.name().equals(name)).toList();
      if (found.size() != 1) {
        throw new IllegalArgumentException(name + " is there " + found.size() + " times");
      }
      return found.getFirst().value();
    }

    boolean has(String name) {
      return members.stream().anyMatch(m -> m.name().equals(name));
    }
  }

  /** One member of an object. */
  record Member(String name, Object value) {}

  NaiveDecoder(Instrument instrument) {
    this.instrument = instrument;
  }

  /** The event of a frame, empty for anything refused or not an event. */
  Optional<MarketEvent> decode(byte[] frame) {
    try (JsonParser parser = JSON.createParser(frame)) {
      parser.nextToken();
      Object root = read(parser);
      if (parser.nextToken() != null) {
        return Optional.empty();
      }
      Obj object = (Obj) root;
      List<Member> data =
          object.members().stream()
              .filter(m -> m.name().equals("data") && m.value() instanceof Obj)
              .toList();
      if (data.size() > 1) {
        return Optional.empty();
      }
      return event(data.isEmpty() ? object : (Obj) data.getFirst().value());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Object read(JsonParser p) throws IOException {
    JsonToken token = p.currentToken();
    if (token == JsonToken.START_OBJECT) {
      List<Member> members = new ArrayList<>();
      while (p.nextToken() != JsonToken.END_OBJECT) {
        String name = p.currentName();
        p.nextToken();
        members.add(new Member(name, read(p)));
      }
      return new Obj(members);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Object> items = new ArrayList<>();
      while (p.nextToken() != JsonToken.END_ARRAY) {
        items.add(read(p));
      }
      return items;
    }
    return switch (token) {
      case VALUE_STRING -> p.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Num(p.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Optional.empty();
      default -> throw new IOException("unexpected " + token);
    };
  }

  private Optional<MarketEvent> event(Obj o) {
    if (!o.has("e")) {
      return Optional.empty();
    }
    return switch ((String) o.one("e")) {
      case "aggTrade" -> Optional.of(trade(o));
      case "markPriceUpdate" -> Optional.of(mark(o));
      case "kline" -> Optional.of(kline(o));
      default -> Optional.empty();
    };
  }

  private void checkSymbol(Obj o) {
    if (!o.one("s").equals(instrument.symbol().name())) {
      throw new IllegalArgumentException("symbol");
    }
  }

  private AggTrade trade(Obj o) {
    checkSymbol(o);
    time(o, "E");
    AggTrade trade =
        new AggTrade(
            instrument,
            count(o, "a"),
            positive(o, "p"),
            positive(o, "q"),
            count(o, "f"),
            count(o, "l"),
            time(o, "T"),
            (Boolean) o.one("m"));
    if (trade.lastId() < trade.firstId()) {
      throw new IllegalArgumentException("l");
    }
    return trade;
  }

  private MarkPrice mark(Obj o) {
    checkSymbol(o);
    return new MarkPrice(
        instrument,
        positive(o, "p"),
        decimal(o, "i"),
        Decimals.parseE8(strict((String) o.one("r"))),
        time(o, "T"),
        time(o, "E"));
  }

  private Kline kline(Obj o) {
    checkSymbol(o);
    time(o, "E");
    Obj k = (Obj) o.one("k");
    return new Kline(
        instrument,
        Interval.parse((String) k.one("i")),
        time(k, "t"),
        positive(k, "o"),
        positive(k, "h"),
        positive(k, "l"),
        positive(k, "c"),
        scaled(k, "v", 8),
        scaled(k, "q", 16),
        scaled(k, "V", 8),
        count(k, "n"),
        (Boolean) k.one("x"),
        Kline.Source.KLINE);
  }

  private static BigInteger scaled(Obj o, String name, int scale) {
    String text = (String) o.one(name);
    if (!text.matches("[0-9]{1,30}(\\.[0-9]{1,16})?")) {
      throw new IllegalArgumentException(name);
    }
    return new BigDecimal(text).movePointRight(scale).toBigIntegerExact();
  }

  private static String strict(String text) {
    if (!text.matches("-?[0-9]+(\\.[0-9]+)?")) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static long decimal(Obj o, String name) {
    String text = strict((String) o.one(name));
    if (text.startsWith("-")) {
      throw new IllegalArgumentException(name);
    }
    return Decimals.parseE8(text);
  }

  private static long positive(Obj o, String name) {
    long value = decimal(o, name);
    if (value == 0) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }

  private static long count(Obj o, String name) {
    String text = ((Num) o.one(name)).text();
    long value = Long.parseLong(text);
    if (text.startsWith("-") || value > MAX) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }

  private static long time(Obj o, String name) {
    long value = count(o, name);
    if (value > 99_999_999_999_999L) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }
}
