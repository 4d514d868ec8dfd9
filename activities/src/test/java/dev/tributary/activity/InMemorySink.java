package dev.tributary.activity;

import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.RecordBatch;
import dev.tributary.writer.CommitReceipt;
import dev.tributary.writer.ContinuousSink;
import dev.tributary.writer.ContinuousWriter;
import dev.tributary.writer.FencedException;
import dev.tributary.writer.PendingRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list of ints and the states of its writers, changed together. */
final class InMemorySink implements ContinuousSink {
  private final List<Integer> rows = new ArrayList<>();
  private final Map<String, Position> states = new HashMap<>();
  private final List<Boolean> closedAsFailed = new ArrayList<>();
  private int commits;
  private volatile Optional<String> trouble = Optional.empty();

  /** What the writers say is wrong; null for nothing. */
  void trouble(String what) {
    trouble = Optional.ofNullable(what);
  }

  synchronized List<Integer> rows() {
    return List.copyOf(rows);
  }

  synchronized Optional<Position> state(String owner) {
    return Optional.ofNullable(states.get(owner));
  }

  synchronized int commits() {
    return commits;
  }

  /** How each writer was closed. */
  synchronized List<Boolean> closedAsFailed() {
    return List.copyOf(closedAsFailed);
  }

  @Override
  public String target() {
    return "list of numbers";
  }

  @Override
  public boolean atomic() {
    return true;
  }

  @Override
  public ContinuousWriter openWriter(String owner) {
    return new Writer(owner, state(owner));
  }

  private synchronized void commit(
      String owner, Optional<Position> expected, Position next, List<Integer> more) {
    if (!state(owner).equals(expected)) {
      throw new FencedException(
          "Cannot commit to " + target() + ": the state of " + owner + " has moved");
    }
    rows.addAll(more);
    states.put(owner, next);
    commits++;
  }

  private synchronized void closed(boolean failed) {
    closedAsFailed.add(failed);
  }

  private final class Writer implements ContinuousWriter {
    private final String owner;
    private final List<Integer> buffered = new ArrayList<>();
    private Optional<Position> state;

    Writer(String owner, Optional<Position> state) {
      this.owner = owner;
      this.state = state;
    }

    @Override
    public Optional<Position> state() {
      return state;
    }

    @Override
    public void write(RecordBatch batch) {
      buffered.addAll(Numbers.values(batch));
    }

    @Override
    public CommitReceipt checkpoint(Position next) {
      commit(owner, state, next, buffered);
      state = Optional.of(next);
      int count = buffered.size();
      buffered.clear();
      return new CommitReceipt(
          "commit-" + commits(), count, 1, 4L * count, 1, Instant.EPOCH, Duration.ZERO);
    }

    @Override
    public Optional<String> trouble() {
      return trouble;
    }

    @Override
    public PendingRows pending() {
      return new PendingRows(buffered.size(), 10L * buffered.size());
    }

    @Override
    public String target() {
      return InMemorySink.this.target();
    }

    @Override
    public void close(boolean failed) {
      closed(failed);
    }
  }
}
