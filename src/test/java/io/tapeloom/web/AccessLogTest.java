package io.tapeloom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A log line stays one line, whatever a stranger asks for. */
class AccessLogTest {
  @Test
  void controlCharactersAndLengthAreTakenOutOfPaths() {
    assertEquals("/a?b", AccessLog.plain("/a\nb"));
    assertEquals("/a??[31m", AccessLog.plain("/a\r\u001b[31m"));
    assertEquals("/???", AccessLog.plain("/\u202e\u0000\u2028"));
    assertEquals(200, AccessLog.plain("/" + "x".repeat(5_000)).length());
    assertEquals("null", AccessLog.plain(null));
  }
}
