package gaia.session;

import gaia.database.Moved;
import gaia.database.RowQueue;
import gaia.http.JsonText;
import gaia.http.Word;
import gaia.session.Change.BelowMemberCount;
import gaia.session.Change.Changed;
import gaia.session.Change.Refused;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Changes a session in one statement that holds every condition; only a refusal costs another to
 * say why.
 */
@Singleton
class ChangeSession {
  private final SessionRepository sessions;
  private final RowQueue rows;
  private final Clock clock;

  ChangeSession(SessionRepository sessions, RowQueue rows, Clock clock) {
    this.sessions = sessions;
    this.rows = rows;
    this.clock = clock;
  }

  Change change(String sessionId, SessionChanges wish, UUID caller) {
    String metadata = wish.metadata() == null ? null : JsonText.of(wish.metadata());
    return orWhyNot(
        sessionId,
        caller,
        () ->
            sessions.change(
                sessionId,
                caller,
                wish.name(),
                wish.maxMembers(),
                Word.orNull(wish.mayInvite()),
                metadata),
        session ->
            !session.status().equals("ended")
                    && wish.maxMembers() != null
                    && wish.maxMembers() < session.memberCount()
                ? new BelowMemberCount(session.memberCount())
                : null);
  }

  Change status(String sessionId, Status status, UUID caller) {
    String wanted = Word.of(status);
    return orWhyNot(
        sessionId,
        caller,
        () -> sessions.changeStatus(sessionId, caller, wanted, clock.instant()),
        session -> session.status().equals(wanted) ? new Changed(session) : null);
  }

  private Change orWhyNot(
      String sessionId,
      UUID caller,
      Supplier<@Nullable SessionRow> statement,
      Function<SessionRow, @Nullable Change> rule) {
    return Moved.untilStill(
        () -> {
          SessionRow changed = rows.inTurn(sessionId, statement);
          if (changed != null) {
            return new Changed(changed);
          }
          SessionRow session = sessions.find(sessionId, caller);
          if (session == null) {
            return Refused.NOT_FOUND;
          }
          if (!session.hostId().equals(caller)) {
            return Refused.NOT_HOST;
          }
          Change decided = rule.apply(session);
          return decided == null && session.status().equals("ended") ? Refused.ENDED : decided;
        });
  }
}
