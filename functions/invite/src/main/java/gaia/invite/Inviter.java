package gaia.invite;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** How somebody stands to a session that they know of, as far as inviting goes. */
@MappedEntity
record Inviter(@Id String sessionId, boolean ended, boolean mayInvite) {}
