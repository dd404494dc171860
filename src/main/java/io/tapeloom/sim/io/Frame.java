package io.tapeloom.sim.io;

import java.nio.charset.StandardCharsets;

/**
 * One payload as it goes over the wire, encoded once for all who listen: as a WebSocket text frame
 * of its own, or wrapped with its stream's name.
 */
final class Frame {
  private static final int TEXT = 0x81;
  private static final int SHORT = 125;
  private static final int MEDIUM = 65_535;

  private final String name;
  private final byte[] payload;
  private byte[] bare;
  private byte[] combined;
  private Frame micros;

  Frame(String name, byte[] payload) {
    this.name = name;
    this.payload = payload;
  }

  /** The same with times in microseconds. */
  Frame inMicros() {
    micros = micros == null ? new Frame(name, Micros.of(payload)) : micros;
    return micros;
  }

  /** The encoded frame. */
  byte[] bytes(boolean wrapped) {
    if (!wrapped) {
      bare = bare == null ? encode(new byte[0], new byte[0]) : bare;
      return bare;
    }
    if (combined == null) {
      String head = "{\"stream\":\"" + name + "\",\"data\":";
      combined = encode(head.getBytes(StandardCharsets.UTF_8), new byte[] {'}'});
    }
    return combined;
  }

  private byte[] encode(byte[] head, byte[] tail) {
    int length = head.length + payload.length + tail.length;
    int header = length <= SHORT ? 2 : length <= MEDIUM ? 4 : 10;
    byte[] frame = new byte[header + length];
    frame[0] = (byte) TEXT;
    if (header == 2) {
      frame[1] = (byte) length;
    } else {
      frame[1] = (byte) (header == 4 ? 126 : 127);
      for (int i = 2; i < header; i++) {
        int shift = 8 * (header - 1 - i);
        frame[i] = (byte) (shift < 32 ? length >>> shift : 0);
      }
    }
    System.arraycopy(head, 0, frame, header, head.length);
    System.arraycopy(payload, 0, frame, header + head.length, payload.length);
    System.arraycopy(tail, 0, frame, header + head.length + payload.length, tail.length);
    return frame;
  }
}
