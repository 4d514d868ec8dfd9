/** Continuous activities: read, recipe, write, checkpoint, acknowledge; restarts and status. */
package dev.tributary.activity;
