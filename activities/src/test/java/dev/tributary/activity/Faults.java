package dev.tributary.activity;

/** What happens at a step; throws anything, or nothing. */
interface Faults {
  void hit(Step step);

  /** Throws what is checked as if it were not. */
  static RuntimeException sneak(Throwable thrown) {
    return Faults.<RuntimeException>sneakAs(thrown);
  }

  @SuppressWarnings("unchecked") // that is the trick
  private static <T extends Throwable> T sneakAs(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
