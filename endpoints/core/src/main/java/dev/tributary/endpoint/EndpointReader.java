package dev.tributary.endpoint;

import java.time.Duration;
import java.util.Optional;

/**
 * One thread's pull on a stream.
 *
 * <p>Call order: {@link #poll} any number of times; {@link #acknowledge} any time after the rows up
 * to that position are durable; {@link #close} once. All from one thread, except {@link #status}
 * and {@link #wakeup}, which any thread may call.
 */
public interface EndpointReader extends AutoCloseable {

  /**
   * Waits for records, at most {@code maxWait}, and returns the next ones in order.
   *
   * <p>A record that cannot be decoded ends the batch in front of it; the next call throws, so that
   * everything before it can be committed.
   *
   * @return a batch that the caller owns, whose {@code before} is the {@code after} of the previous
   *     one; empty when nothing came
   * @throws RecordFormatException when the next record cannot be decoded; so does every later call
   * @throws SourceChangedException when the stream was replaced or cut under the reader
   * @throws InterruptedException when the thread is interrupted; no record is lost by it
   */
  Optional<RecordBatch> poll(Duration maxWait) throws InterruptedException;

  /**
   * Tells the source that everything in front of this position is safely stored. A failure here is
   * no failure of the activity: it is logged and made good by the next call.
   */
  void acknowledge(Position committed);

  /** Lag and trouble as last seen; cheap, asks nobody. */
  ReaderStatus status();

  /** Makes a {@link #poll} that waits return early with what it has. */
  void wakeup();

  /** Frees everything; never throws, never acknowledges. */
  @Override
  void close();
}
