package gaia.cli;

/** A command that somebody asks and that changes nothing: it takes no turn and leaves no row. */
public abstract class Question extends Job {
  @Override
  protected final boolean recorded() {
    return false;
  }
}
