package dev.tributary.runner.config;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The columns written under {@code endpoints.<id>.schema}: a name and the text of a type each,
 * nested mappings being structs.
 */
final class SchemaText {
  private static final Pattern COLUMN = Pattern.compile("endpoints\\.[^.]+\\.schema\\..+");
  private static final Pattern NOT_NULL = Pattern.compile("(?i)\\s+not\\s+null\\s*$");

  private SchemaText() {}

  /** Whether a full name is the name of a column. */
  static boolean isColumn(String name) {
    return COLUMN.matcher(name).matches();
  }

  /** The text of the struct that a nested mapping stands for. */
  static String structOf(MappingNode mapping, Mistakes mistakes, Function<Node, Origin> lines) {
    return structOf(mapping, mistakes, lines, 0);
  }

  private static String structOf(
      MappingNode mapping, Mistakes mistakes, Function<Node, Origin> lines, int depth) {
    if (depth > YamlReader.MAX_DEPTH) {
      mistakes.refuse(lines.apply(mapping), "this struct", "it is nested too deep");
      return "string";
    }
    List<String> fields = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key) || key.getValue().contains("\"")) {
        mistakes.refuse(lines.apply(tuple.getKeyNode()), "a field's name", "expected plain text");
        continue;
      }
      fields.add(
          "\""
              + key.getValue()
              + "\": "
              + fieldType(key.getValue(), tuple.getValueNode(), mistakes, lines, depth));
    }
    return "struct<" + String.join(", ", fields) + ">";
  }

  /** The columns, in the order given; what is wrong goes to the mistakes. */
  static Schema read(String address, List<Given> columns, Mistakes mistakes) {
    List<Column> read = new ArrayList<>();
    for (Given given : columns) {
      String name = given.name().substring((address + ".schema.").length());
      String text = given.text().orElse("");
      try {
        boolean notNull = NOT_NULL.matcher(text).find();
        ColumnType type = ColumnType.parse(NOT_NULL.matcher(text).replaceFirst(""));
        read.add(new Column(name, type, !notNull, ""));
      } catch (IllegalArgumentException e) {
        String hint =
            isCutOff(text) ? "; between { and } put a type that has a comma into quotes" : "";
        mistakes.refuse(given.origin(), given.name(), lowerFirst(e.getMessage()) + hint);
      }
    }
    return new Schema(read);
  }

  /** Whether a bracket does not close: YAML ends a plain text at a comma between braces. */
  private static boolean isCutOff(String text) {
    return text.chars().filter(c -> c == '(' || c == '<').count()
        != text.chars().filter(c -> c == ')' || c == '>').count();
  }

  /** Dotted paths of all columns and fields of structs. */
  static List<String> paths(Schema schema) {
    List<String> paths = new ArrayList<>();
    addPaths("", schema.columns(), paths);
    return paths;
  }

  private static void addPaths(String prefix, List<Column> columns, List<String> paths) {
    for (Column column : columns) {
      paths.add(prefix + column.name());
      if (column.type() instanceof ColumnType.Struct struct) {
        addPaths(prefix + column.name() + ".", struct.fields(), paths);
      }
    }
  }

  private static String fieldType(
      String name, Node value, Mistakes mistakes, Function<Node, Origin> lines, int depth) {
    if (value instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    if (value instanceof MappingNode inner) {
      return structOf(inner, mistakes, lines, depth + 1);
    }
    mistakes.refuse(lines.apply(value), name, "expected the type of a field");
    return "string";
  }

  private static String lowerFirst(String message) {
    return message.startsWith("Cannot ") ? "c" + message.substring(1) : message;
  }
}
