package io.tapeloom;

import io.tapeloom.net.MarketClock;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where market time stands in relation to real time, kept in the data directory: a simulated market
 * goes on while the program is down, and a restart finds the same market.
 *
 * @param market identity of the market, such as {@code generator 2 seed 42}
 * @param marketMs market time at {@code realMs}
 * @param realMs wall-clock time of the anchor, ms since the epoch
 * @param speed market milliseconds for each real one
 */
public record MarketAnchor(String market, long marketMs, long realMs, double speed) {
  private static final String EXPECTED =
      "an object like {\"market\": \"generator 2 seed 42\", \"marketMs\": 1, \"realMs\": 1, \"speed\": 1}";

  /** The data directory holds another market than the one asked for. */
  public static final class OtherMarket extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private OtherMarket(Path folder, String held, String asked) {
      super(
          "%s holds the market \"%s\", asked for was \"%s\": use another --data directory"
              .formatted(folder, held, asked));
    }
  }

  /** Market time that belongs to that wall-clock time; never before the anchor. */
  public long marketAt(long nowRealMs) {
    return marketMs + (long) (Math.max(0, nowRealMs - realMs) * speed);
  }

  /**
   * The running market of a data directory at the given speed, begun at {@code firstMs} where there
   * was none; the file is rewritten so that the speed counts from now on.
   *
   * @throws OtherMarket when the directory holds another market
   */
  public static MarketClock resume(Path file, String market, long firstMs, double speed) {
    long now = System.currentTimeMillis();
    Optional<MarketAnchor> kept = read(file);
    kept.filter(k -> !k.market().equals(market))
        .ifPresent(
            k -> {
              throw new OtherMarket(file.getParent(), k.market(), market);
            });
    long marketMs = kept.map(k -> k.marketAt(now)).orElse(firstMs);
    new MarketAnchor(market, marketMs, now, speed).write(file);
    return MarketClock.startingAt(marketMs, speed);
  }

  private static Optional<MarketAnchor> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(new JsonObject(Files.readString(file))));
    } catch (DecodeException
        | NullPointerException
        | ClassCastException
        | IllegalArgumentException
        | MalformedInputException e) {
      throw new DataDir.Damaged(file, EXPECTED, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MarketAnchor parse(JsonObject json) {
    MarketAnchor anchor =
        new MarketAnchor(
            Objects.requireNonNull(json.getString("market")),
            json.getLong("marketMs"),
            json.getLong("realMs"),
            json.getDouble("speed"));
    if (anchor.marketMs() < 0 || anchor.realMs() < 0 || !(anchor.speed() > 0)) {
      throw new IllegalArgumentException("a time before 1970 or a speed that is not above 0");
    }
    return anchor;
  }

  private void write(Path file) {
    JsonObject json =
        new JsonObject()
            .put("market", market)
            .put("marketMs", marketMs)
            .put("realMs", realMs)
            .put("speed", speed);
    try {
      DataDir.write(file, json.encodePrettily());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
