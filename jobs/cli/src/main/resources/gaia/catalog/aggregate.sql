select 'pg_proc'::regclass::oid as class, p.oid, 0 as sub, p.pronamespace::regnamespace::text as "in",
  quote_ident(p.proname) || '(' || coalesce(nullif(oidvectortypes(p.proargtypes), ''), '*') || ')' as name,
  'pg_namespace'::regclass::oid as of_class, p.pronamespace as of_oid, 0 as of_sub,
  p.proowner::regrole::text as owner,
  case a.aggkind when 'o' then 'ordered-set' when 'h' then 'hypothetical-set' end as form,
  coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*') as arguments,
  concat_ws(', ',
    'sfunc = ' || a.aggtransfn::regproc, 'stype = ' || format_type(a.aggtranstype, null),
    'sspace = ' || nullif(a.aggtransspace, 0),
    'finalfunc = ' || nullif(a.aggfinalfn::oid, 0)::regproc, case when a.aggfinalextra then 'finalfunc_extra' end,
    'finalfunc_modify = ' || case when a.aggfinalmodify <> case a.aggkind when 'n' then 'r' else 'w' end::"char" then
      case a.aggfinalmodify when 'r' then 'read_only' when 's' then 'shareable' else 'read_write' end end,
    'combinefunc = ' || nullif(a.aggcombinefn::oid, 0)::regproc,
    'serialfunc = ' || nullif(a.aggserialfn::oid, 0)::regproc,
    'deserialfunc = ' || nullif(a.aggdeserialfn::oid, 0)::regproc,
    'initcond = ' || quote_literal(a.agginitval),
    'msfunc = ' || nullif(a.aggmtransfn::oid, 0)::regproc,
    'minvfunc = ' || nullif(a.aggminvtransfn::oid, 0)::regproc,
    'mstype = ' || format_type(nullif(a.aggmtranstype, 0), null),
    'msspace = ' || nullif(a.aggmtransspace, 0),
    'mfinalfunc = ' || nullif(a.aggmfinalfn::oid, 0)::regproc, case when a.aggmfinalextra then 'mfinalfunc_extra' end,
    'mfinalfunc_modify = ' || case when a.aggmtranstype <> 0 and a.aggmfinalmodify <> case a.aggkind when 'n' then 'r' else 'w' end::"char" then
      case a.aggmfinalmodify when 'r' then 'read_only' when 's' then 'shareable' else 'read_write' end end,
    'minitcond = ' || quote_literal(a.aggminitval),
    'sortop = operator(' || nullif(a.aggsortop, 0)::regoper || ')',
    'parallel = ' || case p.proparallel when 's' then 'safe' when 'r' then 'restricted' end,
    case a.aggkind when 'h' then 'hypothetical' end) as definition,
  obj_description(p.oid, 'pg_proc') as comment
from pg_aggregate a
join pg_proc p on p.oid = a.aggfnoid
where p.oid >= 16384
order by 4, 5;
