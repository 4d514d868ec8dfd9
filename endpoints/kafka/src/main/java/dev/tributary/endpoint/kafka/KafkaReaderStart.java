package dev.tributary.endpoint.kafka;

import dev.tributary.endpoint.Position;

/**
 * Where a reader starts.
 *
 * @param before what the first batch says as its position before; exactly what the reader was given
 * @param position where the partitions are read from
 * @param announced whether an empty batch shall tell the position before any record comes
 */
record KafkaReaderStart(Position before, KafkaPosition position, boolean announced) {}
