package gaia.catalog;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One item that is not as it should be. */
public sealed interface Difference {
  /** {@code index public.members_of_user}. */
  String id();

  Kind kind();

  /** {@code missing}, {@code extra} or {@code changed}. */
  String state();

  /** It should be there and is not. */
  record Missing(Item expected) implements Difference {
    @Override
    public String id() {
      return expected.id();
    }

    @Override
    public Kind kind() {
      return expected.kind();
    }

    @Override
    public String state() {
      return "missing";
    }
  }

  /** It is there and should not be. */
  record Extra(Item actual) implements Difference {
    @Override
    public String id() {
      return actual.id();
    }

    @Override
    public Kind kind() {
      return actual.kind();
    }

    @Override
    public String state() {
      return "extra";
    }
  }

  /** It is there and differs in some facts. */
  record Changed(Item expected, Item actual, Set<String> facts) implements Difference {
    @Override
    public String id() {
      return expected.id();
    }

    @Override
    public Kind kind() {
      return expected.kind();
    }

    @Override
    public String state() {
      return "changed";
    }
  }

  /** What item this is within; null where it stands by itself. */
  default @Nullable String of() {
    return switch (this) {
      case Missing missing -> missing.expected().of();
      case Extra extra -> extra.actual().of();
      case Changed changed -> changed.expected().of();
    };
  }

  /** The names of the facts that differ, sorted; none where all of it is missing or extra. */
  default Set<String> differing() {
    return this instanceof Changed changed ? new TreeSet<>(changed.facts()) : Set.of();
  }

  /** What it should be; empty where it should not be at all. */
  default Map<String, String> expectedFacts() {
    return switch (this) {
      case Missing missing -> missing.expected().facts();
      case Extra extra -> Map.of();
      case Changed changed -> changed.expected().facts();
    };
  }

  /** What it is; empty where it is missing. */
  default Map<String, String> actualFacts() {
    return switch (this) {
      case Missing missing -> Map.of();
      case Extra extra -> extra.actual().facts();
      case Changed changed -> changed.actual().facts();
    };
  }
}
