package gaia.cleanup;

/**
 * Tombstones that take their time to go, so that a run is met amid its work however fast or slow
 * the machine is.
 */
final class Slowly {
  static final String BEGIN =
      """
      create function public.take_time() returns trigger language plpgsql as $$
      begin
        perform pg_catalog.pg_sleep(0.002);
        return old;
      end $$;
      create trigger take_time before delete on public.app_session_tombstones
        for each row execute function public.take_time()
      """;
  static final String END = "drop function if exists public.take_time cascade";

  private Slowly() {}
}
