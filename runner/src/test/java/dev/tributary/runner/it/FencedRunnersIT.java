package dev.tributary.runner.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.kafka.broker.EmbeddedKafka;
import dev.tributary.lakehouse.Lakehouse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FencedRunnersIT {
  private static final int RECORDS = 20_000;
  private static final int PARTITIONS = 4;

  @TempDir Path folder;

  @Test
  void ofTwoRunnersOnOneActivityOneWinsAndTheOtherStopsAsFenced() throws Exception {
    ExecutorService background = Executors.newSingleThreadExecutor();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        Lakehouse lake = Lakehouse.open(folder.resolve("lake"));
        NumberedRecords records =
            new NumberedRecords(kafka.bootstrapServers(), PipelineFile.TOPIC, PARTITIONS)) {
      kafka.createTopic(PipelineFile.TOPIC, PARTITIONS);
      Path pipeline = PipelineFile.write(folder, "pipeline.yaml", kafka.bootstrapServers());
      try (RunnerProcess one = RunnerProcess.start(folder, "run", pipeline.toString());
          RunnerProcess two = RunnerProcess.start(folder, "run", pipeline.toString())) {
        Future<?> producing = background.submit(() -> records.write(RECORDS, 1_000));

        await().atMost(Duration.ofSeconds(60)).until(() -> !one.isAlive() || !two.isAlive());
        RunnerProcess loser = one.isAlive() ? two : one;
        RunnerProcess winner = one.isAlive() ? one : two;
        assertThat(loser.exitCode(Duration.ofSeconds(5))).as(loser.printed()).isEqualTo(1);
        assertThat(loser.printed()).contains("FENCED");

        producing.get();
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> new TableOracle(lake, PipelineFile.TABLE).recordCount() >= RECORDS);
        assertThat(winner.terminate(Duration.ofSeconds(30))).as(winner.printed()).isZero();
      }
      new TableOracle(lake, PipelineFile.TABLE).assertEachRecordOnceAndInOrder(RECORDS, PARTITIONS);
    } finally {
      background.shutdownNow();
    }
  }
}
