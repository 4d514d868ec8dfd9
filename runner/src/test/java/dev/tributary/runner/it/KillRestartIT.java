package dev.tributary.runner.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.endpoint.Position;
import dev.tributary.kafka.broker.EmbeddedKafka;
import dev.tributary.lakehouse.Lakehouse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillRestartIT {
  private static final int RECORDS = 200_000;
  private static final int PARTITIONS = 4;
  private static final int KILLS = 20;
  private static final long SEED = 20_261_122;

  @TempDir Path folder;

  @Test
  void twentyKillsAtRandomMomentsLoseDoubleAndReorderNothing() throws Exception {
    Random random = new Random(SEED);
    ExecutorService background = Executors.newSingleThreadExecutor();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        Lakehouse lake = Lakehouse.open(folder.resolve("lake"));
        NumberedRecords records =
            new NumberedRecords(kafka.bootstrapServers(), PipelineFile.TOPIC, PARTITIONS)) {
      kafka.createTopic(PipelineFile.TOPIC, PARTITIONS);
      Path pipeline = PipelineFile.write(folder, "pipeline.yaml", kafka.bootstrapServers());
      for (int kill = 0; kill < KILLS; kill++) {
        long before = snapshotOf(lake);
        Future<?> producing = background.submit(() -> records.write(RECORDS / KILLS, 2_500));
        try (RunnerProcess runner = RunnerProcess.start(folder, "run", pipeline.toString())) {
          awaitNewCommit(lake, before, runner);
          LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1_500)).toNanos());
          runner.kill();
        }
        assertNoGroupOffsetBeyondTheTable(lake, kafka);
        producing.get();
      }

      try (RunnerProcess runner = RunnerProcess.start(folder, "run", pipeline.toString())) {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> new TableOracle(lake, PipelineFile.TABLE).recordCount() >= RECORDS);
        await().atMost(Duration.ofSeconds(30)).until(() -> runner.printed().contains("RUNNING"));
        assertThat(runner.terminate(Duration.ofSeconds(30))).as(runner.printed()).isZero();
      }
      new TableOracle(lake, PipelineFile.TABLE).assertEachRecordOnceAndInOrder(RECORDS, PARTITIONS);
      assertNoGroupOffsetBeyondTheTable(lake, kafka);
    } finally {
      background.shutdownNow();
    }
  }

  private static void awaitNewCommit(Lakehouse lake, long before, RunnerProcess runner) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              assertThat(runner.isAlive()).as(runner.printed()).isTrue();
              return snapshotOf(lake) != before;
            });
  }

  private static long snapshotOf(Lakehouse lake) {
    try {
      var snapshot =
          lake.load(dev.tributary.lakehouse.TableName.parse(PipelineFile.TABLE)).currentSnapshot();
      return snapshot == null ? 0 : snapshot.snapshotId();
    } catch (NoSuchTableException e) {
      return 0;
    }
  }

  private static void assertNoGroupOffsetBeyondTheTable(Lakehouse lake, EmbeddedKafka kafka)
      throws Exception {
    Optional<Position> position = lake.table(PipelineFile.TABLE).state(PipelineFile.ACTIVITY);
    JsonNode next = new ObjectMapper().readTree(position.orElseThrow().json()).get("next");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      Map<TopicPartition, OffsetAndMetadata> acknowledged =
          admin
              .listConsumerGroupOffsets(PipelineFile.ACTIVITY)
              .partitionsToOffsetAndMetadata()
              .get();
      acknowledged.forEach(
          (partition, offset) ->
              assertThat(offset.offset())
                  .as("group offset of " + partition)
                  .isLessThanOrEqualTo(
                      next.get(Integer.toString(partition.partition())).get(0).asLong()));
    }
  }
}
