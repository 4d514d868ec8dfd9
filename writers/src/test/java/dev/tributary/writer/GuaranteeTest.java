package dev.tributary.writer;

import static dev.tributary.endpoint.Replay.FROM_EVENT_ID;
import static dev.tributary.endpoint.Replay.FROM_POSITION;
import static dev.tributary.endpoint.Replay.UNACKNOWLEDGED;
import static dev.tributary.writer.Guarantee.AT_LEAST_ONCE;
import static dev.tributary.writer.Guarantee.AT_MOST_ONCE;
import static dev.tributary.writer.Guarantee.EXACTLY_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tributary.endpoint.Replay;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class GuaranteeTest {
  static Stream<Arguments> table() {
    return Stream.of(
        arguments(Set.of(), true, AT_MOST_ONCE),
        arguments(Set.of(), false, AT_MOST_ONCE),
        arguments(Set.of(FROM_POSITION), true, EXACTLY_ONCE),
        arguments(Set.of(FROM_POSITION), false, AT_LEAST_ONCE),
        arguments(Set.of(FROM_EVENT_ID), true, AT_MOST_ONCE),
        arguments(Set.of(FROM_EVENT_ID), false, AT_MOST_ONCE),
        arguments(Set.of(UNACKNOWLEDGED), true, AT_LEAST_ONCE),
        arguments(Set.of(UNACKNOWLEDGED), false, AT_LEAST_ONCE),
        arguments(Set.of(FROM_POSITION, UNACKNOWLEDGED), true, EXACTLY_ONCE),
        arguments(Set.of(FROM_POSITION, UNACKNOWLEDGED), false, AT_LEAST_ONCE),
        arguments(Set.of(FROM_POSITION, FROM_EVENT_ID), true, EXACTLY_ONCE),
        arguments(Set.of(FROM_POSITION, FROM_EVENT_ID), false, AT_LEAST_ONCE),
        arguments(Set.of(FROM_EVENT_ID, UNACKNOWLEDGED), true, AT_LEAST_ONCE),
        arguments(Set.of(FROM_EVENT_ID, UNACKNOWLEDGED), false, AT_LEAST_ONCE),
        arguments(Set.of(Replay.values()), true, EXACTLY_ONCE),
        arguments(Set.of(Replay.values()), false, AT_LEAST_ONCE));
  }

  @ParameterizedTest
  @MethodSource("table")
  void theGuaranteeFollowsFromReplayAndAtomicity(
      Set<Replay> replay, boolean atomic, Guarantee guarantee) {
    assertThat(Guarantee.of(replay, atomic)).isEqualTo(guarantee);
  }
}
