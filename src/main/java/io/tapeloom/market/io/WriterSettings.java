package io.tapeloom.market.io;

/**
 * How the tape writer batches.
 *
 * @param batchRows rows that are written at once without waiting
 * @param batchMs longest wait of a row before it is written
 * @param maxBatchRows most rows in one transaction
 * @param maxPendingRows rows kept while the database is slow; beyond it trades are dropped here and
 *     asked for again
 */
public record WriterSettings(int batchRows, long batchMs, int maxBatchRows, int maxPendingRows) {
  /** Refuses sizes that cannot work. */
  public WriterSettings {
    if (batchRows < 1 || batchMs < 1 || maxBatchRows < batchRows || maxPendingRows < maxBatchRows) {
      throw new IllegalArgumentException(
          "writer: expected 1 <= batch_rows <= max_batch_rows <= max_pending_rows and batch_ms >= 1");
    }
  }

  /** What the measurements recommend. */
  public static WriterSettings defaults() {
    return new WriterSettings(200, 250, 10_000, 200_000);
  }
}
