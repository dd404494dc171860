package io.tapeloom.binance.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tapeloom.binance.wire.Malformed.Reason;
import java.io.IOException;

/**
 * JSON as strict as an order needs it: a field stands once, nothing follows the end, nesting and
 * numbers have limits, and a decimal keeps its digits.
 */
public final class Json {
  /** The largest payload looked at: the spot market's list of all symbols, and half as much. */
  public static final int MAX_BYTES = 32 << 20;

  private static final int MAX_DEPTH = 32;
  private static final int MAX_NUMBER = 64;
  private static final ObjectMapper MAPPER = mapper();

  private Json() {}

  private static ObjectMapper mapper() {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(MAX_NUMBER)
            .build();
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(limits)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build())
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();
  }

  /**
   * Reads a payload.
   *
   * @throws Malformed when it is too large, not JSON, or holds a field twice
   */
  public static JsonNode read(byte[] payload) {
    if (payload.length > MAX_BYTES) {
      throw new Malformed(Reason.TOO_LARGE, "", "expected at most " + MAX_BYTES + " bytes");
    }
    try {
      JsonNode tree = MAPPER.readTree(payload);
      if (tree.isMissingNode()) {
        throw new Malformed(Reason.NOT_JSON, "", "expected JSON, got nothing");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new Malformed(Reason.NOT_JSON, "", "expected JSON: " + firstLine(e));
    } catch (NumberFormatException _) {
      // Jackson lets this one through where an exponent has no end.
      throw new Malformed(Reason.NOT_JSON, "", "expected JSON, got a number without bounds");
    } catch (IOException e) {
      throw new Malformed(Reason.NOT_JSON, "", "expected JSON, got bytes that are not UTF-8");
    }
  }

  private static String firstLine(JsonProcessingException fault) {
    String words = fault.getOriginalMessage().lines().findFirst().orElse("unreadable");
    return words.length() > 120 ? words.substring(0, 120) + "..." : words;
  }
}
