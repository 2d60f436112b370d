package gaia.session;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/** What a session needs to know of a campaign: whether the caller may open one in it. */
@MappedEntity
record Campaign(@Id UUID campaignId, boolean manages) {}
