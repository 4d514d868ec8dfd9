package dev.tributary.lakehouse.commit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import dev.tributary.endpoint.Position;

/**
 * What a table remembers of one owner (an activity): where its source is to be read on, and which
 * commit said so.
 *
 * @param commitId unique to the commit that wrote this
 */
public record OwnerState(String commitId, Position position) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As it stands in the table's metadata: {@code {"commit":"…","position":{…}}}. */
  String toJson() {
    return "{\"commit\":\"" + commitId + "\",\"position\":" + position.json() + "}";
  }

  static OwnerState fromJson(String key, String json) {
    try {
      JsonNode node = JSON.readTree(json);
      return new OwnerState(
          node.required("commit").asText(), new Position(node.required("position").toString()));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new TributaryException(
          Recovery.STOP, "Cannot read state " + key + ": not a state of this version: " + json, e);
    }
  }
}
