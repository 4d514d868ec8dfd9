package dev.tributary.runner.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DataSetTest {
  @Test
  void theRealDataIsPackaged() throws IOException {
    assertThat(DataSet.read("flights-20k.ndjson.gz").size()).isEqualTo(20_000);
    assertThat(DataSet.read("earthquakes.ndjson.gz").size()).isEqualTo(1_707);
  }

  @Test
  void recordsComeRoundAfterRound() throws IOException {
    DataSet flights = DataSet.read("flights-20k.ndjson.gz");

    assertThat(new String(flights.at(0), UTF_8)).contains("2001/01/01 00:47");
    assertThat(flights.at(40_001)).isEqualTo(flights.at(1));
  }

  @Test
  void aDataSetThatIsNotPackagedIsNamed() {
    assertThatThrownBy(() -> DataSet.read("absent.gz"))
        .hasMessage("Cannot find data set absent.gz in the jar");
  }
}
