package dev.tributary.endpoint;

import java.util.Map;
import java.util.Set;

/**
 * Where records come from: an immutable description that opens readers and says what it can replay.
 * Thread-safe; making one connects to nothing.
 */
public interface StreamingEndpoint {

  /** The name of this endpoint; in a configuration file the key under {@code endpoints}. */
  String id();

  /** The type as written in a configuration file: {@code kafka}, {@code sqs}, {@code sse}, … */
  String type();

  /** Where the stream is (broker, topic, …), for people; never a secret. */
  Map<String, String> location();

  /** What can be read again after a restart; empty when nothing can. */
  Set<Replay> replay();

  /**
   * Connects and positions a reader. Blocks until the source has answered, or gives up.
   *
   * @throws EndpointUnavailableException when the source does not answer or the stream is not there
   *     (yet)
   * @throws SourceChangedException when the position does not belong to this stream, or records
   *     behind it are gone
   * @throws InterruptedException when the thread is interrupted meanwhile; nothing stays open
   */
  EndpointReader openReader(ReaderContext context) throws InterruptedException;
}
