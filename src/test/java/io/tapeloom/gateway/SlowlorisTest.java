package io.tapeloom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.web.Limits;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sockets that begin a request and never end it keep nobody out and are let go. */
class SlowlorisTest {
  private static final int SOCKETS = 300;

  private static void trickle(List<Socket> sockets, String bytes) {
    for (Socket socket : sockets) {
      try {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      } catch (java.io.IOException letGo) {
        // That is what is wanted.
      }
    }
  }

  private static long[] healthMicros(int port, int count) throws Exception {
    long[] micros = new long[count];
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      assertEquals(200, Wire.get(port, "/health/live").status());
      micros[i] = (System.nanoTime() - start) / 1_000;
    }
    Arrays.sort(micros);
    return micros;
  }

  /** Half of the sockets find no place of their own, so older ones make room. */
  @Test
  void healthIsAnsweredWhileHundredsOfSocketsNeverEndTheirRequest() throws Exception {
    Limits limits = new Limits(0, 0, 0, 0, 0, 0, 1, 2, SOCKETS / 2);
    GatewayRig rig = GatewayRig.with(new KnownGate(), GatewaySettings.DEFAULT.within(limits));
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < SOCKETS; i++) {
        sockets.add(Wire.open(rig.port()));
      }
      trickle(sockets, "POST /api/v1/risk/halt HTTP/1.1\r\nHost: 127.0.0.1:" + rig.port());
      long[] micros = healthMicros(rig.port(), 40);
      trickle(sockets, "\r\nX-a: b");
      long[] later = healthMicros(rig.port(), 40);
      System.out.println("health while sockets wait: p50 " + micros[20] + " us, " + later[20]);
      assertTrue(micros[20] < 2_000_000 && later[20] < 2_000_000, "half of them within 2 s");
      assertTrue(letGo(sockets) >= SOCKETS / 2 - 1, "the oldest made room");
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
      rig.close();
    }
  }

  /** Reads the end of those that were let go; none of the others has anything to say yet. */
  private static int letGo(List<Socket> sockets) throws Exception {
    int ended = 0;
    for (Socket socket : sockets) {
      socket.setSoTimeout(5);
      try {
        ended += socket.getInputStream().read() < 0 ? 1 : 0;
      } catch (java.net.SocketTimeoutException stillOpen) {
        continue;
      } catch (java.net.SocketException reset) {
        ended++;
      }
    }
    return ended;
  }
}
