package dev.tributary.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every checkpointer does. */
abstract class CheckpointerContract {
  private static final int THREADS = 6;
  private static final int INCREMENTS = 50;

  private Checkpointer checkpoints;

  /** A new and empty checkpointer. */
  abstract Checkpointer open(CheckpointerConfig config);

  @BeforeEach
  void openOne() {
    checkpoints = open(new CheckpointerConfig(1000));
  }

  @AfterEach
  void closeIt() {
    checkpoints.close();
  }

  @Test
  void aKeyWithoutValueIsEmpty() {
    assertThat(checkpoints.get("a")).isEmpty();
    assertThat(checkpoints.list()).isEmpty();
  }

  @Test
  void putStoresAndReplaces() {
    checkpoints.put("a", bytes("1"));
    checkpoints.put("a", bytes("2"));
    assertThat(checkpoints.get("a")).hasValue(bytes("2"));
  }

  @Test
  void anEmptyValueIsAValue() {
    checkpoints.put("a", new byte[0]);
    assertThat(checkpoints.get("a")).hasValue(new byte[0]);
    assertThat(checkpoints.create("a", bytes("1"))).isFalse();
    assertThat(checkpoints.compareAndSet("a", Optional.of(new byte[0]), bytes("1"))).isTrue();
    assertThat(checkpoints.get("a")).hasValue(bytes("1"));
  }

  @Test
  void everyByteComesBackAsItWas() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    checkpoints.put("a", all);
    assertThat(checkpoints.get("a")).hasValue(all);
  }

  @Test
  void valuesAreCopiedInAndOut() {
    byte[] in = bytes("1");
    checkpoints.put("a", in);
    in[0] = 'x';
    checkpoints.get("a").orElseThrow()[0] = 'y';
    checkpoints.list().get("a")[0] = 'z';
    assertThat(checkpoints.get("a")).hasValue(bytes("1"));
  }

  @Test
  void compareAndSetStoresOnlyOverTheExpectedValue() {
    assertThat(checkpoints.compareAndSet("a", Optional.of(bytes("0")), bytes("1"))).isFalse();
    assertThat(checkpoints.get("a")).isEmpty();
    assertThat(checkpoints.compareAndSet("a", Optional.empty(), bytes("1"))).isTrue();
    assertThat(checkpoints.compareAndSet("a", Optional.empty(), bytes("2"))).isFalse();
    assertThat(checkpoints.compareAndSet("a", Optional.of(bytes("9")), bytes("2"))).isFalse();
    assertThat(checkpoints.get("a")).hasValue(bytes("1"));
    assertThat(checkpoints.compareAndSet("a", Optional.of(bytes("1")), bytes("2"))).isTrue();
    assertThat(checkpoints.get("a")).hasValue(bytes("2"));
  }

  @Test
  void createStoresTheFirstValueOnly() {
    assertThat(checkpoints.create("a", bytes("1"))).isTrue();
    assertThat(checkpoints.create("a", bytes("2"))).isFalse();
    assertThat(checkpoints.get("a")).hasValue(bytes("1"));
  }

  @Test
  void deleteForgetsAKeyAndTwiceIsNoError() {
    checkpoints.put("a", bytes("1"));
    checkpoints.put("b", bytes("2"));
    checkpoints.delete("a");
    checkpoints.delete("a");
    assertThat(checkpoints.list()).containsOnlyKeys("b");
  }

  @Test
  void listIsInTheOrderOfTheKeysAndACopy() {
    checkpoints.put("b", bytes("2"));
    checkpoints.put("ä/…", bytes("3"));
    checkpoints.put("a", bytes("1"));
    assertThat(checkpoints.list().keySet()).containsExactly("a", "b", "ä/…");
    checkpoints.list().clear();
    assertThat(checkpoints.list()).hasSize(3);
  }

  @Test
  void aPrefixIsAViewOfItsKeys() {
    Checkpointer view = checkpoints.withPrefix("x/");
    view.put("a", bytes("1"));
    checkpoints.put("x/b", bytes("2"));
    checkpoints.put("x/", bytes("not in it"));
    checkpoints.put("y/c", bytes("3"));
    checkpoints.put("X/d", bytes("4"));

    assertThat(checkpoints.get("x/a")).hasValue(bytes("1"));
    assertThat(view.list().keySet()).containsExactly("a", "b");
    assertThat(view.get("y/c")).isEmpty();
    assertThat(view.create("b", bytes("9"))).isFalse();
    assertThat(view.compareAndSet("b", Optional.of(bytes("2")), bytes("9"))).isTrue();
    assertThat(checkpoints.get("x/b")).hasValue(bytes("9"));
    view.delete("a");
    assertThat(checkpoints.get("x/a")).isEmpty();
  }

  @Test
  void aPrefixHoldsNoWildcards() {
    checkpoints.put("axb", bytes("1"));
    assertThat(checkpoints.withPrefix("a_").list()).isEmpty();
    assertThat(checkpoints.withPrefix("%").list()).isEmpty();
  }

  @Test
  void aViewOfAViewAddsUpAndClosingItClosesNothing() {
    Checkpointer inner = checkpoints.withPrefix("x/").withPrefix("y/");
    inner.put("a", bytes("1"));
    inner.close();
    assertThat(checkpoints.get("x/y/a")).hasValue(bytes("1"));
    assertThat(inner.get("a")).hasValue(bytes("1"));
  }

  @Test
  void aValueThatIsTooLargeNamesTheLimitAndChangesNothing() {
    checkpoints.put("a", new byte[1000]);
    assertThatThrownBy(() -> checkpoints.put("a", new byte[1001]))
        .isInstanceOfSatisfying(
            TributaryException.class, e -> assertThat(e.recovery()).isEqualTo(Recovery.STOP))
        .hasMessage(
            "Cannot store checkpoint a: its value has 1001 bytes, checkpoint.max.bytes is 1000");
    assertThatThrownBy(() -> checkpoints.create("b", new byte[1001]))
        .hasMessageContaining("checkpoint.max.bytes");
    assertThatThrownBy(() -> checkpoints.withPrefix("x/").put("b", new byte[1001]))
        .hasMessageContaining("Cannot store checkpoint x/b:");
    assertThat(checkpoints.get("a").orElseThrow()).hasSize(1000);
    assertThat(checkpoints.list()).hasSize(1);
  }

  @Test
  void keysThatAreNoneAreRefused() {
    assertThatThrownBy(() -> checkpoints.put(" ", bytes("1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid checkpoint key: it is blank");
    assertThatThrownBy(() -> checkpoints.get(null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid checkpoint key: it is blank");
    assertThatThrownBy(() -> checkpoints.get("a\0b"))
        .hasMessage("Invalid checkpoint key: control character in a\\u0000b");
    assertThatThrownBy(() -> checkpoints.delete("a\ud800"))
        .hasMessage("Invalid checkpoint key: no Unicode text: a\\ud800");
    assertThatThrownBy(() -> checkpoints.withPrefix(""))
        .hasMessage("Invalid checkpoint prefix: it is blank");
    assertThatThrownBy(() -> checkpoints.put("a", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid checkpoint a: value is null");
  }

  @Test
  void afterCloseNothingWorksButClose() {
    checkpoints.close();
    assertThatCode(checkpoints::close).doesNotThrowAnyException();
    assertThatThrownBy(() -> checkpoints.get("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Cannot use checkpoints in ")
        .hasMessageEndingWith(": closed");
    assertThatThrownBy(() -> checkpoints.withPrefix("x").put("a", bytes("1")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void manyThreadsCountExactly() throws Exception {
    increment(List.of(checkpoints, checkpoints));
    assertThat(counter(checkpoints)).hasValue(bytes("" + THREADS * INCREMENTS));
  }

  /** Lets many threads increment one counter, through these checkpointers in turn. */
  static void increment(List<Checkpointer> through) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Checkpointer mine = through.get(i % through.size());
        ends.add(
            threads.submit(
                () -> {
                  for (int n = 0; n < INCREMENTS; n++) {
                    incrementOnce(mine);
                  }
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  static int increments() {
    return THREADS * INCREMENTS;
  }

  static Optional<byte[]> counter(Checkpointer checkpoints) {
    return checkpoints.get("counter");
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void incrementOnce(Checkpointer checkpoints) {
    boolean done;
    do {
      Optional<byte[]> now = counter(checkpoints);
      int value = now.map(v -> Integer.parseInt(new String(v, StandardCharsets.UTF_8))).orElse(0);
      done = checkpoints.compareAndSet("counter", now, bytes("" + (value + 1)));
    } while (!done);
  }
}
