package dev.tributary.activity;

import dev.tributary.endpoint.Position;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The position of an in-memory endpoint: the next offset of each partition. */
final class Offsets {
  private Offsets() {}

  static List<Integer> beginning(int partitions) {
    return Collections.nCopies(partitions, 0);
  }

  static Position print(List<Integer> offsets) {
    return new Position("{\"next\":" + offsets.toString().replace(" ", "") + "}");
  }

  static List<Integer> parse(Position position) {
    String json = position.json();
    String list = json.substring(json.indexOf('[') + 1, json.indexOf(']'));
    return Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
  }
}
