package gaia.session;

import gaia.http.JsonSize;
import gaia.http.Patch;
import gaia.http.Text;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Introspected
@Patch
record SessionChanges(
    @Nullable @Text(max = 200) String name,
    @Nullable @Min(2) @Max(1000) Integer maxMembers,
    @Nullable MayInvite mayInvite,
    @Nullable @JsonSize(max = 8192) Map<String, Object> metadata) {}
