package dev.tributary.writer;

/**
 * What an activity writes to: an immutable description that opens writers. Thread-safe; making one
 * connects to nothing.
 */
public interface ContinuousSink {

  /** The target, for people: {@code table air.flights}. */
  String target();

  /** Whether rows and state become visible in one atomic step. */
  boolean atomic();

  /**
   * Opens a writer.
   *
   * @param owner whose state it is: the activity's id; the same owner finds its state again after a
   *     restart, in any process
   * @throws dev.tributary.TributaryException when the target cannot be reached or must not be
   *     written
   */
  ContinuousWriter openWriter(String owner) throws InterruptedException;
}
