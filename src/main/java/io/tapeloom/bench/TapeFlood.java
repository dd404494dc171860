package io.tapeloom.bench;

import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/** Sends the tape's next trades as frames, as fast as they are written or at a steady pace. */
final class TapeFlood {
  private static final int BURST = 200;
  private static final int AHEAD = 60_000;
  private static final int GC_EVERY_BURSTS = 400;
  private final ScriptedTape tape;
  private final RawStream stream;
  private final WrittenTape written;
  private double afterGcMb;
  private double peakMb;

  TapeFlood(ScriptedTape tape, RawStream stream, WrittenTape written) {
    this.tape = tape;
    this.stream = stream;
    this.written = written;
  }

  /** Trades per second from the first frame to the last row, never far ahead of the rows. */
  double flood(int count) throws SQLException, InterruptedException {
    long beganNanos = System.nanoTime();
    for (int sent = 0; sent < count; sent += BURST) {
      burst(Math.min(BURST, count - sent));
      if (sent % 10_000 == 0) {
        written.await(tape.newestId() - AHEAD);
      }
    }
    written.await(tape.newestId());
    return count / ((System.nanoTime() - beganNanos) / 1e9);
  }

  private void burst(int count) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream(180 * count);
    for (int i = 0; i < count; i++) {
      ScriptedTape.frame(frames, tape.next());
    }
    stream.send(frames.toByteArray());
  }

  /** How long each trade waited for its row, ms; rows are looked for every 2 ms. */
  Spread steady(int count, int perSecond) throws SQLException, InterruptedException {
    Spread waits = new Spread();
    int burst = perSecond / 500;
    long firstId = tape.newestId() + 1;
    long[] sentNanos = new long[count];
    long beganNanos = System.nanoTime();
    int seen = 0;
    for (int sent = 0; sent < count; sent += burst) {
      long dueNanos = beganNanos + sent * 1_000_000_000L / perSecond;
      LockSupport.parkNanos(dueNanos - System.nanoTime());
      for (int i = sent; i < Math.min(count, sent + burst); i++) {
        sentNanos[i] = System.nanoTime();
      }
      burst(Math.min(burst, count - sent));
      seen = settle(waits, sentNanos, seen, firstId);
      lookAtHeap(sent / burst);
    }
    while (seen < count) {
      Thread.sleep(2);
      seen = settle(waits, sentNanos, seen, firstId);
    }
    return waits;
  }

  private int settle(Spread waits, long[] sentNanos, int seen, long firstId) throws SQLException {
    int through = (int) (written.newestId() - firstId + 1);
    long nowNanos = System.nanoTime();
    for (int i = seen; i < through; i++) {
      waits.add((nowNanos - sentNanos[i]) / 1e6);
    }
    return Math.max(seen, through);
  }

  private void lookAtHeap(int bursts) {
    peakMb = Math.max(peakMb, HeapUse.usedMb());
    if (bursts % GC_EVERY_BURSTS == GC_EVERY_BURSTS - 1) {
      afterGcMb = Math.max(afterGcMb, HeapUse.collectedMb());
    }
  }

  /** Worst of what was seen at the steady pace. */
  HeapUse heap() {
    return new HeapUse(afterGcMb == 0 ? HeapUse.collectedMb() : afterGcMb, peakMb);
  }
}
