package dev.tributary.endpoint.kafka;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import dev.tributary.endpoint.EndpointUnavailableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Says Kafka's exceptions in Tributary's words: what cannot be done, why, and what may help. */
record KafkaFailures(String bootstrapServers, String topic, Secrets secrets) {

  static KafkaFailures of(KafkaEndpointConfig config) {
    return new KafkaFailures(
        config.bootstrapServers(), config.topic(), Secrets.of(config.client()));
  }

  TributaryException translate(Throwable thrown) {
    Throwable failure = unwrapped(thrown);
    String reason = secrets.hide(failure.getMessage());
    if (failure instanceof TributaryException known) {
      return known;
    }
    if (failure instanceof UnknownTopicOrPartitionException) {
      return new EndpointUnavailableException(missing(), failure);
    }
    if (failure instanceof AuthenticationException) {
      return new TributaryException(
          Recovery.RESTART, "Cannot log in to Kafka at " + bootstrapServers + ": " + reason);
    }
    if (failure instanceof AuthorizationException) {
      return new TributaryException(
          Recovery.RESTART, cannotRead() + ": not allowed: " + reason, failure);
    }
    if (failure instanceof InvalidTopicException) {
      return new TributaryException(Recovery.STOP, cannotRead() + ": " + reason, failure);
    }
    if (failure instanceof TimeoutException || failure instanceof RetriableException) {
      return new EndpointUnavailableException(unreachable(reason), failure);
    }
    return new TributaryException(Recovery.RESTART, cannotRead() + ": " + reason, failure);
  }

  /**
   * A client could not even be made: its properties are wrong. The exception has no cause, because
   * Kafka's messages may quote a property.
   */
  TributaryException misconfigured(RuntimeException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new TributaryException(
        Recovery.STOP,
        "Cannot make a Kafka client for "
            + bootstrapServers
            + ": "
            + secrets.hide(root.getMessage()));
  }

  String missing() {
    return "Cannot read topic " + topic + ": it does not exist at " + bootstrapServers;
  }

  String unreachable(String reason) {
    return "Cannot reach Kafka at " + bootstrapServers + ": " + reason;
  }

  static Throwable unwrapped(Throwable thrown) {
    Throwable failure = thrown;
    while ((failure instanceof CompletionException || failure instanceof ExecutionException)
        && failure.getCause() != null) {
      failure = failure.getCause();
    }
    return failure;
  }

  private String cannotRead() {
    return "Cannot read topic " + topic + " at " + bootstrapServers;
  }
}
