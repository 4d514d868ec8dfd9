package dev.tributary.query;

import java.util.List;

/**
 * One table as a query sees it.
 *
 * @param read what is read of it, for people
 * @param views SELECTs over disjoint groups of its files, to be joined by UNION ALL; at least one
 * @param files exactly the files that are read, as local paths
 */
record TablePlan(TableRead read, List<String> views, List<String> files) {
  TablePlan {
    views = List.copyOf(views);
    files = List.copyOf(files);
  }
}
