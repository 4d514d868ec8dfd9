package dev.tributary.runner.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
  @Test
  void hostAndPortAreReadAlsoOutOfUrls() {
    HostPort place = new HostPort("db.example", 8082);

    assertThat(HostPort.parse("db.example:8082")).isEqualTo(place).hasToString("db.example:8082");
    assertThat(HostPort.parse("grpc://db.example:8082")).isEqualTo(place);
    assertThat(HostPort.parse("jdbc:arrow-flight-sql://db.example:8082/?useEncryption=false"))
        .isEqualTo(place);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host", ":1", "host:", "host:x", "host:0", "host:70000"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> HostPort.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected host:port, such as 127.0.0.1:8082, got \"" + text + "\"");
  }
}
