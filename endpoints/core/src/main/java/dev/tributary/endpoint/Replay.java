package dev.tributary.endpoint;

/** What a source can give again after a restart. */
public enum Replay {
  /** Everything from a position, in the same order (Kafka). */
  FROM_POSITION,
  /** What the server still holds behind an event id (server-sent events). */
  FROM_EVENT_ID,
  /** What was never acknowledged, in any order (SQS). */
  UNACKNOWLEDGED
}
