package dev.tributary.lakehouse.parquet;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Finds for each leaf column of a table its way through the vectors of one batch. Columns and
 * struct members find their vectors by name; list elements, keys and values by their place.
 */
final class VectorBinder {
  private final Iterator<LeafColumn> leaves;
  private final ValueCopiers copiers;

  private VectorBinder(Iterator<LeafColumn> leaves, ValueCopiers copiers) {
    this.leaves = leaves;
    this.copiers = copiers;
  }

  /**
   * One shredder for each leaf, in the order of the leaves.
   *
   * @throws IllegalArgumentException naming the column when a vector has no column, does not fit
   *     its column, or a required column has no vector
   */
  static List<Shredder> bind(
      List<NestedField> columns,
      List<LeafColumn> leaves,
      List<FieldVector> vectors,
      ValueCopiers copiers) {
    return new VectorBinder(leaves.iterator(), copiers).members(columns, vectors, "", 0);
  }

  private List<Shredder> members(
      List<NestedField> fields, List<FieldVector> vectors, String prefix, int repetition) {
    Map<String, FieldVector> byName = new LinkedHashMap<>();
    for (FieldVector vector : vectors) {
      if (byName.put(vector.getName(), vector) != null) {
        throw new IllegalArgumentException(
            "Cannot write vector " + prefix + vector.getName() + ": there are two of that name");
      }
    }
    List<Shredder> shredders = new ArrayList<>();
    for (NestedField field : fields) {
      String path = prefix + field.name();
      FieldVector vector = byName.remove(field.name());
      shredders.addAll(
          vector == null ? absent(field, path) : field(field, vector, path, repetition));
    }
    if (!byName.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot write vector "
              + prefix
              + byName.keySet().iterator().next()
              + ": the table has no column of that name");
    }
    return shredders;
  }

  private List<Shredder> absent(NestedField field, String path) {
    if (field.isRequired()) {
      throw new IllegalArgumentException(
          "Cannot write column " + path + ": the table requires it and the batch does not have it");
    }
    List<Shredder> shredders = new ArrayList<>();
    skip(field, shredders);
    return shredders;
  }

  private void skip(NestedField field, List<Shredder> shredders) {
    if (field.type().isPrimitiveType()) {
      shredders.add(new AbsentShredder(leaves.next()));
      return;
    }
    field.type().asNestedType().fields().forEach(child -> skip(child, shredders));
  }

  private List<Shredder> field(NestedField field, FieldVector vector, String path, int repetition) {
    boolean optional = field.isOptional();
    return switch (field.type().typeId()) {
      case STRUCT -> {
        StructVector struct = require(StructVector.class, vector, field, path);
        yield members(
                field.type().asStructType().fields(),
                struct.getChildrenFromFields(),
                path + ".",
                repetition)
            .stream()
            .<Shredder>map(member -> new StructShredder(struct, optional, member))
            .toList();
      }
      case LIST -> {
        ListVector list = require(ListVector.class, vector, field, path);
        yield elements(field, list, List.of(list.getDataVector()), path, repetition + 1);
      }
      case MAP -> {
        MapVector map = require(MapVector.class, vector, field, path);
        StructVector entries = (StructVector) map.getDataVector();
        yield elements(field, map, entries.getChildrenFromFields(), path, repetition + 1);
      }
      default -> List.of(leaf(vector, optional));
    };
  }

  private List<Shredder> elements(
      NestedField field, ListVector list, List<FieldVector> vectors, String path, int repetition) {
    List<NestedField> children = field.type().asNestedType().fields();
    List<Shredder> shredders = new ArrayList<>();
    for (int i = 0; i < children.size(); i++) {
      NestedField child = children.get(i);
      for (Shredder element : field(child, vectors.get(i), path + "." + child.name(), repetition)) {
        shredders.add(new ListShredder(list, field.isOptional(), repetition, element));
      }
    }
    return shredders;
  }

  private Shredder leaf(FieldVector vector, boolean optional) {
    LeafColumn column = leaves.next();
    if (!ColumnFit.fits(vector, column.type())) {
      throw unfit(vector, column.path(), column.type());
    }
    return new LeafShredder(column, vector, optional, copiers.copier(vector, column));
  }

  private static <V extends FieldVector> V require(
      Class<V> wanted, FieldVector vector, NestedField field, String path) {
    if (vector.getClass() != wanted) {
      throw unfit(vector, path, field.type());
    }
    return wanted.cast(vector);
  }

  private static IllegalArgumentException unfit(
      FieldVector vector, String path, org.apache.iceberg.types.Type type) {
    return new IllegalArgumentException(
        "Cannot write column "
            + path
            + ": a vector of type "
            + vector.getField().getType()
            + " does not fit into "
            + type);
  }
}
