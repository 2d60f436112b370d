package gaia.account;

import gaia.http.Cursor;
import gaia.http.JsonColumn;
import gaia.http.Page;
import gaia.http.Query;
import gaia.identity.Caller;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.List;

/** What was refused and what was granted, to admins. */
@Controller("/v1/account/event")
class EventController {
  private final EventRepository events;
  private final JsonColumn columns;

  EventController(EventRepository events, JsonColumn columns) {
    this.events = events;
    this.columns = columns;
  }

  @Get
  Page<Event> list(Caller caller, @Query EventFilter filter) {
    Cursor start = filter.start();
    List<EventRow> rows =
        events.page(
            caller.userId(),
            filter.type(),
            filter.userId(),
            filter.since(),
            filter.until(),
            start.at(),
            start.uuid(),
            filter.limit() + 1);
    return Page.of(
        rows, filter.limit(), row -> Event.of(row, columns.read(row.detail())), filter::next);
  }
}
