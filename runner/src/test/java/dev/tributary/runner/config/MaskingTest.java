package dev.tributary.runner.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssl.keystore.password",
        "sasl.jaas.config",
        "ssl.key.password",
        "oauth.client.secret",
        "SASL.TOKEN"
      })
  void namesThatPromiseSecretsAreRecognised(String name) {
    assertThat(Masking.soundsSecret(name)).isTrue();
  }

  @Test
  void otherNamesAreNot() {
    assertThat(Masking.soundsSecret("fetch.min.bytes")).isFalse();
  }

  @Test
  void passwordsInsideUrlsAreMasked() {
    assertThat(Masking.inside("jdbc:postgresql://db/x?user=u&password=pa$s&ssl=true"))
        .isEqualTo("jdbc:postgresql://db/x?user=u&password=****&ssl=true");
    assertThat(Masking.inside("https://me:hunter2@host/path"))
        .isEqualTo("https://me:****@host/path");
    assertThat(Masking.inside("jdbc:sqlite:lake/catalog.db"))
        .isEqualTo("jdbc:sqlite:lake/catalog.db");
  }
}
