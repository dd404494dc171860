package io.tapeloom.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.indicator.Slice;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Health;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.kernel.Market;
import io.tapeloom.kernel.Side;
import io.tapeloom.ledger.CycleChanged;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Kline;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.market.Quiet;
import io.tapeloom.risk.RiskState;
import io.tapeloom.signal.Decided;
import io.tapeloom.signal.Decision;
import io.tapeloom.signal.Factors;
import io.tapeloom.signal.Inputs;
import io.tapeloom.signal.Observed;
import io.tapeloom.signal.SliceSealed;
import io.tapeloom.signal.Windows;
import io.tapeloom.signal.Withheld;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The catalogue: every channel has a codec that survives the wire and a row in the docs. */
class ChannelsTest {
  private static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");

  @Test
  void everyMessageSurvivesTheWire() {
    for (Object message : messages()) {
      RecordCodec<Object> codec = codecOf(message);
      Buffer buffer = Buffer.buffer("prefix");
      codec.encodeToWire(buffer, message);
      Object read = codec.decodeFromWire("prefix".length(), buffer);
      assertEquals(text(message), text(read), codec.name());
    }
  }

  @Test
  void localDeliveryHandsOverTheSameInstance() {
    for (Object message : messages()) {
      assertTrue(codecOf(message).transform(message) == message);
    }
  }

  @Test
  void everyChannelHasARowInTheDocs() throws Exception {
    String page = Files.readString(Path.of("docs", "bus.md"));
    for (Method method : Channels.class.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())) {
        String address = "`" + address(method) + "`";
        assertTrue(page.contains("| " + address), address + " has no row in docs/bus.md");
      }
    }
    assertEquals(rowsOf(page).size(), publicMethods(), "rows without a channel: " + rowsOf(page));
  }

  private static long publicMethods() {
    return Arrays.stream(Channels.class.getDeclaredMethods())
        .filter(m -> Modifier.isPublic(m.getModifiers()))
        .count();
  }

  private static TreeSet<String> rowsOf(String page) throws IOException {
    return page.lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("`")[1])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String address(Method method) throws ReflectiveOperationException {
    Object[] arguments =
        Arrays.stream(method.getParameterTypes())
            .map(t -> t == Instrument.class ? BTC : t == Interval.class ? Interval.M1 : "name")
            .toArray();
    String address = ((Channel<?>) method.invoke(null, arguments)).address();
    return address
        .replace(BTC.toString(), "{i}")
        .replace(".1m", ".{interval}")
        .replace("db.name", "db.{channel}")
        .replace("ui.name", "ui.{topic}");
  }

  private static List<Object> messages() {
    List<Object> all = new ArrayList<>();
    all.add(new AggTrade(BTC, 7, 9_600_010_000_000L, 21_00000L, 70, 72, 1_700_000_000_123L, true));
    all.add(
        new Kline(
            BTC,
            Interval.M5,
            1_700_000_100_000L,
            1,
            4,
            -1,
            2,
            new BigInteger("123456789012345678901234567890"),
            BigInteger.TEN,
            BigInteger.ZERO,
            9,
            true,
            Kline.Source.MIXED));
    all.add(new MarkPrice(BTC, 5, 6, -10_000, 8, 9));
    all.add(new Gap(BTC, 10, 12, true));
    all.add(new Quiet(BTC, 10, 12));
    all.add(new Decided(decision(), 1_700_000_010_400L));
    all.add(new SliceSealed(BTC, slice()));
    all.add(new CycleChanged(BTC, 4, "paper/v51_baseline", "CLOSED", 99));
    all.add(new RiskState(RiskState.Status.WARNING, "daily loss", 5));
    all.add(new Health("tape", Health.Status.DEGRADED, "behind"));
    return all;
  }

  private static Decision decision() {
    Windows windows =
        new Windows(
            Optional.of(BigInteger.valueOf(-325_600_000L)),
            Optional.empty(),
            Optional.of(BigInteger.ONE),
            Optional.of(Fixed.parse("28144.47669328")),
            Optional.empty(),
            Optional.of(Fixed.parse("55.5")),
            Optional.of(Fixed.parse("1.13")),
            Optional.of(Fixed.parse("1.73")),
            41);
    Observed seen = new Observed(Fixed.parse("0.0001"), 1_700_000_000_000L);
    Inputs inputs =
        new Inputs(
            Optional.of(seen),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(seen),
            Optional.empty(),
            Optional.empty());
    return new Decision(
        1_700_000_010_000L,
        BTC,
        "v51_baseline",
        1_699_990_000_000L,
        Fixed.parse("28144.1"),
        windows,
        inputs,
        new Factors(3750, 500, 1000, 750, 1500, 200),
        77,
        Optional.of(Side.SHORT),
        List.of(Withheld.LATE, Withheld.COOLDOWN));
  }

  private static Slice slice() {
    BigInteger big = new BigInteger("-98765432109876543210");
    return new Slice(
        15_000, 3, big, big.negate(), big, 2, 1, 2, 0, 1, 9, 14_999, new long[] {5, -7});
  }

  private static String text(Object message) {
    return message instanceof SliceSealed sealed
        ? sealed.instrument()
            + sealed.slice().toString().replaceAll("\\[J@[0-9a-f]+", "")
            + Arrays.toString(sealed.slice().signedQtysE8())
        : message.toString();
  }

  @SuppressWarnings("unchecked")
  private static RecordCodec<Object> codecOf(Object message) {
    String name = Bus.codecName(message);
    return (RecordCodec<Object>)
        Codecs.all().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }
}
