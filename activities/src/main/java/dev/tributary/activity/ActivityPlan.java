package dev.tributary.activity;

import dev.tributary.endpoint.StreamingEndpoint;
import dev.tributary.writer.ContinuousSink;
import dev.tributary.writer.Guarantee;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/**
 * What an activity was built from.
 *
 * @param memory parent of the memory of every attempt; empty to give each attempt a root of its own
 */
record ActivityPlan(
    String name,
    StreamingEndpoint endpoint,
    Recipe recipe,
    ContinuousSink sink,
    ActivityConfig config,
    InstantSource clock,
    Ticker ticker,
    Optional<BufferAllocator> memory) {

  /** From where to where, for people. */
  String way() {
    return endpoint.type() + " endpoint " + endpoint.id() + " to " + sink.target();
  }

  Guarantee guarantee() {
    return Guarantee.of(endpoint.replay(), sink.atomic());
  }
}
