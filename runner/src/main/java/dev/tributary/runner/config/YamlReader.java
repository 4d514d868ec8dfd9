package dev.tributary.runner.config;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Flattens a YAML document: nesting becomes dots, and every value keeps its line. Nothing is
 * constructed from tags: texts are all it knows.
 */
final class YamlReader {
  static final int MAX_DEPTH = 30;

  private final Mistakes mistakes;
  private final Map<String, Given> found = new LinkedHashMap<>();
  private final Map<String, Origin> places = new LinkedHashMap<>();

  /**
   * What a document says.
   *
   * @param values by full name, in the order of the file
   * @param places where each name that holds others begins
   */
  record Document(Map<String, Given> values, Map<String, Origin> places) {}

  YamlReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  Document read(String text) {
    Document document = new Document(found, places);
    Node root;
    try {
      root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      mistakes.refuse(mistakes.line(lineOf(e)), "this as YAML", reason(e));
      return document;
    } catch (YAMLException e) {
      mistakes.refuse(
          mistakes.line(1), "this as YAML", e.getMessage().lines().findFirst().orElse(""));
      return document;
    }
    if (root == null || isNull(root)) {
      mistakes.refuse(
          mistakes.line(1), "an empty file", "expected the sections endpoints and activities");
    } else if (root instanceof MappingNode mapping) {
      flatten("", mapping, 0);
    } else {
      mistakes.refuse(
          line(root), "this", "expected sections such as endpoints and activities at the top");
    }
    return document;
  }

  private void flatten(String prefix, MappingNode mapping, int depth) {
    if (depth > MAX_DEPTH) {
      mistakes.refuse(line(mapping), prefix, "it is nested deeper than " + MAX_DEPTH + " levels");
      return;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        mistakes.refuse(line(tuple.getKeyNode()), "a key that is no text", "expected a name");
        continue;
      }
      String name = prefix.isEmpty() ? key.getValue() : prefix + "." + key.getValue();
      Node value = tuple.getValueNode();
      if (value instanceof MappingNode inner && !inner.getValue().isEmpty()) {
        if (SchemaText.isColumn(name)) {
          put(name, Optional.of(SchemaText.structOf(inner, mistakes, this::line)), key);
        } else if (isFirst(name, key)) {
          places.put(name, line(key));
          flatten(name, inner, depth + 1);
        }
      } else {
        put(name, text(name, value), key);
      }
    }
  }

  private Optional<String> text(String name, Node value) {
    if (value instanceof ScalarNode scalar) {
      return isNull(scalar) ? Optional.empty() : Optional.of(scalar.getValue());
    }
    if (value instanceof SequenceNode sequence) {
      if (sequence.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
        return Optional.of(
            sequence.getValue().stream()
                .map(item -> ((ScalarNode) item).getValue())
                .collect(Collectors.joining(",")));
      }
      mistakes.refuse(line(value), name, "expected a value or a list of plain values");
    }
    return Optional.empty();
  }

  private void put(String name, Optional<String> text, Node key) {
    if (isFirst(name, key)) {
      found.put(name, new Given(name, text, line(key)));
    }
  }

  private boolean isFirst(String name, Node key) {
    Origin earlier = found.containsKey(name) ? found.get(name).origin() : places.get(name);
    if (earlier != null) {
      mistakes.refuse(line(key), name, "it is given twice, first in " + earlier);
    }
    return earlier == null;
  }

  private Origin line(Node node) {
    return mistakes.line(node.getStartMark().getLine() + 1);
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private static int lineOf(MarkedYAMLException e) {
    Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
    return mark == null ? 1 : mark.getLine() + 1;
  }

  private static String reason(MarkedYAMLException e) {
    String problem = String.valueOf(e.getProblem()).strip();
    return problem.startsWith("mapping values are not allowed")
        ? problem + "; put a text that holds \": \" into quotes"
        : problem;
  }
}
