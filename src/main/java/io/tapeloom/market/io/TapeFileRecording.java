package io.tapeloom.market.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.TradeAggregator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads a raw recording, one line {@code <local time> <stream frame>}: {@code aggTrade} frames are
 * taken as they are, {@code trade} frames go through the aggregator, all others only have to be
 * JSON. A recording that holds both tells the same tape twice, so the kind seen first counts.
 */
final class TapeFileRecording {
  private static final JsonFactory JSON = new JsonFactory();

  private final Instrument instrument;
  private final TapeFileBlocks blocks;
  private final Tape tape;
  private final TapeFileTime time = new TapeFileTime();
  private final byte[] bytes;
  private long line;

  /** What goes on from one recording to the next. */
  static final class Tape {
    private final TradeAggregator aggregator;
    private String kind = "";

    Tape(Instrument instrument) {
      aggregator = new TradeAggregator(instrument);
    }

    /** The aggregator of the trade frames. */
    TradeAggregator aggregator() {
      return aggregator;
    }

    private boolean takes(String frameKind) {
      if (kind.isEmpty() && (frameKind.equals("trade") || frameKind.equals("aggTrade"))) {
        kind = frameKind;
      }
      return !kind.isEmpty() && kind.equals(frameKind);
    }
  }

  TapeFileRecording(Instrument instrument, TapeFileBlocks blocks, Tape tape) {
    this.instrument = instrument;
    this.blocks = blocks;
    this.tape = tape;
    this.bytes = blocks.bytes();
  }

  /** Reads every line; the first block is already there. */
  void read(Consumer<AggTrade> out) throws IOException {
    do {
      int at = 0;
      while (at < blocks.end()) {
        line++;
        int end = endOfLine(at);
        line(at, end, out);
        at = end + 1;
      }
    } while (blocks.next(line + 1));
  }

  private int endOfLine(int at) {
    int end = at;
    while (bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  private void line(int from, int to, Consumer<AggTrade> out) throws IOException {
    int at = from;
    while (bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (bytes[at] == ' ' && at > from) {
      at++;
    }
    if (bytes[at] != '{') {
      throw refuse("frame", "<local time> <stream frame>", text(from, to));
    }
    try (JsonParser json = JSON.createParser(bytes, at, to - at)) {
      frame(json, out);
    } catch (JsonProcessingException broken) {
      throw refuse("frame", "JSON (" + broken.getOriginalMessage() + ")", text(at, to));
    }
  }

  private void frame(JsonParser json, Consumer<AggTrade> out) throws IOException {
    json.nextToken();
    TapeFileFrame frame = new TapeFileFrame();
    object(json, frame);
    if (json.nextToken() != null) {
      throw refuse("frame", "one JSON object", "more behind it");
    }
    if (tape.takes(frame.text("e"))) {
      trade(frame, out);
    }
  }

  private static void object(JsonParser json, TapeFileFrame frame) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_OBJECT && name.equals("data")) {
        object(json, frame);
      } else if (value.isStructStart()) {
        json.skipChildren();
      } else {
        frame.put(name, json.getText());
      }
    }
  }

  private void trade(TapeFileFrame frame, Consumer<AggTrade> out) {
    try {
      frame.checkSymbol(instrument);
      if (frame.text("e").equals("trade")) {
        tape.aggregator().on(frame.print(time), out);
      } else {
        out.accept(frame.aggTrade(instrument, time));
      }
    } catch (TapeFileFrame.Refused refused) {
      throw refuse(refused.field(), refused.expected(), refused.got());
    }
  }

  private TapeFileMalformed refuse(String field, String expected, String got) {
    return TapeFileMalformed.at(blocks.file(), line, field, expected, got);
  }

  private String text(int from, int to) {
    return new String(bytes, from, Math.min(to - from, 100), StandardCharsets.ISO_8859_1);
  }
}
