package dev.tributary.query;

import org.apache.arrow.memory.BufferAllocator;

/** Where plans are carried out: in this process, or in another that can be killed. Thread-safe. */
interface QueryExecutor extends AutoCloseable {

  /**
   * Prepares to carry out a plan; nothing runs yet.
   *
   * @param allocator for the rows; the caller's, it must outlive the query
   */
  RunningQuery open(QueryPlan plan, BufferAllocator allocator);

  /** Frees what queries left behind; call it after the last query was closed. */
  @Override
  void close();
}
