package dev.tributary.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Recursive descent over the text of a type; see {@link ColumnType#parse(String)}. */
final class ColumnTypeParser {
  private static final String DELIMITERS = ",:<>() \t\n\"";

  private final String text;
  private int at;

  ColumnTypeParser(String text) {
    this.text = text;
  }

  /** The name of a struct's field as this parser reads it: quoted where it must be. */
  static String nameText(String name) {
    return name.chars().anyMatch(ColumnTypeParser::delimits)
        ? '"' + name.replace("\"", "\"\"") + '"'
        : name;
  }

  ColumnType parse() {
    ColumnType type = type();
    skipSpace();
    if (at < text.length()) {
      throw invalid("unexpected '" + text.substring(at) + "'");
    }
    return type;
  }

  private ColumnType type() {
    String word = word().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "boolean" -> ColumnType.Primitive.BOOLEAN;
      case "tinyint" -> ColumnType.Primitive.TINYINT;
      case "smallint" -> ColumnType.Primitive.SMALLINT;
      case "int", "integer" -> ColumnType.Primitive.INT;
      case "bigint", "long" -> ColumnType.Primitive.BIGINT;
      case "float" -> ColumnType.Primitive.FLOAT;
      case "double" -> ColumnType.Primitive.DOUBLE;
      case "string", "varchar" -> ColumnType.Primitive.STRING;
      case "binary" -> ColumnType.Primitive.BINARY;
      case "date" -> ColumnType.Primitive.DATE;
      case "timestamp" -> timestamp();
      case "decimal" -> decimal();
      case "struct" -> struct();
      case "list", "array" -> list();
      case "map" -> map();
      default ->
          throw invalid(
              "unknown type '"
                  + word
                  + "'; known are boolean, tinyint, smallint, int, bigint, float, double, decimal(p,s), string, binary, date,"
                  + " timestamp(us), timestamp(ns), struct<name: type, ...>, list<type>, map<string, type>");
    };
  }

  private ColumnType timestamp() {
    if (!accept('(')) {
      return ColumnType.Timestamp.MICROS;
    }
    String unit = word();
    expect(')');
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "us" -> ColumnType.Timestamp.MICROS;
      case "ns" -> ColumnType.Timestamp.NANOS;
      default -> throw invalid("a timestamp is of us or ns, not '" + unit + "'");
    };
  }

  private ColumnType decimal() {
    expect('(');
    int precision = number();
    expect(',');
    int scale = number();
    expect(')');
    return new ColumnType.Decimal(precision, scale);
  }

  private ColumnType struct() {
    expect('<');
    List<Column> fields = new ArrayList<>();
    if (accept('>')) {
      return new ColumnType.Struct(fields);
    }
    do {
      String name = accept('"') ? quoted() : word();
      expect(':');
      ColumnType type = type();
      fields.add(new Column(name, type, !acceptNotNull(), ""));
    } while (accept(','));
    expect('>');
    return new ColumnType.Struct(fields);
  }

  private ColumnType list() {
    expect('<');
    ColumnType element = type();
    expect('>');
    return new ColumnType.ListOf(element);
  }

  private ColumnType map() {
    expect('<');
    ColumnType key = type();
    if (key != ColumnType.Primitive.STRING) {
      throw invalid("map keys are strings, not " + key);
    }
    expect(',');
    ColumnType value = type();
    expect('>');
    return new ColumnType.MapOf(value);
  }

  private boolean acceptNotNull() {
    skipSpace();
    if (text.regionMatches(true, at, "not null", 0, 8)) {
      at += 8;
      return true;
    }
    return false;
  }

  private int number() {
    String digits = word();
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw invalid("'" + digits + "' is no number");
    }
  }

  /** The rest of a quoted name; a quote within it is written twice. */
  private String quoted() {
    StringBuilder name = new StringBuilder();
    while (true) {
      int end = text.indexOf('"', at);
      if (end < 0) {
        throw invalid("a quoted name does not end");
      }
      name.append(text, at, end);
      at = end + 1;
      if (at == text.length() || text.charAt(at) != '"') {
        return name.toString();
      }
      name.append('"');
      at++;
    }
  }

  private String word() {
    skipSpace();
    int start = at;
    while (at < text.length() && !delimits(text.charAt(at))) {
      at++;
    }
    if (start == at) {
      throw invalid("expected a word at character " + (start + 1));
    }
    return text.substring(start, at);
  }

  private boolean accept(char wanted) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char wanted) {
    if (!accept(wanted)) {
      throw invalid("expected '" + wanted + "' at character " + (at + 1));
    }
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean delimits(int c) {
    return DELIMITERS.indexOf(c) >= 0 || Character.isWhitespace(c);
  }

  private IllegalArgumentException invalid(String reason) {
    return new IllegalArgumentException("Cannot read type \"" + text + "\": " + reason);
  }
}
