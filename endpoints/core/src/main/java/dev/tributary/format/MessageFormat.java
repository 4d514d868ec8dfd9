package dev.tributary.format;

import org.apache.arrow.memory.BufferAllocator;

/** How the bytes of a message become columns. Immutable and thread-safe. */
public interface MessageFormat {

  /** The name as written in a configuration file: {@code json}, {@code avro}, … */
  String name();

  /** A new decoder for one reader; it takes its vectors from this allocator. */
  MessageDecoder newDecoder(BufferAllocator allocator);
}
