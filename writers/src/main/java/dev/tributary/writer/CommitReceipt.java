package dev.tributary.writer;

import java.time.Duration;
import java.time.Instant;

/**
 * Proof of a checkpoint.
 *
 * @param id the commit's own id, unique
 * @param rows rows made visible by it
 * @param files files made visible by it
 * @param bytes size of those files
 * @param attempts how often it was tried until it was known to have happened; 0 when there was no
 *     row, and no place yet to keep a state in: nothing was stored
 */
public record CommitReceipt(
    String id, long rows, int files, long bytes, int attempts, Instant at, Duration took) {

  /** Whether the state is stored; where it is not, nothing may be acknowledged. */
  public boolean stored() {
    return attempts > 0;
  }
}
