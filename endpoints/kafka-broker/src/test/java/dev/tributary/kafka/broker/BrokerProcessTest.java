package dev.tributary.kafka.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessTest {
  @TempDir Path folder;

  @Test
  void aKilledOrStoppedBrokerComesBackAtTheSamePlaceWithItsRecords() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(folder)) {
      String bootstrapServers = broker.bootstrapServers();
      Client client = new Client(bootstrapServers);
      broker.createTopic("kept", 1);
      client.send("kept", "before the kill");

      broker.kill();
      assertThat(broker.isAlive()).isFalse();
      broker.restart();
      assertThat(broker.bootstrapServers()).isEqualTo(bootstrapServers);
      client.send("kept", "after the kill");

      broker.stop();
      assertThat(broker.isAlive()).isFalse();
      broker.restart();
      assertThat(client.readAll("kept")).containsExactly("before the kill", "after the kill");
    }
  }

  @Test
  void theChildEndsWithItsParent() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tributary.kafka.broker.BrokerMain",
                folder.toString(),
                "0",
                "1500")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    try {
      // The operating system closes this pipe when the parent dies.
      child.getOutputStream().close();
      assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(child.exitValue()).isZero();
    } finally {
      child.destroyForcibly();
    }
  }
}
