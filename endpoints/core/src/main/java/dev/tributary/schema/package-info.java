/** Columns and their types, and the one mapping of them to Arrow vectors. */
package dev.tributary.schema;
