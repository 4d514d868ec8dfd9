package dev.tributary.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.kafka.broker.EmbeddedKafka;
import dev.tributary.lakehouse.Lakehouse;
import dev.tributary.lakehouse.TableName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicToTableTest {
  @TempDir Path folder;

  @Test
  void theProgramMakesATableOfATopic() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
      kafka.createTopic("flights", 2);
      Thread program =
          new Thread(
              () -> {
                try {
                  TopicToTable.main(
                      new String[] {
                        kafka.bootstrapServers(),
                        "flights",
                        folder.resolve("lake").toString(),
                        "air.flights",
                        "0"
                      });
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      program.start();
      write(kafka.bootstrapServers(), 1_000);
      try (Lakehouse lake = Lakehouse.open(folder.resolve("lake"))) {
        await()
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptions()
            .until(
                () ->
                    lake.load(TableName.parse("air.flights"))
                        .currentSnapshot()
                        .summary()
                        .get("total-records"),
                "1000"::equals);
      }
      program.interrupt();
      program.join(Duration.ofSeconds(30).toMillis());
      assertThat(program.isAlive()).isFalse();
    }
  }

  private static void write(String bootstrapServers, int records) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < records; i++) {
        String json = "{\"n\":" + i + ",\"origin\":{\"airport\":\"JFK\"}}";
        producer.send(new ProducerRecord<>("flights", json.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }
}
