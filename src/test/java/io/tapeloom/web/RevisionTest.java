package io.tapeloom.web;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.user.Caller;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A change names the version it was made from. */
class RevisionTest {
  private static Call ifMatch(String value) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("If-Match", value);
    Client client = new Client(Caller.ANONYMOUS, Peer.direct("127.0.0.1", false), headers);
    return new Call("id", Map.of(), Optional.empty(), client);
  }

  private static int status(Call call) {
    return assertThrows(Refusal.class, () -> Revision.of(7).require(call)).problem().status();
  }

  @Test
  void onlyTheNewestVersionMayBeChanged() {
    assertEquals(428, status(Call.of(Map.of())));
    assertEquals(412, status(ifMatch("\"6\"")));
    assertEquals(412, status(ifMatch("7")));
    assertDoesNotThrow(() -> Revision.of(7).require(ifMatch("\"7\"")));
    assertDoesNotThrow(() -> Revision.of(7).require(ifMatch("\"6\", \"7\"")));
    assertDoesNotThrow(() -> Revision.of(7).require(ifMatch("*")));
  }

  @Test
  void theTagOfAnAnswerChangesWithEachByte() {
    Revision one = Revision.of(Buffer.buffer("{\"a\":1}"));
    assertTrue(one.tag().matches("W/\"7-[0-9a-f]{16}\""), one::tag);
    assertEquals(one, Revision.of(Buffer.buffer("{\"a\":1}")));
    assertNotEquals(one, Revision.of(Buffer.buffer("{\"a\":2}")));
    assertTrue(one.isIn("\"x\", " + one.tag()) && one.isIn("*"));
    assertTrue(one.isIn(one.tag().substring(2)), "weak comparison");
  }
}
