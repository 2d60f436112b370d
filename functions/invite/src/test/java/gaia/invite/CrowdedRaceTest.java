package gaia.invite;

import gaia.testing.FunctionUnderTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** As many instances together: 32 statements run at the same time. */
class CrowdedRaceTest extends Races {
  @RegisterExtension
  static final FunctionUnderTest INVITE =
      FunctionUnderTest.of("invite").with("database.pool", "32");

  @Override
  FunctionUnderTest function() {
    return INVITE;
  }
}
