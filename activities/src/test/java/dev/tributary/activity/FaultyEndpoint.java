package dev.tributary.activity;

import dev.tributary.endpoint.EndpointReader;
import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.ReaderContext;
import dev.tributary.endpoint.ReaderStatus;
import dev.tributary.endpoint.RecordBatch;
import dev.tributary.endpoint.Replay;
import dev.tributary.endpoint.StreamingEndpoint;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An endpoint at which every step can fail. */
record FaultyEndpoint(StreamingEndpoint sound, Faults faults) implements StreamingEndpoint {
  @Override
  public String id() {
    return sound.id();
  }

  @Override
  public String type() {
    return sound.type();
  }

  @Override
  public Map<String, String> location() {
    return sound.location();
  }

  @Override
  public Set<Replay> replay() {
    return sound.replay();
  }

  @Override
  public EndpointReader openReader(ReaderContext context) throws InterruptedException {
    faults.hit(Step.OPEN_READER);
    return new Reader(sound.openReader(context), faults);
  }

  private record Reader(EndpointReader sound, Faults faults) implements EndpointReader {
    @Override
    public Optional<RecordBatch> poll(Duration maxWait) throws InterruptedException {
      faults.hit(Step.POLL);
      return sound.poll(maxWait);
    }

    @Override
    public void acknowledge(Position committed) {
      faults.hit(Step.ACKNOWLEDGE);
      sound.acknowledge(committed);
    }

    @Override
    public ReaderStatus status() {
      return sound.status();
    }

    @Override
    public void wakeup() {
      sound.wakeup();
    }

    @Override
    public void close() {
      sound.close();
      faults.hit(Step.CLOSE_READER);
    }
  }
}
