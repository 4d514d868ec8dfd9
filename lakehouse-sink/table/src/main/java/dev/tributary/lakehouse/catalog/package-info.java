/** The Iceberg catalog that holds the tables' current metadata. */
package dev.tributary.lakehouse.catalog;
