-- Only questions: nothing is kept here.
drop function public.register_migration(text, text, text, text, integer, text);
drop function public.get_migration_status(text);
drop function public.migration_exists(text);
drop view public.migration_dependency_tree;
drop view public.schema_status;
drop view public.migration_history;
