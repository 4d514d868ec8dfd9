package dev.tributary.writer;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import dev.tributary.checkpoint.Checkpointer;
import dev.tributary.endpoint.Position;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * The position of one owner under one key, moved by compare-and-set from what was found there.
 *
 * <p>The stored text is a commit id, a line feed, and the position. The id makes every state
 * different, so that a position which was moved away and back is seen as moved.
 */
final class FencedState {
  private final Checkpointer checkpointer;
  private final String key;
  private Optional<byte[]> found;

  FencedState(Checkpointer checkpointer, String key) {
    this.checkpointer = checkpointer;
    this.key = key;
    this.found = checkpointer.get(key);
  }

  Optional<Position> position() {
    return found.map(this::parse);
  }

  /**
   * @throws FencedException when the stored state is not the one found at first, or left here last
   */
  void requireUnmoved() {
    if (!Arrays.equals(checkpointer.get(key).orElse(null), found.orElse(null))) {
      throw fenced();
    }
  }

  /**
   * Stores the next position and returns the id of that commit.
   *
   * @throws FencedException when the state was moved by somebody else; it stays as it is
   */
  String move(Position next) {
    String id = UUID.randomUUID().toString();
    byte[] moved = (id + "\n" + next.json()).getBytes(StandardCharsets.UTF_8);
    if (!checkpointer.compareAndSet(key, found, moved)) {
      throw fenced();
    }
    found = Optional.of(moved);
    return id;
  }

  private FencedException fenced() {
    return new FencedException(
        "Cannot checkpoint "
            + key
            + ": another writer has moved its state away from "
            + position().map(Position::json).orElse("the beginning"));
  }

  private Position parse(byte[] stored) {
    String text = new String(stored, StandardCharsets.UTF_8);
    try {
      return new Position(text.substring(text.indexOf('\n') + 1));
    } catch (IllegalArgumentException e) {
      throw new TributaryException(
          Recovery.STOP, "Cannot read the state of " + key + ": " + e.getMessage(), e);
    }
  }
}
