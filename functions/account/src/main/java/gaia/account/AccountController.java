package gaia.account;

import gaia.database.Moved;
import gaia.http.JsonBody;
import gaia.identity.Caller;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Who am I. */
@Controller("/v1/account")
class AccountController {
  private final AccountRepository accounts;
  private final Clock clock;

  AccountController(AccountRepository accounts, Clock clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  @Get
  Account read(Caller caller) {
    return Account.of(
        Moved.untilStill(
            () ->
                accounts.find(
                    caller.userId(),
                    caller.issuer(),
                    caller.subject(),
                    caller.email(),
                    caller.name(),
                    clock.instant())));
  }

  @Patch
  Account change(Caller caller, @JsonBody AccountChanges wish) {
    String name = wish.displayName();
    return name == null ? read(caller) : Account.of(Moved.untilStill(() -> renamed(caller, name)));
  }

  private @Nullable AccountRow renamed(Caller caller, String name) {
    return accounts.rename(
        caller.userId(),
        caller.issuer(),
        caller.subject(),
        caller.email(),
        caller.name(),
        name,
        clock.instant());
  }
}
