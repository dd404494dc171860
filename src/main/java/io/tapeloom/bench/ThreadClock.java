package io.tapeloom.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this thread used up: processor time instead of the wall clock, because a bench on a shared
 * machine must not count the time in which others ran.
 */
final class ThreadClock {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ThreadClock() {}

  /** Processor time of the calling thread so far. */
  static long nanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** Processor time of the whole process so far. */
  static long processNanos() {
    return PROCESS.getProcessCpuTime();
  }

  /** Bytes the calling thread has allocated so far. */
  static long allocatedBytes() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
