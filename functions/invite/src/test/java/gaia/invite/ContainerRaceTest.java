package gaia.invite;

import gaia.testing.FunctionUnderTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same promise on the PostgreSQL that others build, where Docker answers. */
class ContainerRaceTest extends Races {
  @RegisterExtension
  static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite").inContainer();

  @Override
  FunctionUnderTest function() {
    return INVITE;
  }
}
