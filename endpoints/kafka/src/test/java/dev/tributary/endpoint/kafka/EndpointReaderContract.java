package dev.tributary.endpoint.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.endpoint.EndpointReader;
import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.ReaderContext;
import dev.tributary.endpoint.RecordBatch;
import dev.tributary.endpoint.RecordFormatException;
import dev.tributary.endpoint.Replay;
import dev.tributary.endpoint.StreamingEndpoint;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every endpoint's reader must do, whatever the source. An endpoint's test extends this and
 * says how to make an empty stream.
 */
public abstract class EndpointReaderContract {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private RootAllocator allocator;
  private Stream stream;

  /** A stream that nobody else uses. */
  protected interface Stream {
    /** An endpoint of it whose batches have ten rows at most, decoded by {@link NumberedFormat}. */
    StreamingEndpoint endpoint();

    /** Puts messages into the stream so that they are read in this order. */
    void send(String... messages) throws Exception;
  }

  /** A new stream without messages. */
  protected abstract Stream newStream() throws Exception;

  @BeforeEach
  void open() throws Exception {
    allocator = new RootAllocator();
    stream = newStream();
  }

  @AfterEach
  void everyByteIsGivenBack() {
    allocator.close();
  }

  @Test
  void recordsComeInOrderAndEachBatchBeginsWhereTheLastEnded() throws Exception {
    sendNumbers(0, 45);
    try (EndpointReader reader = reader(Optional.empty())) {
      List<Batch> batches = read(reader, 45);
      assertThat(numbers(batches)).isEqualTo(numbers(0, 45));
      for (int i = 1; i < batches.size(); i++) {
        assertThat(batches.get(i).before()).isEqualTo(batches.get(i - 1).after());
        assertThat(batches.get(i).numbers()).hasSizeLessThanOrEqualTo(10);
      }
    }
  }

  @Test
  void aReaderResumesExactlyBehindAnyBatch() throws Exception {
    assumeTrue(stream.endpoint().replay().contains(Replay.FROM_POSITION));
    sendNumbers(0, 45);
    List<Batch> all;
    try (EndpointReader reader = reader(Optional.empty())) {
      all = read(reader, 45);
    }
    int read = 0;
    for (Batch batch : all) {
      read += batch.numbers().size();
      if (read < 45) {
        try (EndpointReader reader = reader(Optional.of(batch.after()))) {
          List<Batch> rest = read(reader, 45 - read);
          assertThat(numbers(rest)).isEqualTo(numbers(read, 45));
          assertThat(rest.get(0).before()).isEqualTo(batch.after());
        }
      }
    }
  }

  @Test
  void anEmptyStreamGivesNothingAndThenWhatComes() throws Exception {
    try (EndpointReader reader = reader(Optional.empty())) {
      assertThat(reader.poll(Duration.ofMillis(20))).isEmpty();
      assertThat(reader.poll(Duration.ZERO)).isEmpty();
      sendNumbers(0, 3);
      assertThat(numbers(read(reader, 3))).isEqualTo(numbers(0, 3));
    }
  }

  @Test
  void wakeupEndsAPollThatWaits() throws Exception {
    EndpointReader reader = reader(Optional.empty());
    CompletableFuture<Boolean> gotSomething = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    Thread thread = pollingFor(reader, begun, gotSomething);
    begun.await();
    reader.wakeup();
    assertThat(gotSomething.get(10, TimeUnit.SECONDS)).isFalse();
    thread.join();
  }

  @Test
  void anInterruptIsPassedOn() throws Exception {
    EndpointReader reader = reader(Optional.empty());
    CompletableFuture<Boolean> gotSomething = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    Thread thread = pollingFor(reader, begun, gotSomething);
    begun.await();
    thread.interrupt();
    assertThatThrownBy(() -> gotSomething.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(InterruptedException.class);
    thread.join();
  }

  @Test
  void anInterruptLosesNoRecord() throws Exception {
    sendNumbers(0, 45);
    try (EndpointReader reader = reader(Optional.empty())) {
      List<Batch> batches = new ArrayList<>(read(reader, 1));
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> reader.poll(Duration.ofSeconds(1)))
          .isInstanceOf(InterruptedException.class)
          .hasMessageContaining("Interrupted");
      assertThat(Thread.interrupted()).isFalse();
      batches.addAll(read(reader, 45 - numbers(batches).size()));
      assertThat(numbers(batches)).isEqualTo(numbers(0, 45));
    }
  }

  @Test
  void aBadRecordEndsTheBatchInFrontOfItAndIsThrownByEachLaterPoll() throws Exception {
    stream.send("0;good", "1;good", "bad", "3;never reached");
    Position inFront;
    try (EndpointReader reader = reader(Optional.empty())) {
      List<Batch> batches = read(reader, 2);
      assertThat(numbers(batches)).isEqualTo(numbers(0, 2));
      inFront = batches.get(batches.size() - 1).after();
      for (int i = 0; i < 3; i++) {
        assertBadRecord(reader);
      }
    }
    try (EndpointReader again = reader(Optional.of(inFront))) {
      assertBadRecord(again);
    }
  }

  @Test
  void lagCountsDownToNothing() throws Exception {
    sendNumbers(0, 45);
    try (EndpointReader reader = reader(Optional.empty())) {
      read(reader, 45);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (reader.status().recordsBehind().orElse(-1) != 0
          || reader.status().trouble().isPresent()) {
        assertThat(System.nanoTime()).as("%s", reader.status()).isLessThan(deadline);
        assertThat(reader.poll(Duration.ofMillis(20))).isEmpty();
      }
    }
  }

  @Test
  void closeKeepsAnInterrupt() throws Exception {
    EndpointReader reader = reader(Optional.empty());
    Thread.currentThread().interrupt();
    reader.close();
    assertThat(Thread.interrupted()).isTrue();
  }

  private void assertBadRecord(EndpointReader reader) {
    assertThatThrownBy(() -> poll(reader, Duration.ofSeconds(10)))
        .isInstanceOf(RecordFormatException.class)
        .hasMessageStartingWith("Cannot decode record: ")
        .hasMessageEndingWith(": expected n;text, got \"bad\"");
  }

  /** Polls in a thread of its own, once, for a long time; closes the reader there. */
  private static Thread pollingFor(
      EndpointReader reader, CountDownLatch begun, CompletableFuture<Boolean> gotSomething) {
    Thread thread =
        new Thread(
            () -> {
              try (reader) {
                begun.countDown();
                gotSomething.complete(reader.poll(Duration.ofMinutes(1)).isPresent());
              } catch (InterruptedException | RuntimeException e) {
                gotSomething.completeExceptionally(e);
              }
            });
    thread.start();
    return thread;
  }

  private EndpointReader reader(Optional<Position> from) throws InterruptedException {
    return stream
        .endpoint()
        .openReader(new ReaderContext("contract", from, allocator, InstantSource.system()));
  }

  private void sendNumbers(long first, long end) throws Exception {
    stream.send(LongStream.range(first, end).mapToObj(n -> n + ";text").toArray(String[]::new));
  }

  private static List<Batch> read(EndpointReader reader, int atLeast) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<Batch> batches = new ArrayList<>();
    while (numbers(batches).size() < atLeast) {
      assertThat(System.nanoTime()).as("waited too long, have %s", batches).isLessThan(deadline);
      poll(reader, Duration.ofMillis(100)).ifPresent(batches::add);
    }
    return batches;
  }

  private static Optional<Batch> poll(EndpointReader reader, Duration maxWait)
      throws InterruptedException {
    Optional<RecordBatch> polled = reader.poll(maxWait);
    if (polled.isEmpty()) {
      return Optional.empty();
    }
    try (RecordBatch batch = polled.get()) {
      return Optional.of(
          new Batch(batch.before(), batch.after(), NumberedFormat.numbers(batch.vectors())));
    }
  }

  private static List<Long> numbers(List<Batch> batches) {
    return batches.stream().flatMap(batch -> batch.numbers().stream()).toList();
  }

  private static List<Long> numbers(long first, long end) {
    return LongStream.range(first, end).boxed().toList();
  }

  private record Batch(Position before, Position after, List<Long> numbers) {}
}
