package dev.tributary.format;

import java.util.List;

/** Decodes messages into Arrow vectors. Belongs to one reader; not thread-safe. */
public interface MessageDecoder {

  /**
   * Decodes messages in order, up to the first that does not fit.
   *
   * <p>The schema of the result may have grown against the previous one (new fields, wider types);
   * it never shrinks.
   *
   * @param messages each the bytes of one message; an element may be null where the source knows
   *     messages without value
   * @return rows for the messages in front of the first bad one, or for all; the caller owns its
   *     vectors
   * @throws org.apache.arrow.memory.OutOfMemoryException when the allocator's limit is reached;
   *     nothing stays allocated, and fewer messages may be tried
   */
  DecodedMessages decode(List<byte[]> messages);

  /**
   * How many fields this decoder has left out so far of messages it made rows of, because the
   * format was told to; see {@link UnknownFields#IGNORE}.
   */
  default long ignoredFields() {
    return 0;
  }
}
