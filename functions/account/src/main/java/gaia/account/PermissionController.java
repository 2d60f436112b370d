package gaia.account;

import gaia.http.Cursor;
import gaia.http.Exchange;
import gaia.http.IdempotencyKey;
import gaia.http.JsonBody;
import gaia.http.Page;
import gaia.http.ProblemType;
import gaia.http.Query;
import gaia.identity.Caller;
import gaia.identity.Ids;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Rights on one session or campaign: who holds them, who gives and takes them. */
@Controller("/v1/account/permission")
class PermissionController {
  private final PermissionRepository permissions;
  private final GrantPermission granting;
  private final Clock clock;

  PermissionController(PermissionRepository permissions, GrantPermission granting, Clock clock) {
    this.permissions = permissions;
    this.granting = granting;
    this.clock = clock;
  }

  @Post
  HttpResponse<?> grant(Caller caller, IdempotencyKey key, @JsonBody NewPermission wish) {
    return switch (granting.grant(wish, key, caller.userId())) {
      case Grant.Granted granted -> granted(granted.permission());
      case Grant.Refused refused -> refused.answer();
    };
  }

  private static HttpResponse<?> granted(PermissionRow row) {
    return HttpResponse.created(
        Permission.of(row), URI.create("/v1/account/permission/" + row.accessId()));
  }

  @Get
  Page<Permission> list(Caller caller, @Query PermissionFilter filter) {
    UUID me = caller.userId();
    Resource resource = filter.resource();
    Cursor start = filter.start(me);
    List<PermissionRow> rows =
        permissions.page(
            me,
            filter.userId(),
            resource == null ? null : resource.type(),
            resource == null ? null : resource.id(),
            resource == null ? null : resource.sessionId(),
            resource == null ? null : resource.campaignId(),
            start.at(),
            start.uuid(),
            filter.limit() + 1,
            clock.instant());
    return Page.of(rows, filter.limit(), Permission::of, row -> filter.next(me, row));
  }

  @Get("/{id}")
  HttpResponse<?> read(Caller caller, UUID id) {
    PermissionRow row = permissions.find(id, caller.userId(), clock.instant());
    return row == null ? unknown() : HttpResponse.ok(Permission.of(row));
  }

  @Delete("/{id}")
  HttpResponse<?> revoke(Caller caller, UUID id) {
    PermissionRow row =
        permissions.revoke(
            id, caller.userId(), Ids.v7(clock), Exchange.current().id(), clock.instant());
    return row == null ? unknown() : HttpResponse.noContent();
  }

  private static HttpResponse<?> unknown() {
    return ProblemType.NOT_FOUND.answer("no such permission");
  }
}
