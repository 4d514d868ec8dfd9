/**
 * The commit that makes rows and positions visible together, exactly once, and the upkeep of what
 * it leaves.
 */
package dev.tributary.lakehouse.commit;
