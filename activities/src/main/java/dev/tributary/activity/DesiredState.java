package dev.tributary.activity;

/** What the user wants of an activity; apart from how it fares, see {@link ActivityState}. */
public enum DesiredState {
  STARTED,
  STOPPED
}
