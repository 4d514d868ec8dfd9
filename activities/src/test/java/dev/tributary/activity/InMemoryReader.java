package dev.tributary.activity;

import dev.tributary.endpoint.EndpointReader;
import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.ReaderStatus;
import dev.tributary.endpoint.RecordBatch;
import dev.tributary.endpoint.RecordFormatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** Reads the partitions of an {@link InMemoryEndpoint} in turn. */
final class InMemoryReader implements EndpointReader {
  private final InMemoryEndpoint endpoint;
  private final BufferAllocator allocator;
  private final List<Integer> next;
  private int turn;
  private int brokenPartition = -1;
  private boolean woken;

  InMemoryReader(InMemoryEndpoint endpoint, BufferAllocator allocator, List<Integer> from) {
    this.endpoint = endpoint;
    this.allocator = allocator;
    this.next = new ArrayList<>(from);
  }

  @Override
  public Optional<RecordBatch> poll(Duration maxWait) throws InterruptedException {
    endpoint.lock.lockInterruptibly();
    try {
      Optional<RecordBatch> batch = take();
      if (batch.isEmpty() && !woken && !maxWait.isZero()) {
        endpoint.ticker.await(endpoint.changed, maxWait.toNanos());
        batch = take();
      }
      woken = false;
      return batch;
    } finally {
      endpoint.lock.unlock();
    }
  }

  @Override
  public void acknowledge(Position committed) {
    endpoint.lock.lock();
    try {
      endpoint.acknowledge(committed);
    } finally {
      endpoint.lock.unlock();
    }
  }

  @Override
  public ReaderStatus status() {
    endpoint.lock.lock();
    try {
      long behind = 0;
      for (int i = 0; i < next.size(); i++) {
        behind += endpoint.partition(i).size() - next.get(i);
      }
      return endpoint.status(behind);
    } finally {
      endpoint.lock.unlock();
    }
  }

  @Override
  public void wakeup() {
    endpoint.lock.lock();
    try {
      woken = true;
      endpoint.changed.signalAll();
    } finally {
      endpoint.lock.unlock();
    }
  }

  @Override
  public void close() {}

  private Optional<RecordBatch> take() {
    if (brokenPartition >= 0) {
      throw broken(brokenPartition);
    }
    for (int i = 0; i < endpoint.partitionCount(); i++) {
      int partition = turn++ % endpoint.partitionCount();
      if (next.get(partition) < endpoint.partition(partition).size()) {
        return Optional.of(take(partition));
      }
    }
    return Optional.empty();
  }

  private RecordBatch take(int partition) {
    List<InMemoryEndpoint.Entry> all = endpoint.partition(partition);
    int first = next.get(partition);
    List<Integer> values = new ArrayList<>();
    int at = first;
    for (; at < all.size() && at - first < endpoint.maxBatch; at++) {
      InMemoryEndpoint.Entry entry = all.get(at);
      if (entry.kind() == InMemoryEndpoint.Kind.BROKEN) {
        brokenPartition = partition;
        break;
      }
      if (entry.kind() == InMemoryEndpoint.Kind.ROW) {
        values.add(entry.value());
      }
    }
    if (at == first) {
      throw broken(partition);
    }
    Position before = Offsets.print(next);
    next.set(partition, at);
    return Numbers.batch(allocator, values, before, Offsets.print(next));
  }

  private RecordFormatException broken(int partition) {
    return new RecordFormatException(
        "Cannot decode record numbers/"
            + partition
            + "/"
            + next.get(partition)
            + ": field value is no int");
  }
}
