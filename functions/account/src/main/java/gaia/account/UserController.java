package gaia.account;

import gaia.database.DatabaseProblem;
import gaia.database.Moved;
import gaia.http.Cursor;
import gaia.http.Exchange;
import gaia.http.JsonBody;
import gaia.http.Page;
import gaia.http.ProblemType;
import gaia.http.Query;
import gaia.identity.Caller;
import gaia.identity.Ids;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People, to admins. */
@Controller("/v1/account/user")
class UserController {
  private static final String LAST_STAYS = "admin_count_last_stays";

  private final UserRepository users;
  private final Clock clock;

  UserController(UserRepository users, Clock clock) {
    this.users = users;
    this.clock = clock;
  }

  @Get
  Page<User> list(Caller caller, @Query UserFilter filter) {
    Cursor start = filter.start();
    List<UserRow> rows =
        users.page(
            caller.userId(),
            filter.isAdmin(),
            filter.isActive(),
            start.at(),
            start.uuid(),
            filter.limit() + 1);
    return Page.of(rows, filter.limit(), User::of, filter::next);
  }

  @Get("/{id}")
  HttpResponse<?> read(Caller caller, UUID id) {
    UserRow row = users.find(id, caller.userId());
    return row == null ? unknown() : HttpResponse.ok(User.of(row));
  }

  @Patch("/{id}")
  HttpResponse<?> change(Caller caller, UUID id, @JsonBody UserChanges wish) {
    try {
      return Moved.untilStill(() -> changed(id, wish, caller.userId()));
    } catch (RuntimeException e) {
      if (DatabaseProblem.constraint(e).filter(LAST_STAYS::equals).isPresent()) {
        return ProblemType.LAST_ADMIN.answer("make somebody else an admin first");
      }
      throw e;
    }
  }

  /** Null where the caller was unmade meanwhile: the next try says so. */
  private @Nullable HttpResponse<?> changed(UUID id, UserChanges wish, UUID caller) {
    UserRow changed =
        users.change(
            id,
            wish.isAdmin(),
            wish.isActive(),
            caller,
            Ids.v7(clock),
            Ids.v7(clock),
            Exchange.current().id(),
            clock.instant());
    UserRow row = changed == null ? users.find(id, caller) : changed;
    if (row == null) {
      return unknown();
    }
    // An admin who has just unmade or deactivated themselves can't look again.
    return row.is(wish) ? HttpResponse.ok(User.of(row)) : null;
  }

  private static HttpResponse<?> unknown() {
    return ProblemType.NOT_FOUND.answer("no such person");
  }
}
