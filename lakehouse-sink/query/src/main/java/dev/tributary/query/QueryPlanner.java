package dev.tributary.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.lakehouse.TableName;
import dev.tributary.query.ColumnScope.PrunableTable;
import dev.tributary.query.GatedSql.TableReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.expressions.Expression;

/**
 * Turns a SQL text into a plan: lets it through the gate, loads each table once, and lists the
 * files that can hold a matching row. Thread-safe.
 */
final class QueryPlanner implements AutoCloseable {
  private final TableSource source;
  private final SqlLimits limits;
  private final boolean pruning;
  private final SqlParser parser = new SqlParser();
  private final FileShapes shapes = new FileShapes();
  private final TablePlanner tablePlanner = new TablePlanner(new TableViews(shapes));

  /**
   * @param pruning whether files without a matching row are left out; the rows are the same either
   *     way
   */
  QueryPlanner(TableSource source, int sqlMaxBytes, boolean pruning) {
    this.source = source;
    this.limits = new SqlLimits(sqlMaxBytes);
    this.pruning = pruning;
  }

  /**
   * The plan on the tables' snapshots of this moment.
   *
   * @param parameters values of the statement's parameters, or none when they are not known yet
   * @throws QueryException when the SQL is refused or a table cannot be read
   */
  QueryPlan plan(String sql, Optional<String> database, List<?> parameters) {
    limits.check(sql);
    GatedSql gated = parser.gate(sql);
    TableNames names = new TableNames(source, database);
    Map<TableName, List<TableReference>> uses = new LinkedHashMap<>();
    Map<String, TableName> unqualified = new HashMap<>();
    for (TableReference reference : gated.references()) {
      TableName name = names.resolve(reference.path());
      uses.computeIfAbsent(name, n -> new ArrayList<>()).add(reference);
      if (reference.path().size() == 1) {
        TableName other = unqualified.put(AsciiCase.fold(reference.path().get(0)), name);
        if (other != null && !other.equals(name)) {
          throw new QueryException(
              QueryException.Reason.INVALID,
              "Cannot run SQL: "
                  + other
                  + " and "
                  + name
                  + " differ in case only; name both with their database");
        }
      }
    }
    Map<TableName, Table> tables = new LinkedHashMap<>();
    uses.keySet().forEach(name -> tables.put(name, load(name)));
    Map<JsonNode, Expression> filters =
        pruning ? filters(gated, uses, tables, parameters) : Map.of();
    List<TablePlan> plans = new ArrayList<>();
    tables.forEach(
        (name, table) ->
            plans.add(
                tablePlanner.plan(
                    name, table, Optional.ofNullable(filters.get(uses.get(name).get(0).node())))));
    return new QueryPlan(sql, plans, unqualified, gated.parameters());
  }

  /** A table's present columns. */
  org.apache.iceberg.Schema columns(TableName name) {
    return load(name).schema();
  }

  private Map<JsonNode, Expression> filters(
      GatedSql gated,
      Map<TableName, List<TableReference>> uses,
      Map<TableName, Table> tables,
      List<?> parameters) {
    Map<JsonNode, PrunableTable> prunable = new IdentityHashMap<>();
    uses.forEach(
        (name, references) -> {
          if (references.size() == 1) {
            TableReference reference = references.get(0);
            prunable.put(
                reference.node(), new PrunableTable(reference.path(), tables.get(name).schema()));
          }
        });
    if (prunable.isEmpty()) {
      return Map.of();
    }
    Predicates predicates = new Predicates(new Comparisons(new Constants(parser, parameters)));
    return parser.onDeepStack(() -> FilterFinder.find(gated.statement(), prunable, predicates));
  }

  private Table load(TableName name) {
    try {
      return source.load(name);
    } catch (NoSuchTableException e) {
      throw new QueryException(
          QueryException.Reason.UNKNOWN_TABLE,
          "Cannot run SQL: unknown table " + name + "; it was there a moment ago",
          e);
    }
  }

  @Override
  public void close() {
    parser.close();
    shapes.close();
  }
}
