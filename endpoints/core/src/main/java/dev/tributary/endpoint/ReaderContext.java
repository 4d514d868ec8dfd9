package dev.tributary.endpoint;

import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/**
 * What a reader is opened with.
 *
 * @param reader who reads: the id of the activity; endpoints use it as a name at the source (Kafka:
 *     the group id)
 * @param from where to resume; empty to begin at the source's beginning
 * @param allocator parent of all memory that the reader's batches take; outlives reader and batches
 * @param clock the wall clock
 */
public record ReaderContext(
    String reader, Optional<Position> from, BufferAllocator allocator, InstantSource clock) {
  public ReaderContext {
    Objects.requireNonNull(reader, "reader is null");
    Objects.requireNonNull(from, "from is null");
    Objects.requireNonNull(allocator, "allocator is null");
    Objects.requireNonNull(clock, "clock is null");
  }
}
