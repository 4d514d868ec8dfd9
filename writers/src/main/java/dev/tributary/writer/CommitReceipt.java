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
 * @param attempts how often it was tried until it was known to have happened, at least 1
 */
public record CommitReceipt(
    String id, long rows, int files, long bytes, int attempts, Instant at, Duration took) {}
