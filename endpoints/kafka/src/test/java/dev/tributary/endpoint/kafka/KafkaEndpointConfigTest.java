package dev.tributary.endpoint.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.endpoint.Replay;
import dev.tributary.endpoint.kafka.KafkaEndpointConfig.StartFrom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaEndpointConfigTest {
  private static final Map<String, String> MINIMUM =
      Map.of("bootstrap.servers", "localhost:9092", "topic", "flights");

  @Test
  void defaultsNeedOnlyTheTopic() {
    assertThat(KafkaEndpointConfig.of("localhost:9092", "flights"))
        .isEqualTo(
            new KafkaEndpointConfig(
                "localhost:9092",
                "flights",
                20_000,
                16 << 20,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                StartFrom.EARLIEST,
                Map.of()));
  }

  @Test
  void everySettingIsRead() {
    assertThat(
            with(
                Map.of(
                    "poll.max.records",
                    "7",
                    "fetch.max.bytes",
                    "2MB",
                    "discovery.interval.ms",
                    "300",
                    "connect.timeout.ms",
                    "400",
                    "start.from",
                    "latest",
                    "client.client.rack",
                    "r1")))
        .isEqualTo(
            new KafkaEndpointConfig(
                "localhost:9092",
                "flights",
                7,
                2 << 20,
                Duration.ofMillis(300),
                Duration.ofMillis(400),
                StartFrom.LATEST,
                Map.of("client.rack", "r1")));
  }

  @Test
  void clientPropertiesReachTheClientsButNeverOverrideTheGuarantees() {
    KafkaEndpointConfig config =
        with(Map.of("client.max.partition.fetch.bytes", "77", "client.retry.backoff.ms", "5"));
    assertThat(ClientProperties.consumer(config, "me"))
        .containsEntry("max.partition.fetch.bytes", "77")
        .containsEntry("retry.backoff.ms", "5")
        .containsEntry("group.id", "me")
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("enable.auto.commit", false)
        .containsEntry("allow.auto.create.topics", false);
    assertThat(ClientProperties.admin(config))
        .containsEntry("retry.backoff.ms", "5")
        .doesNotContainKeys("max.partition.fetch.bytes", "group.id");
    for (String decided :
        new String[] {"group.id", "isolation.level", "auto.offset.reset", "interceptor.classes"}) {
      assertThatThrownBy(() -> with(Map.of("client." + decided, "x")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Cannot use client." + decided + ": the endpoint decides it itself");
    }
  }

  @Test
  void aClientPropertyThatKafkaDoesNotKnowIsRefused() {
    assertThatThrownBy(
            () ->
                KafkaEndpointConfig.clientProperties(
                    Map.of("client.security.protcol", "SSL", "topic", "t", "client.zzz", "1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot use client.security.protcol: Kafka's clients have no such property; did you"
                + " mean client.security.protocol?\n"
                + "Cannot use client.zzz: Kafka's clients have no such property");
  }

  @Test
  void addressesAndTopicNamesAreChecked() {
    for (String wrong : new String[] {"localhost", "localhost:", ":9092", "a:1,,b:2", "a:70000"}) {
      assertThatThrownBy(() -> KafkaEndpointConfig.of(wrong, "flights"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Cannot use bootstrap.servers: must be host:port, separated by commas, got \""
                  + wrong
                  + "\"");
    }
    KafkaEndpointConfig.of("a:1, b.example.org:2,[::1]:3", "flights");
    for (String wrong : new String[] {"a b", "..", "a/b", "x".repeat(250)}) {
      assertThatThrownBy(() -> KafkaEndpointConfig.of("localhost:9092", wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Cannot use topic: must be 1 to 249 letters, digits,");
    }
  }

  @Test
  void secretsAreNeverShown() {
    KafkaEndpointConfig config =
        with(
            Map.of(
                "client.sasl.jaas.config",
                "Module required password=\"open-sesame\";",
                "client.ssl.keystore.password",
                "alibaba",
                "client.security.protocol",
                "SASL_SSL"));
    KafkaEndpoint endpoint = KafkaEndpoint.of("in", config, new NumberedFormat());
    assertThat(config.toString())
        .isEqualTo(
            "bootstrap.servers=localhost:9092, topic=flights, poll.max.records=20000,"
                + " fetch.max.bytes=16777216, discovery.interval.ms=5000, connect.timeout.ms=10000,"
                + " start.from=earliest, client.sasl.jaas.config=****,"
                + " client.security.protocol=SASL_SSL, client.ssl.keystore.password=****");
    assertThat(endpoint + " " + endpoint.location())
        .doesNotContain("open-sesame", "alibaba", "Module");
    Secrets secrets = Secrets.of(config.client());
    assertThat(secrets.hide("bad option open-sesame of alibaba in SASL_SSL"))
        .isEqualTo("bad option **** of **** in SASL_SSL");
    assertThat(secrets).hasToString("****");
  }

  @Test
  void anEndpointSaysWhatAndWhereItIs() {
    KafkaEndpoint endpoint = KafkaEndpoint.of("localhost:9092", "flights", new NumberedFormat());
    assertThat(endpoint.id()).isEqualTo("flights");
    assertThat(endpoint.type()).isEqualTo("kafka");
    assertThat(endpoint.replay()).containsExactly(Replay.FROM_POSITION);
    assertThat(endpoint.location()).isEqualTo(MINIMUM);
    assertThat(endpoint).hasToString("kafka topic flights at localhost:9092");
  }

  private static KafkaEndpointConfig with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(MINIMUM);
    all.putAll(more);
    return KafkaEndpointConfig.of(all);
  }
}
