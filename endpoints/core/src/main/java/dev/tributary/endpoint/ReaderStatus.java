package dev.tributary.endpoint;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a reader fares.
 *
 * @param recordsBehind records at the source that the reader has not returned yet; empty while
 *     unknown
 * @param trouble what is wrong at the source right now, in one sentence; empty when nothing is
 */
public record ReaderStatus(OptionalLong recordsBehind, Optional<String> trouble) {
  public static ReaderStatus unknown() {
    return new ReaderStatus(OptionalLong.empty(), Optional.empty());
  }
}
