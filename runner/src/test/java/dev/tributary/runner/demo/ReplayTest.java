package dev.tributary.runner.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final DataSet data = DataSet.read("earthquakes.ndjson.gz");

  ReplayTest() throws IOException {}

  @Test
  void recordsGoToPartitionsInTurn() {
    replayFrom(0, 0).advance(0.4, producer);

    assertThat(producer.history())
        .extracting(ProducerRecord::partition)
        .containsExactly(0, 1, 0, 1);
    assertThat(producer.history())
        .extracting(ProducerRecord::value)
        .containsExactly(data.at(0), data.at(1), data.at(2), data.at(3));
  }

  @Test
  void partsOfARecordAddUpOverTime() {
    Replay replay = replayFrom(0, 0);
    for (int tick = 0; tick < 50; tick++) {
      replay.advance(0.02, producer);
    }

    assertThat(producer.history()).hasSizeBetween(9, 10);
  }

  @Test
  void aReplayGoesOnBehindEachPartitionsEnd() {
    replayFrom(3, 1).advance(0.4, producer);

    assertThat(producer.history())
        .extracting(ProducerRecord::partition)
        .containsExactly(1, 1, 0, 1);
    assertThat(producer.history())
        .extracting(ProducerRecord::value)
        .containsExactly(data.at(3), data.at(5), data.at(6), data.at(7));
  }

  @Test
  void theSecondRoundBeginsWithTheFirstRecord() {
    replayFrom(854, 853).advance(0.2, producer);

    assertThat(producer.history())
        .extracting(ProducerRecord::value)
        .containsExactly(data.at(0), data.at(1));
  }

  private Replay replayFrom(long end0, long end1) {
    try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest")) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition("t", 0), new TopicPartition("t", 1));
      consumer.updateEndOffsets(Map.of(partitions.get(0), end0, partitions.get(1), end1));
      return Replay.resume(data, "t", 2, 10, consumer);
    }
  }
}
