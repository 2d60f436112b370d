package gaia.invite;

import gaia.testing.FunctionUnderTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** As one instance is deployed. */
class RaceTest extends Races {
  @RegisterExtension static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite");

  @Override
  FunctionUnderTest function() {
    return INVITE;
  }
}
