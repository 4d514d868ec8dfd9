package dev.tributary.activity;

import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.RecordBatch;
import dev.tributary.writer.CommitReceipt;
import dev.tributary.writer.ContinuousSink;
import dev.tributary.writer.ContinuousWriter;
import dev.tributary.writer.PendingRows;
import java.util.Optional;

/** A target at which every step can fail, before and after a checkpoint has taken effect. */
record FaultySink(ContinuousSink sound, Faults faults) implements ContinuousSink {
  @Override
  public String target() {
    return sound.target();
  }

  @Override
  public boolean atomic() {
    return sound.atomic();
  }

  @Override
  public ContinuousWriter openWriter(String owner) throws InterruptedException {
    faults.hit(Step.OPEN_WRITER);
    return new Writer(sound.openWriter(owner), faults);
  }

  private record Writer(ContinuousWriter sound, Faults faults) implements ContinuousWriter {
    @Override
    public Optional<Position> state() {
      faults.hit(Step.STATE);
      return sound.state();
    }

    @Override
    public void write(RecordBatch batch) throws InterruptedException {
      faults.hit(Step.WRITE);
      sound.write(batch);
    }

    @Override
    public CommitReceipt checkpoint(Position state) throws InterruptedException {
      faults.hit(Step.CHECKPOINT_BEFORE);
      CommitReceipt receipt = sound.checkpoint(state);
      faults.hit(Step.CHECKPOINT_AFTER);
      return receipt;
    }

    @Override
    public Optional<String> trouble() {
      return sound.trouble();
    }

    @Override
    public PendingRows pending() {
      return sound.pending();
    }

    @Override
    public String target() {
      return sound.target();
    }

    @Override
    public void close(boolean failed) {
      sound.close(failed);
      faults.hit(Step.CLOSE_WRITER);
    }
  }
}
