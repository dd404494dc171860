package io.tapeloom.binance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.SharedFiles;
import io.tapeloom.binance.Decoded.Kind;
import io.tapeloom.binance.Decoded.Reason;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.market.MarketEvent;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The frame decoder: exact on good frames, unmoved by bad ones, equal to its naive twin. */
class FrameDecoderTest {
  private static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  private static final String TRADE =
      "{\"e\":\"aggTrade\",\"E\":1700000000123,\"s\":\"BTCUSDT\",\"a\":5933014,"
          + "\"p\":\"28145.10\",\"q\":\"0.002\",\"nq\":\"0.002\",\"f\":100,\"l\":105,"
          + "\"T\":1700000000100,\"m\":true,\"st\":1}";
  private static final String MARK =
      "{\"stream\":\"btcusdt@markPrice@1s\",\"data\":{\"e\":\"markPriceUpdate\","
          + "\"E\":1680652701000,\"s\":\"BTCUSDT\",\"p\":\"28147.27373413\","
          + "\"P\":\"28142.15563565\",\"i\":\"28159.75642857\",\"r\":\"-0.00002754\","
          + "\"ap\":\"1\",\"T\":1680652800000}}";
  private static final String KLINE =
      "{\"e\":\"kline\",\"E\":1638747660000,\"s\":\"BTCUSDT\",\"k\":{\"t\":1638747660000,"
          + "\"T\":1638747719999,\"s\":\"BTCUSDT\",\"i\":\"1m\",\"f\":100,\"L\":200,"
          + "\"o\":\"0.0010\",\"c\":\"0.0020\",\"h\":\"0.0025\",\"l\":\"0.0015\",\"v\":\"1000\","
          + "\"n\":100,\"x\":false,\"q\":\"1.0000\",\"V\":\"500\",\"Q\":\"0.500\",\"B\":\"1\"}}";
  private static final AggTrade EXPECTED =
      new AggTrade(BTC, 5933014, 2_814_510_000_000L, 200_000, 100, 105, 1700000000100L, true);

  private final FrameDecoder decoder = new FrameDecoder(List.of(BTC));
  private final List<MarketEvent> out = new ArrayList<>();

  private Decoded decode(String frame) {
    return decoder.decode(Buffer.buffer(frame), out::add);
  }

  private void refuses(Reason reason, String field, String frame) {
    assertEquals(new Decoded.Refused(reason, field), decode(frame), frame);
    assertEquals(List.of(), out, frame);
  }

  private static String with(String from, String to) {
    assertTrue(TRADE.contains(from), from);
    return TRADE.replace(from, to);
  }

  @Test
  void aPlainTradeIsReadExactly() {
    assertEquals(Kind.EVENT, decode(TRADE));
    assertEquals(List.of(EXPECTED), out);
    assertEquals(1700000000123L, decoder.eventMs());
  }

  @Test
  void aCombinedFrameIsReadInAnyOrderAndWithAnySpace() {
    decode("{\"stream\":\"btcusdt@aggTrade\",\"data\":" + TRADE + "}");
    decode(" {\n\"data\" : " + TRADE.replace(",", " ,\t") + " , \"stream\":\"x\" , \"e\":1 } ");
    decode(
        "{\"m\":true,\"T\":1700000000100,\"l\":105,\"f\":100,\"q\":\"0.00200000000\",\"x\":"
            + "{\"p\":[1,{\"p\":\"2\"}]},\"p\":\"28145.1\",\"a\":5933014,\"s\":\"BTCUSDT\","
            + "\"E\":1,\"e\":\"aggTrade\"}");
    assertEquals(List.of(EXPECTED, EXPECTED, EXPECTED), out);
  }

  @Test
  void markPriceAndKlineAreReadExactly() {
    decode(MARK);
    decode(KLINE);
    MarkPrice mark =
        new MarkPrice(
            BTC, 2_814_727_373_413L, 2_815_975_642_857L, -2754, 1680652800000L, 1680652701000L);
    Kline bar =
        new Kline(
            BTC,
            Interval.M1,
            1638747660000L,
            100_000,
            250_000,
            150_000,
            200_000,
            new BigInteger("100000000000"),
            new BigInteger("10000000000000000"),
            new BigInteger("50000000000"),
            100,
            false,
            Kline.Source.KLINE);
    assertEquals(List.of(mark, bar), out);
  }

  @Test
  void repliesAndStrangersAreTold() {
    assertEquals(Kind.REPLY, decode("{\"result\":null,\"id\":1}"));
    assertEquals(Kind.REJECTED, decode("{\"code\":2,\"msg\":\"Invalid request\",\"id\":1}"));
    assertEquals(Kind.REJECTED, decode("{\"error\":{\"code\":2,\"msg\":\"no\"},\"id\":1}"));
    assertEquals(Kind.OTHER, decode("{\"e\":\"24hrTicker\",\"s\":\"BTCUSDT\"}"));
    assertEquals(
        Kind.SHUTDOWN,
        decode("{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1}}"));
    assertEquals(2, decoder.others());
  }

  @Test
  void everyFaultIsRefusedByNameAndCounted() {
    refuses(Reason.MISSING, "p", with("\"p\":\"28145.10\",", ""));
    refuses(Reason.MISSING, "e", with("\"e\":\"aggTrade\",", ""));
    refuses(Reason.WRONG_TYPE, "p", with("\"28145.10\"", "28145.10"));
    refuses(Reason.WRONG_TYPE, "p", with("\"28145.10\"", "null"));
    refuses(Reason.WRONG_TYPE, "p", with("28145.10", "NaN"));
    refuses(Reason.WRONG_TYPE, "p", with("28145.10", "1e400"));
    refuses(Reason.WRONG_TYPE, "p", with("28145.10", "1.123456789"));
    refuses(Reason.WRONG_TYPE, "p", with("28145.10", "1."));
    refuses(Reason.WRONG_TYPE, "p", with("28145.10", ""));
    refuses(Reason.WRONG_TYPE, "p", with("28145.10", "28\\u00315.10"));
    refuses(Reason.NEGATIVE, "p", with("28145.10", "-28145.10"));
    refuses(Reason.ZERO, "q", with("\"q\":\"0.002\"", "\"q\":\"0.000\""));
    refuses(Reason.OVERFLOW, "p", with("28145.10", "92233720369"));
    refuses(Reason.OVERFLOW, "p", with("28145.10", "99999999999999999999"));
    refuses(Reason.OVERFLOW, "a", with("5933014", "9999999999999999999"));
    refuses(Reason.NEGATIVE, "a", with("5933014", "-1"));
    refuses(Reason.WRONG_TYPE, "a", with("5933014", "1.5"));
    refuses(Reason.WRONG_TYPE, "a", with("5933014", "1e3"));
    refuses(Reason.WRONG_TYPE, "m", with("true", "1"));
    refuses(Reason.DUPLICATE, "p", with("\"q\":", "\"p\":\"1\",\"q\":"));
    refuses(Reason.INCONSISTENT, "l", with("\"l\":105", "\"l\":99"));
    refuses(Reason.OVERFLOW, "T", with("1700000000100", "1700000000100000"));
    refuses(Reason.WRONG_SYMBOL, "s", with("BTCUSDT", "BTCUSDT_251226"));
    refuses(Reason.WRONG_SYMBOL, "s", with("BTCUSDT", "btcusdt"));
    refuses(Reason.MALFORMED, "", TRADE.substring(0, TRADE.length() - 1));
    refuses(Reason.MALFORMED, "", TRADE + "x");
    refuses(Reason.MALFORMED, "", "");
    refuses(Reason.MALFORMED, "", "[]");
    refuses(Reason.MALFORMED, "", with("5933014", "05933014"));
    refuses(Reason.TOO_DEEP, "", with("\"st\":1", "\"x\":" + "[".repeat(10_000)));
    refuses(Reason.TOO_LARGE, "", TRADE + " ".repeat(1 << 20));
    assertEquals(31, decoder.refused());
    assertEquals(5, decoder.refused(Reason.MALFORMED));
    assertEquals(0, decoder.events());
  }

  @Test
  void tenThousandMalformedFramesChangeNothingAndKillNothing() {
    NaiveDecoder twin = new NaiveDecoder(BTC);
    SplittableRandom chance = new SplittableRandom(20261121);
    String[] seeds = {
      TRADE, MARK, KLINE, "{\"stream\":\"btcusdt@aggTrade\",\"data\":" + TRADE + "}"
    };
    int accepted = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] frame = mutate(seeds[i % seeds.length].getBytes(UTF_8), chance);
      out.clear();
      Decoded decoded = decoder.decode(Buffer.buffer(frame), out::add);
      String label = "seed 20261121, frame " + i + ": " + new String(frame, UTF_8);
      assertEquals(decoded == Kind.EVENT ? 1 : 0, out.size(), label);
      accepted += out.size();
      if (comparable(frame)) {
        assertEquals(twin.decode(frame), out.stream().findFirst(), label);
      }
    }
    assertTrue(accepted < 3_000, accepted + " accepted");
    assertTrue(decoder.refused() > 5_000);
    assertEquals(Kind.EVENT, decode(TRADE));
    assertEquals(EXPECTED, out.getLast());
  }

  /** Escapes and bytes beyond ASCII have no place in our fields: we refuse where Jackson reads. */
  private static boolean comparable(byte[] frame) {
    for (byte b : frame) {
      if (b < 0 || b == '\\') {
        return false;
      }
    }
    return true;
  }

  private static byte[] mutate(byte[] frame, SplittableRandom chance) {
    byte[] bytes = frame;
    int mutations = 1 + chance.nextInt(3);
    for (int i = 0; i < mutations && bytes.length > 1; i++) {
      int at = chance.nextInt(bytes.length);
      int to = at + chance.nextInt(Math.min(30, bytes.length - at));
      bytes =
          switch (chance.nextInt(5)) {
            case 0 -> replaced(bytes, at, (byte) chance.nextInt(256));
            case 1 -> replaced(bytes, at, (byte) "{}[]\",:0-.etn \\".charAt(chance.nextInt(15)));
            case 2 -> spliced(bytes, at, to);
            case 3 -> spliced(bytes, to, at);
            default -> spliced(bytes, chance.nextInt(bytes.length), bytes.length);
          };
    }
    return bytes;
  }

  private static byte[] replaced(byte[] bytes, int at, byte with) {
    byte[] copy = bytes.clone();
    copy[at] = with;
    return copy;
  }

  /** The first {@code end} bytes and then those from {@code again} on: cuts out or repeats. */
  private static byte[] spliced(byte[] bytes, int end, int again) {
    Buffer buffer = Buffer.buffer().appendBytes(bytes, 0, end);
    return buffer.appendBytes(bytes, again, bytes.length - again).getBytes();
  }

  @Test
  void recordedMarkPriceFramesAreReadLikeTheTwinReadsThem() throws IOException {
    NaiveDecoder twin = new NaiveDecoder(BTC);
    var file = SharedFiles.require("data/binance/recordings/um-btcusdt-2023-04-05.gz");
    String text;
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      text = new String(in.readAllBytes(), UTF_8);
    }
    int events = 0;
    for (String line : text.split("\n")) {
      byte[] frame = line.substring(line.indexOf(' ') + 1).getBytes(UTF_8);
      out.clear();
      decoder.decode(Buffer.buffer(frame), out::add);
      Optional<MarketEvent> expected = twin.decode(frame);
      assertEquals(expected, out.stream().findFirst());
      events += out.size();
    }
    assertTrue(events > 100, events + " mark prices");
  }
}
