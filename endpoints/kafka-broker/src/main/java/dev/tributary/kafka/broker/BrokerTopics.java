package dev.tributary.kafka.broker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates and deletes topics; returns when the broker shows the change to clients. */
record BrokerTopics(String bootstrapServers) {
  private static final long TIMEOUT_MILLIS = 30_000;
  private static final long LOOK_AGAIN_MILLIS = 20;

  void create(String topic, int partitions) throws InterruptedException {
    String what = "create topic " + topic + " with " + partitions + " partitions";
    try (Admin admin = admin()) {
      try {
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw failed(what, e);
        }
      }
      int there = awaitLeaders(admin, topic, what);
      if (there != partitions) {
        throw new IllegalStateException("Cannot " + what + ": it exists with " + there);
      }
    }
  }

  void delete(String topic) throws InterruptedException {
    String what = "delete topic " + topic;
    try (Admin admin = admin()) {
      try {
        admin.deleteTopics(List.of(topic)).all().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw failed(what, e);
        }
      }
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
      while (describe(admin, topic, what).isPresent()) {
        pause(deadline, what);
      }
    }
  }

  private int awaitLeaders(Admin admin, String topic, String what) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
    while (true) {
      Optional<TopicDescription> seen = describe(admin, topic, what);
      if (seen.isPresent()
          && seen.get().partitions().stream()
              .allMatch(p -> p.leader() != null && !p.leader().isEmpty())) {
        return seen.get().partitions().size();
      }
      pause(deadline, what);
    }
  }

  private Optional<TopicDescription> describe(Admin admin, String topic, String what)
      throws InterruptedException {
    try {
      return Optional.of(admin.describeTopics(List.of(topic)).topicNameValues().get(topic).get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw failed(what, e);
    }
  }

  private void pause(long deadline, String what) throws InterruptedException {
    if (System.nanoTime() - deadline > 0) {
      throw new IllegalStateException(
          "Cannot "
              + what
              + " at "
              + bootstrapServers
              + ": the broker does not show it after "
              + TIMEOUT_MILLIS
              + " ms");
    }
    TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
  }

  private IllegalStateException failed(String what, ExecutionException e) {
    return new IllegalStateException(
        "Cannot " + what + " at " + bootstrapServers + ": " + e.getCause().getMessage(),
        e.getCause());
  }

  private Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) TIMEOUT_MILLIS,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) TIMEOUT_MILLIS / 2));
  }
}
