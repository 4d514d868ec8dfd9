package dev.tributary.activity;

import dev.tributary.endpoint.EndpointReader;
import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.ReaderContext;
import dev.tributary.endpoint.ReaderStatus;
import dev.tributary.endpoint.Replay;
import dev.tributary.endpoint.StreamingEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Replayable partitions of ints, of markers that are no rows, and of records that are broken. */
final class InMemoryEndpoint implements StreamingEndpoint {
  final Ticker ticker;
  final int maxBatch;
  final ReentrantLock lock = new ReentrantLock();
  final Condition changed = lock.newCondition();

  private final List<List<Entry>> partitions = new ArrayList<>();
  private final List<Position> acknowledged = new ArrayList<>();
  private final List<Optional<Position>> opened = new ArrayList<>();
  private OptionalLong pretendedLag = OptionalLong.empty();
  private Optional<String> trouble = Optional.empty();
  private Consumer<Position> acknowledging = position -> {};

  InMemoryEndpoint(int partitionCount, int maxBatch, Ticker ticker) {
    this.maxBatch = maxBatch;
    this.ticker = ticker;
    for (int i = 0; i < partitionCount; i++) {
      partitions.add(new ArrayList<>());
    }
  }

  enum Kind {
    ROW,
    MARKER,
    BROKEN
  }

  record Entry(Kind kind, int value) {}

  /** All at once: a reader sees none or all of them. */
  void append(int partition, int... values) {
    locked(
        () -> {
          for (int value : values) {
            partitions.get(partition).add(new Entry(Kind.ROW, value));
          }
        });
  }

  void appendMarker(int partition) {
    add(partition, new Entry(Kind.MARKER, 0));
  }

  /** A record that cannot be decoded until it is repaired; then it is this value. */
  void appendBroken(int partition, int value) {
    add(partition, new Entry(Kind.BROKEN, value));
  }

  void repairAll() {
    locked(
        () ->
            partitions.forEach(
                all ->
                    all.replaceAll(
                        e -> e.kind() == Kind.BROKEN ? new Entry(Kind.ROW, e.value()) : e)));
  }

  /** Says that so many records wait, whatever is there. */
  void pretendLag(long records) {
    locked(() -> pretendedLag = OptionalLong.of(records));
  }

  void trouble(String sentence) {
    locked(() -> trouble = Optional.ofNullable(sentence));
  }

  /** Is called with every position that is acknowledged, before it counts. */
  void onAcknowledge(Consumer<Position> hears) {
    locked(() -> acknowledging = hears);
  }

  /** Behind everything. */
  Position end() {
    lock.lock();
    try {
      return Offsets.print(partitions.stream().map(List::size).toList());
    } finally {
      lock.unlock();
    }
  }

  List<Integer> rows(int partition) {
    lock.lock();
    try {
      return partitions.get(partition).stream()
          .filter(e -> e.kind() == Kind.ROW)
          .map(Entry::value)
          .toList();
    } finally {
      lock.unlock();
    }
  }

  List<Position> acknowledged() {
    lock.lock();
    try {
      return List.copyOf(acknowledged);
    } finally {
      lock.unlock();
    }
  }

  /** From where readers were opened, in order. */
  List<Optional<Position>> opened() {
    lock.lock();
    try {
      return List.copyOf(opened);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String id() {
    return "numbers";
  }

  @Override
  public String type() {
    return "memory";
  }

  @Override
  public Map<String, String> location() {
    return Map.of("partitions", "" + partitions.size());
  }

  @Override
  public Set<Replay> replay() {
    return Set.of(Replay.FROM_POSITION);
  }

  @Override
  public EndpointReader openReader(ReaderContext context) {
    locked(() -> opened.add(context.from()));
    List<Integer> from =
        context.from().map(Offsets::parse).orElseGet(() -> Offsets.beginning(partitions.size()));
    return new InMemoryReader(this, context.allocator(), from);
  }

  // For readers, which hold the lock.

  List<Entry> partition(int index) {
    return partitions.get(index);
  }

  int partitionCount() {
    return partitions.size();
  }

  void acknowledge(Position committed) {
    acknowledging.accept(committed);
    acknowledged.add(committed);
  }

  ReaderStatus status(long behind) {
    return new ReaderStatus(OptionalLong.of(pretendedLag.orElse(behind)), trouble);
  }

  private void add(int partition, Entry entry) {
    locked(() -> partitions.get(partition).add(entry));
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
