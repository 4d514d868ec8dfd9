package dev.tributary.endpoint.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/** One topic at a broker, to write to and to meddle with. */
record Topic(String bootstrapServers, String name) {

  /** Sends {@code n;text} for each number from {@code first} up to, not with, {@code end}. */
  void sendNumbers(int partition, long first, long end)
      throws ExecutionException, InterruptedException {
    send(partition, LongStream.range(first, end).mapToObj(n -> n + ";text").toArray(String[]::new));
  }

  void send(int partition, String... messages) throws ExecutionException, InterruptedException {
    try (KafkaProducer<String, String> producer = producer(Map.of())) {
      sendAll(producer, partition, messages);
      producer.flush();
    }
  }

  /** Sends in one transaction that is committed or aborted. */
  void sendInTransaction(boolean commit, int partition, String... messages)
      throws ExecutionException, InterruptedException {
    try (KafkaProducer<String, String> producer = producer(Map.of("transactional.id", name))) {
      producer.initTransactions();
      producer.beginTransaction();
      sendAll(producer, partition, messages);
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.flush();
        producer.abortTransaction();
      }
    }
  }

  void growTo(int partitions) throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions))).all().get();
    }
  }

  /** Deletes all records in front of an offset, as retention does. */
  void deleteBefore(int partition, long offset) throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition(name, partition), RecordsToDelete.beforeOffset(offset)))
          .all()
          .get();
    }
  }

  String id() throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      return admin
          .describeTopics(List.of(name))
          .topicNameValues()
          .get(name)
          .get()
          .topicId()
          .toString();
    }
  }

  /** What the group shows as read, by partition. */
  Map<Integer, Long> groupOffsets(String group) {
    Map<Integer, Long> offsets = new TreeMap<>();
    try (Admin admin = admin()) {
      admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach((partition, offset) -> offsets.put(partition.partition(), offset.offset()));
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return offsets;
  }

  void setGroupOffset(String group, int partition, long offset)
      throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      admin
          .alterConsumerGroupOffsets(
              group, Map.of(new TopicPartition(name, partition), new OffsetAndMetadata(offset)))
          .all()
          .get();
    }
  }

  private void sendAll(KafkaProducer<String, String> producer, int partition, String... messages) {
    for (String message : messages) {
      producer.send(new ProducerRecord<>(name, partition, null, message));
    }
  }

  private KafkaProducer<String, String> producer(Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put("bootstrap.servers", bootstrapServers);
    return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }
}
