package dev.tributary.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import dev.tributary.checkpoint.Checkpointer;
import dev.tributary.endpoint.RecordBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CallbackSinkTest {
  private final BufferAllocator allocator = new RootAllocator();
  private final Checkpointer checkpointer = Checkpointer.inMemory();
  private final List<List<Integer>> handedOver = new ArrayList<>();
  private final ContinuousSink sink = CallbackSink.of("mine", this::take, checkpointer);

  @AfterEach
  void nothingIsLeftInMemory() {
    assertThat(allocator.getAllocatedMemory()).isZero();
    allocator.close();
    checkpointer.close();
  }

  @Test
  void itSaysWhatItIs() {
    assertThat(sink.target()).isEqualTo("callback mine");
    assertThat(sink.atomic()).isFalse();
  }

  @Test
  void rowsAreHandedOverAtTheCheckpointAndNotBefore() throws Exception {
    ContinuousWriter writer = sink.openWriter("owner");
    assertThat(writer.state()).isEmpty();
    write(writer, 0, 3);
    write(writer, 3, 2);
    assertThat(handedOver).isEmpty();
    assertThat(writer.pending()).isEqualTo(new PendingRows(5, 50));

    CommitReceipt receipt = writer.checkpoint(Batches.at(5));

    assertThat(handedOver).containsExactly(List.of(0, 1, 2), List.of(3, 4));
    assertThat(receipt.rows()).isEqualTo(5);
    assertThat(receipt.id()).isNotBlank();
    assertThat(receipt.attempts()).isEqualTo(1);
    assertThat(writer.pending()).isEqualTo(PendingRows.NONE);
    write(writer, 5, 1);
    CommitReceipt second = writer.checkpoint(Batches.at(6));
    assertThat(second.rows()).isEqualTo(1);
    assertThat(second.id()).isNotEqualTo(receipt.id());
    assertThat(handedOver).hasSize(3);
    writer.close(false);
  }

  @Test
  void theReceiptIsDatedByTheClock() throws Exception {
    Instant noon = Instant.parse("2026-01-01T12:00:00Z");
    ContinuousWriter writer =
        CallbackSink.of("mine", this::take, checkpointer)
            .clock(InstantSource.fixed(noon))
            .openWriter("owner");
    CommitReceipt receipt = writer.checkpoint(Batches.at(1));
    assertThat(receipt.at()).isEqualTo(noon);
    assertThat(receipt.took()).isEqualTo(Duration.ZERO);
    writer.close(false);
  }

  @Test
  void aPositionWithoutRowsIsStoredToo() throws Exception {
    ContinuousWriter writer = sink.openWriter("owner");
    write(writer, 0, 0);
    assertThat(writer.checkpoint(Batches.at(7)).rows()).isZero();
    writer.close(false);
    assertThat(handedOver).isEmpty();
    assertThat(stateOf("owner")).isEqualTo(Batches.at(7).json());
  }

  @Test
  void stateSurvivesTheWriterAndTheProcess(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("state.db");
    try (Checkpointer first = Checkpointer.sqlite(file)) {
      ContinuousWriter writer = CallbackSink.of("mine", this::take, first).openWriter("owner");
      write(writer, 0, 3);
      writer.checkpoint(Batches.at(3));
      writer.close(false);
    }
    try (Checkpointer second = Checkpointer.sqlite(file)) {
      CallbackSink again = CallbackSink.of("mine", this::take, second);
      ContinuousWriter writer = again.openWriter("owner");
      assertThat(writer.state()).hasValue(Batches.at(3));
      writer.close(false);
      assertThat(again.openWriter("somebody else").state()).isEmpty();
      assertThat(CallbackSink.of("other", this::take, second).openWriter("owner").state())
          .isEmpty();
    }
  }

  @Test
  void ofTwoWritersTheOneBehindIsFencedAndHandsOverNothing() throws Exception {
    ContinuousWriter slow = sink.openWriter("owner");
    ContinuousWriter fast = sink.openWriter("owner");
    write(slow, 0, 1);
    write(fast, 0, 2);
    fast.checkpoint(Batches.at(2));
    handedOver.clear();

    assertThatThrownBy(() -> slow.checkpoint(Batches.at(1)))
        .isInstanceOf(FencedException.class)
        .hasMessage(
            "Cannot checkpoint mine/owner: another writer has moved its state away from"
                + " the beginning");

    assertThat(handedOver).isEmpty();
    assertThat(stateOf("owner")).isEqualTo(Batches.at(2).json());
    slow.close(true);
    write(fast, 2, 1);
    fast.checkpoint(Batches.at(3));
    fast.close(false);
  }

  @Test
  void aStateThatMovesDuringTheHandOverFencesToo() throws Exception {
    ContinuousSink racing = CallbackSink.of("mine", batch -> moveState("owner", 9), checkpointer);
    ContinuousWriter writer = racing.openWriter("owner");
    write(writer, 0, 1);
    assertThatThrownBy(() -> writer.checkpoint(Batches.at(1))).isInstanceOf(FencedException.class);
    writer.close(true);
    assertThat(stateOf("owner")).isEqualTo(Batches.at(9).json());
  }

  @Test
  void aStateMovedAwayAndBackIsSeenAsMoved() throws Exception {
    ContinuousWriter writer = sink.openWriter("owner");
    writer.checkpoint(Batches.at(1));
    moveState("owner", 2);
    moveState("owner", 1);
    assertThatThrownBy(() -> writer.checkpoint(Batches.at(2)))
        .isInstanceOf(FencedException.class)
        .hasMessageEndingWith("away from {\"next\":1}");
    writer.close(true);
  }

  @Test
  void aCallbackThatFailsStoresNoStateAndSaysWhichRows() throws Exception {
    ContinuousSink failing =
        CallbackSink.of(
            "mine",
            batch -> {
              throw new IOException("disk is full");
            },
            checkpointer);
    ContinuousWriter writer = failing.openWriter("owner");
    write(writer, 4, 2);
    assertThatThrownBy(() -> writer.checkpoint(Batches.at(6)))
        .isInstanceOfSatisfying(
            TributaryException.class, e -> assertThat(e.recovery()).isEqualTo(Recovery.RESTART))
        .hasMessage(
            "Cannot hand 2 rows from {\"next\":4} to callback mine:"
                + " java.io.IOException: disk is full")
        .hasCauseInstanceOf(IOException.class);
    writer.close(true);
    assertThat(checkpointer.list()).isEmpty();
  }

  @Test
  void aCallbackMayDecideWhatHelpsAndMayBeInterrupted() throws Exception {
    TributaryException away = new TributaryException(Recovery.WAIT, "Cannot reach it: away");
    assertThatThrownBy(() -> checkpointThrough(away)).isSameAs(away);
    InterruptedException interrupt = new InterruptedException();
    assertThatThrownBy(() -> checkpointThrough(interrupt)).isSameAs(interrupt);
  }

  @Test
  void closingAFailedWriterDropsWhatItHolds() throws Exception {
    ContinuousWriter writer = sink.openWriter("owner");
    write(writer, 0, 1000);
    assertThat(allocator.getAllocatedMemory()).isPositive();
    writer.close(true);
    assertThat(allocator.getAllocatedMemory()).isZero();
    assertThat(writer.pending()).isEqualTo(PendingRows.NONE);
    assertThat(handedOver).isEmpty();
  }

  @Test
  void aStateThatIsNoneIsNeverTakenForTheBeginning() throws Exception {
    checkpointer.put("mine/owner", "rubbish".getBytes(StandardCharsets.UTF_8));
    ContinuousWriter writer = sink.openWriter("owner");
    assertThatThrownBy(writer::state)
        .isInstanceOfSatisfying(
            TributaryException.class, e -> assertThat(e.recovery()).isEqualTo(Recovery.STOP))
        .hasMessage(
            "Cannot read the state of mine/owner:"
                + " Invalid position: expected a JSON object, got rubbish");
  }

  @Test
  void namesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> CallbackSink.of(" ", this::take, checkpointer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid callback sink: name is blank");
    assertThatThrownBy(() -> CallbackSink.of("a/b", this::take, checkpointer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid callback sink: name must not hold a slash, got a/b");
    assertThatThrownBy(() -> sink.openWriter(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid callback sink: owner is blank");
  }

  private void take(RecordBatch batch) {
    handedOver.add(Batches.values(batch));
  }

  private void write(ContinuousWriter writer, int first, int rows) throws InterruptedException {
    try (RecordBatch batch = Batches.of(allocator, first, rows)) {
      writer.write(batch);
    }
  }

  private void moveState(String owner, int next) throws InterruptedException {
    ContinuousWriter other = sink.openWriter(owner);
    other.checkpoint(Batches.at(next));
    other.close(false);
  }

  private String stateOf(String owner) throws InterruptedException {
    return sink.openWriter(owner).state().orElseThrow().json();
  }

  private void checkpointThrough(Exception failure) throws InterruptedException {
    ContinuousWriter writer =
        CallbackSink.of(
                "mine",
                batch -> {
                  throw failure;
                },
                checkpointer)
            .openWriter("owner");
    try {
      write(writer, 0, 1);
      writer.checkpoint(Batches.at(1));
    } finally {
      writer.close(true);
    }
  }
}
