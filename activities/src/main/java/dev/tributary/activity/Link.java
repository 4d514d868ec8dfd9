package dev.tributary.activity;

import dev.tributary.endpoint.EndpointReader;
import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.ReaderContext;
import dev.tributary.writer.ContinuousWriter;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open reader that stands where its open writer left off.
 *
 * @param from the state found at the writer, from where the reader reads
 */
record Link(EndpointReader reader, ContinuousWriter writer, Optional<Position> from) {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);

  static Link open(ActivityPlan plan, BufferAllocator allocator) throws InterruptedException {
    ContinuousWriter writer = plan.sink().openWriter(plan.name());
    try {
      Optional<Position> from = writer.state();
      EndpointReader reader =
          plan.endpoint().openReader(new ReaderContext(plan.name(), from, allocator, plan.clock()));
      return new Link(reader, writer, from);
    } catch (Throwable e) {
      close("writer", () -> writer.close(true));
      throw e;
    }
  }

  /** Closes both, whatever one of them does; never throws an exception. */
  void close(boolean failed) {
    try {
      close("reader", reader::close);
    } finally {
      close("writer", () -> writer.close(failed));
    }
  }

  private static void close(String what, Runnable closing) {
    try {
      closing.run();
    } catch (RuntimeException e) {
      LOG.warn("Closing a {} failed", what, e);
    }
  }
}
