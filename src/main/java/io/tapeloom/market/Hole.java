package io.tapeloom.market;

/**
 * A run of ids that exist and have not come yet: what is to be healed before anything newer.
 *
 * @param fromId first missing id
 * @param toId last missing id
 */
public record Hole(long fromId, long toId) {
  /** How many ids are missing. */
  public long missing() {
    return toId - fromId + 1;
  }
}
