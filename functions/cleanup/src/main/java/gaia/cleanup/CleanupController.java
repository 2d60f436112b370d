package gaia.cleanup;

import gaia.http.Exchange;
import gaia.http.ProblemType;
import gaia.http.Query;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import org.jspecify.annotations.Nullable;

/** For the schedule; operators may look what it would do. */
@Controller("/v1/cleanup")
class CleanupController {
  private final Cleanup cleanup;
  private final Preview preview;
  private final CleanupSettings settings;

  CleanupController(Cleanup cleanup, Preview preview, CleanupSettings settings) {
    this.cleanup = cleanup;
    this.preview = preview;
    this.settings = settings;
  }

  @Introspected
  record Wish(@Nullable Boolean preview) {
    boolean looksOnly() {
      return preview != null && preview;
    }
  }

  @Post
  HttpResponse<?> run(Invoker invoker, @Query Wish wish) {
    boolean scheduler = settings.isScheduler(invoker.email());
    if (!scheduler && !settings.isOperator(invoker.email())) {
      return ProblemType.FORBIDDEN.answer("cleanup is for the schedule, a preview for operators");
    }
    if (!scheduler && !wish.looksOnly()) {
      return ProblemType.FORBIDDEN.answer("only the schedule runs it; look with ?preview=true");
    }
    return switch (wish.looksOnly() ? preview.look() : cleanup.run()) {
      case Outcome.Told told -> told(told.receipt());
      case Outcome.Running running ->
          ProblemType.CLEANUP_RUNNING.answer("another run is at work; it ends by itself");
    };
  }

  private static HttpResponse<?> told(Receipt receipt) {
    Exchange.current().outcome(receipt.done() ? receipt.outcome() : "unfinished");
    return HttpResponse.ok(receipt);
  }
}
