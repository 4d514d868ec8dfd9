package dev.tributary.runner.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a start has opened so far, to be closed in reverse when it fails. One thread. */
final class Opened {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** Closes everything, last first; what goes wrong is added to the failure. */
  void closeAfter(Throwable failure) {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        failure.addSuppressed(e);
      }
    }
  }
}
