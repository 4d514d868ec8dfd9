package dev.tributary.runner.config;

import dev.tributary.config.DidYouMean;
import java.util.Collection;

/** Refuses words that are not among the known ones. */
final class Words {
  private Words() {}

  /** Why a word cannot be used, with what was probably meant. */
  static String unknown(String what, String word, Collection<String> known) {
    String all = known.isEmpty() ? "; there is none" : ", known: " + String.join(", ", known);
    return "no "
        + what
        + " is called \""
        + word
        + "\""
        + DidYouMean.among(known, word).map(near -> "; did you mean " + near + "?").orElse(all);
  }
}
