-- Nobody is refused for being deactivated again.
drop function auth.require_admin(uuid);
drop function auth.require_active(uuid);
