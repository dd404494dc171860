package io.tapeloom.bench;

import io.tapeloom.binance.FrameDecoder;
import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.MarketEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Three ways from the bytes of one aggTrade frame to its numbers; {@link DecodeBench} runs them, in
 * turns by itself and one after the other by JMH.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeFrames {
  private static final int FRAMES = 1 << 12;
  private static final Instrument BTC = Instrument.parse("usdm.BTCUSDT");

  private final byte[][] frames = new byte[FRAMES][];
  private final FrameDecoder decoder = new FrameDecoder(List.of(BTC));
  private final ByteScanner scanner = new ByteScanner();
  private final Consumer<MarketEvent> keep = this::keep;
  private AggTrade decoded;
  private int next;

  /** Frames of a made-up tape, so many that no branch is learnt by heart. */
  public DecodeFrames() {
    TapeCsv tape = new TapeCsv(BTC, 7, FRAMES);
    for (int i = 0; i < FRAMES; i++) {
      frames[i] = frame(tape.next()).getBytes(StandardCharsets.US_ASCII);
    }
  }

  private static String frame(AggTrade trade) {
    return "{\"stream\":\"btcusdt@aggTrade\",\"data\":{\"e\":\"aggTrade\",\"E\":"
        + (trade.timeMs() + 3)
        + ",\"s\":\"BTCUSDT\",\"a\":"
        + trade.aggId()
        + ",\"p\":\""
        + Decimals.format(trade.priceE8())
        + "\",\"q\":\""
        + Decimals.format(trade.qtyE8())
        + "\",\"f\":"
        + trade.firstId()
        + ",\"l\":"
        + trade.lastId()
        + ",\"T\":"
        + trade.timeMs()
        + ",\"m\":"
        + trade.buyerMaker()
        + "}}";
  }

  private void keep(MarketEvent event) {
    decoded = (AggTrade) event;
  }

  private byte[] nextFrame() {
    return frames[next++ & (FRAMES - 1)];
  }

  /** The product. */
  @Benchmark
  public AggTrade frameDecoder() {
    byte[] frame = nextFrame();
    decoder.decode(frame, 0, frame.length, keep);
    return decoded;
  }

  /** The plainest scanner, with the same record at its end. */
  @Benchmark
  public AggTrade byteScanner() {
    ByteScanner s = scanner;
    s.scan(nextFrame());
    return new AggTrade(
        BTC, s.aggId, s.priceE8, s.qtyE8, s.firstId, s.lastId, s.timeMs, s.buyerMaker);
  }

  /** What one would write without thinking of speed. */
  @Benchmark
  public AggTrade jsonObject() {
    JsonObject data = new JsonObject(Buffer.buffer(nextFrame())).getJsonObject("data");
    return new AggTrade(
        BTC,
        data.getLong("a"),
        Decimals.parseE8(data.getString("p")),
        Decimals.parseE8(data.getString("q")),
        data.getLong("f"),
        data.getLong("l"),
        data.getLong("T"),
        data.getBoolean("m"));
  }
}
