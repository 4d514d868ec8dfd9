package dev.tributary.endpoint.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.endpoint.EndpointReader;
import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.RecordBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Polls a reader, keeps the numbers of its rows, and checks that batches follow one another. */
final class Reading {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EndpointReader reader;
  private final List<Long> numbers = new ArrayList<>();
  private Position position;

  Reading(EndpointReader reader) {
    this.reader = reader;
  }

  /** Polls once; whether a batch came. */
  boolean poll() throws InterruptedException {
    Optional<RecordBatch> polled = reader.poll(Duration.ofMillis(50));
    if (polled.isEmpty()) {
      return false;
    }
    try (RecordBatch batch = polled.get()) {
      if (position != null) {
        assertThat(batch.before()).isEqualTo(position);
      }
      position = batch.after();
      numbers.addAll(NumberedFormat.numbers(batch.vectors()));
    }
    return true;
  }

  /** Polls until so many rows came in all. */
  Reading rows(int count) throws InterruptedException {
    until(() -> numbers.size() >= count);
    assertThat(numbers).hasSize(count);
    return this;
  }

  /** Polls until that is so. */
  Reading until(BooleanSupplier reached) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long, have %s", numbers).isLessThan(deadline);
      poll();
    }
    return this;
  }

  List<Long> numbers() {
    return List.copyOf(numbers);
  }

  /** Behind everything read; null before the first batch. */
  Position position() {
    return position;
  }

  KafkaPosition kafkaPosition() {
    return KafkaPosition.parse(position);
  }
}
