package io.tapeloom.binance.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.binance.wire.Malformed;
import io.tapeloom.binance.wire.Malformed.Reason;
import io.tapeloom.kernel.Market;
import java.util.List;

/** Reads events of market streams by their names. */
public final class StreamEvents {
  private final Catalogue catalogue;

  /** A reader that counts in that catalogue what it refuses. */
  public StreamEvents(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * The events of one frame: one, or many where a stream carries all symbols at once.
   *
   * @throws Malformed when the frame is of no known kind, or not as it should be
   */
  public List<StreamEvent> read(Market market, JsonNode data) {
    String name = name(data.isArray() && !data.isEmpty() ? data.get(0) : data);
    Reply<?> reply =
        catalogue.find(market, Reply.Channel.STREAM, name).orElseThrow(() -> unknown(market));
    Object read = catalogue.read(reply, data);
    return read instanceof List<?> many
        ? many.stream().map(StreamEvent.class::cast).toList()
        : List.of((StreamEvent) read);
  }

  private Malformed unknown(Market market) {
    catalogue.count("STREAM " + market.code() + " unknown", Reason.UNKNOWN_VALUE);
    return new Malformed(Reason.UNKNOWN_VALUE, "e", "expected an event of a known kind");
  }

  /** Two kinds of the spot market do not say what they are. */
  private static String name(JsonNode event) {
    JsonNode said = event.get("e");
    if (said != null && said.isTextual()) {
      return said.textValue();
    }
    if (event.has("lastUpdateId")) {
      return "partialDepth";
    }
    return event.has("u") && event.has("A") ? "bookTicker" : "";
  }
}
