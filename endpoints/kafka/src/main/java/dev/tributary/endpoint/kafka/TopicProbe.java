package dev.tributary.endpoint.kafka;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Asks a cluster how a topic stands; never blocks. */
record TopicProbe(Admin admin, String topic) {

  /**
   * Asks. The future fails with Kafka's own exceptions: unknown topic, time-out, authentication, …
   */
  CompletableFuture<TopicState> ask() {
    CompletionStage<String> cluster = admin.describeCluster().clusterId().toCompletionStage();
    return admin
        .describeTopics(List.of(topic))
        .topicNameValues()
        .get(topic)
        .toCompletionStage()
        .thenCombine(cluster, this::logs)
        .thenCompose(state -> state)
        .toCompletableFuture();
  }

  private CompletionStage<TopicState> logs(TopicDescription description, String cluster) {
    List<TopicPartition> partitions =
        description.partitions().stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    var starts = offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    var ends = offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    var committedEnds = offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    return starts.thenCombine(
        ends.thenCombine(committedEnds, Ends::new),
        (start, end) -> {
          SortedMap<Integer, TopicState.Log> logs = new TreeMap<>();
          partitions.forEach(p -> logs.put(p.partition(), log(p, start, end)));
          return new TopicState(cluster, description.topicId().toString(), logs);
        });
  }

  private CompletionStage<Map<TopicPartition, ListOffsetsResultInfo>> offsets(
      List<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation) {
    Map<TopicPartition, OffsetSpec> wanted =
        partitions.stream().collect(Collectors.toMap(p -> p, p -> spec));
    return admin.listOffsets(wanted, new ListOffsetsOptions(isolation)).all().toCompletionStage();
  }

  private static TopicState.Log log(
      TopicPartition partition, Map<TopicPartition, ListOffsetsResultInfo> starts, Ends ends) {
    ListOffsetsResultInfo end = ends.all().get(partition);
    return new TopicState.Log(
        starts.get(partition).offset(),
        end.offset(),
        ends.committed().get(partition).offset(),
        end.leaderEpoch());
  }

  private record Ends(
      Map<TopicPartition, ListOffsetsResultInfo> all,
      Map<TopicPartition, ListOffsetsResultInfo> committed) {}
}
