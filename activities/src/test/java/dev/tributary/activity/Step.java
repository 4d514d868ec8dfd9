package dev.tributary.activity;

/** Where something can go wrong. */
enum Step {
  OPEN_WRITER,
  STATE,
  OPEN_READER,
  POLL,
  RECIPE,
  WRITE,
  CHECKPOINT_BEFORE,
  HAND_OVER,
  CHECKPOINT_AFTER,
  ACKNOWLEDGE,
  CLOSE_READER,
  CLOSE_WRITER
}
