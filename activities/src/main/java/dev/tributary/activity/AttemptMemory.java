package dev.tributary.activity;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Arrow memory of one attempt: limited, and checked for leaks at the end. */
final class AttemptMemory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptMemory.class);

  private final String activity;
  private final long maxBytes;
  private final BufferAllocator allocator;

  private AttemptMemory(String activity, long maxBytes, BufferAllocator allocator) {
    this.activity = activity;
    this.maxBytes = maxBytes;
    this.allocator = allocator;
  }

  static AttemptMemory open(ActivityPlan plan) {
    long maxBytes = plan.config().memoryMaxBytes();
    BufferAllocator allocator =
        plan.memory()
            .map(parent -> parent.newChildAllocator("activity " + plan.name(), 0, maxBytes))
            .orElseGet(() -> new RootAllocator(maxBytes));
    return new AttemptMemory(plan.name(), maxBytes, allocator);
  }

  BufferAllocator allocator() {
    return allocator;
  }

  /** Whether so much is in use that a commit should free it. */
  boolean scarce() {
    return allocator.getAllocatedMemory() > maxBytes / 2;
  }

  TributaryException exhausted(OutOfMemoryException cause) {
    return new TributaryException(
        Recovery.RESTART,
        "Cannot hold the rows of activity "
            + activity
            + ": "
            + ActivityConfig.MEMORY_MAX_BYTES
            + " is "
            + maxBytes
            + ", in use are "
            + allocator.getAllocatedMemory()
            + "; "
            + cause.getMessage(),
        cause);
  }

  @Override
  public void close() {
    try {
      allocator.close();
    } catch (IllegalStateException e) {
      LOG.error("Activity {} leaked Arrow memory: {}", activity, e.getMessage());
    }
  }
}
