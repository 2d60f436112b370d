-- Whatever else somebody can make: with its definition where an owner makes it by SQL, else known by name only, so that it is
-- named and never passed over. Whose it is is said where it is not the database's owner's.
with me as (
  select datdba as owner from pg_database where datname = current_database()
), others as (
  -- One that inherits or is a partition has more than this says.
  select 'pg_class'::regclass as class, c.oid, c.relowner as owner,
    case when not c.relispartition and not exists (select from pg_inherits h where c.oid in (h.inhrelid, h.inhparent))
    then concat(
      format('create foreign table %s (', c.oid::regclass),
      (select string_agg(concat(quote_ident(a.attname), ' ', format_type(a.atttypid, a.atttypmod),
          ' options (' || (select string_agg(format('%I %L', o.option_name, o.option_value), ', ')
            from pg_options_to_table(a.attfdwoptions) o) || ')',
          case when a.attcollation not in (0, t.typcollation) then ' collate ' || a.attcollation::regcollation end,
          case a.attgenerated when '' then ' default ' || pg_get_expr(d.adbin, c.oid)
            else ' generated always as (' || pg_get_expr(d.adbin, c.oid) || ') stored' end,
          case when a.attnotnull then ' not null' end), ', ' order by a.attnum)
       from pg_attribute a join pg_type t on t.oid = a.atttypid
       left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
      format(') server %I', s.srvname),
      ' options (' || (select string_agg(format('%I %L', o.option_name, o.option_value), ', ')
        from pg_options_to_table(f.ftoptions) o) || ')')
    end as definition
    from pg_class c join pg_foreign_table f on f.ftrelid = c.oid join pg_foreign_server s on s.oid = f.ftserver
  union all select 'pg_type'::regclass, oid, typowner, null from pg_type where typtype = 'b' and typelem = 0 and typisdefined
  union all select 'pg_publication'::regclass, p.oid, pubowner,
    case when not puballtables and not exists (select from pg_publication_namespace n where n.pnpubid = p.oid)
    then concat(format('create publication %I', pubname), ' for table ' || (
        select string_agg(concat('only ', r.prrelid::regclass, ' (' || (
            select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
            where a.attrelid = r.prrelid and a.attnum = any (r.prattrs)) || ')',
          ' where (' || pg_get_expr(r.prqual, r.prrelid) || ')'), ', ' order by r.prrelid::regclass::text)
        from pg_publication_rel r where r.prpubid = p.oid),
      format(' with (publish = %L, publish_via_partition_root = %L)',
        concat_ws(', ', case when pubinsert then 'insert' end, case when pubupdate then 'update' end,
          case when pubdelete then 'delete' end, case when pubtruncate then 'truncate' end), pubviaroot::text))
    end
    from pg_publication p
  union all select 'pg_subscription'::regclass, s.oid, subowner, null
    from pg_subscription s join pg_database d on d.oid = s.subdbid and d.datname = current_database()
  union all select 'pg_event_trigger'::regclass, oid, evtowner, null from pg_event_trigger
  union all select 'pg_foreign_data_wrapper'::regclass, oid, fdwowner, null from pg_foreign_data_wrapper
  union all select 'pg_foreign_server'::regclass, s.oid, srvowner,
    concat(format('create server %I', srvname), ' type ' || quote_literal(srvtype), ' version ' || quote_literal(srvversion),
      format(' foreign data wrapper %I', w.fdwname),
      ' options (' || (select string_agg(format('%I %L', o.option_name, o.option_value), ', ')
        from pg_options_to_table(srvoptions) o) || ')')
    from pg_foreign_server s join pg_foreign_data_wrapper w on w.oid = s.srvfdw
  -- Its options may hold a password, and are nothing to be compared and shown.
  union all select 'pg_user_mapping'::regclass, m.umid, null,
    format('create user mapping for %s server %I', case umuser when 0 then 'public' else umuser::regrole::text end, srvname)
    from pg_user_mappings m
  union all select 'pg_ts_config'::regclass, c.oid, cfgowner,
    concat(
      format('create text search configuration %s.%I (parser = %s.%I)', cfgnamespace::regnamespace, cfgname,
        s.prsnamespace::regnamespace, s.prsname),
      (select string_agg(format(E';\nalter text search configuration %s.%I add mapping for %I with %s',
          cfgnamespace::regnamespace, cfgname, m.alias, m.dictionaries), '' order by m.alias)
       from (
         select t.alias, string_agg(m.mapdict::regdictionary::text, ', ' order by m.mapseqno) as dictionaries
         from pg_ts_config_map m join ts_token_type(c.cfgparser) t on t.tokid = m.maptokentype
         where m.mapcfg = c.oid
         group by t.alias) m))
    from pg_ts_config c join pg_ts_parser s on s.oid = c.cfgparser
  union all select 'pg_ts_dict'::regclass, d.oid, dictowner,
    format('create text search dictionary %s.%I (template = %s.%I%s)',
      dictnamespace::regnamespace, dictname, t.tmplnamespace::regnamespace, t.tmplname, ', ' || dictinitoption)
    from pg_ts_dict d join pg_ts_template t on t.oid = d.dicttemplate
  union all select 'pg_collation'::regclass, c.oid, collowner,
    format('create collation %s.%I (%s)', collnamespace::regnamespace, collname,
      case collprovider
        when 'c' then format('provider = libc, lc_collate = %L, lc_ctype = %L', collcollate, collctype)
        else concat('provider = ', case collprovider when 'i' then 'icu' else 'builtin' end,
          ', locale = ' || quote_literal(coalesce(j ->> 'colllocale', j ->> 'colliculocale')),
          ', rules = ' || quote_literal(j ->> 'collicurules'),
          case when not collisdeterministic then ', deterministic = false' end)
      end)
    from pg_collation c cross join to_jsonb(c) j
  union all select 'pg_conversion'::regclass, oid, conowner,
    format('create %sconversion %s.%I for %L to %L from %s',
      case when condefault then 'default ' else '' end, connamespace::regnamespace, conname,
      pg_encoding_to_char(conforencoding), pg_encoding_to_char(contoencoding), conproc::regproc)
    from pg_conversion
  union all select 'pg_cast'::regclass, oid, null,
    case when castmethod in ('f', 'i') then concat(
      format('create cast (%s as %s) with ', format_type(castsource, null), format_type(casttarget, null)),
      case castmethod when 'f' then 'function ' || castfunc::regprocedure else 'inout' end,
      case castcontext when 'a' then ' as assignment' when 'i' then ' as implicit' end)
    end
    from pg_cast
  -- One that others only name comes to be with them.
  union all select 'pg_operator'::regclass, o.oid, oprowner,
    case when oprcode = 0
      then (select '' from pg_operator r where o.oid in (r.oprcom, r.oprnegate) limit 1)
    else format('create operator %s.%s (%s)', oprnamespace::regnamespace, oprname,
      concat_ws(', ', 'function = ' || oprcode::regproc,
        'leftarg = ' || format_type(nullif(oprleft, 0), null), 'rightarg = ' || format_type(nullif(oprright, 0), null),
        (select format('commutator = operator(%s.%s)', c.oprnamespace::regnamespace, c.oprname) from pg_operator c where c.oid = o.oprcom),
        (select format('negator = operator(%s.%s)', n.oprnamespace::regnamespace, n.oprname) from pg_operator n where n.oid = o.oprnegate),
        'restrict = ' || nullif(oprrest::oid, 0)::regproc, 'join = ' || nullif(oprjoin::oid, 0)::regproc,
        case when oprcanhash then 'hashes' end, case when oprcanmerge then 'merges' end))
    end
    from pg_operator o
  union all select 'pg_opclass'::regclass, oid, opcowner, null from pg_opclass
  union all select 'pg_opfamily'::regclass, oid, opfowner, null from pg_opfamily
  union all select 'pg_am'::regclass, oid, null, null from pg_am
  union all select 'pg_language'::regclass, oid, lanowner, null from pg_language
  union all select 'pg_transform'::regclass, oid, null, null from pg_transform
  -- Whoever calls it there calls it before any other of its name.
  union all select 'pg_proc'::regclass, p.oid, proowner, null from pg_proc p
    where p.pronamespace in (select oid from pg_namespace where oid < 16384 and oid <> 2200)
      and pg_get_userbyid(p.proowner) !~ '^cloudsql(?!superuser)'
  union all select 'pg_ts_parser'::regclass, oid, null, null from pg_ts_parser
  union all select 'pg_ts_template'::regclass, oid, null, null from pg_ts_template
)
select o.class::oid as class, o.oid, 0 as sub, i.schema as "in", i.type || ' ' || i.identity as name,
  nullif(o.owner, me.owner)::regrole::text as owner, o.definition
from others o
cross join me
cross join pg_identify_object(o.class, o.oid, 0) i
where o.oid >= 16384 and (i.schema is null or i.schema !~ '^"?pg_' or o.class = 'pg_proc'::regclass)
  and not exists (
    select from pg_namespace n
    where quote_ident(n.nspname) = i.schema and n.nspname ~ '^google_' and pg_get_userbyid(n.nspowner) ~ '^cloudsql(?!superuser)')
union all
select 'pg_seclabel'::regclass, 0, 0, null, format('security label of %s on %s %s', l.provider, i.type, i.identity), null, null
from (
  select classoid, objoid, objsubid, provider from pg_seclabel where objoid >= 16384
  union all
  select l.classoid, l.objoid, 0, l.provider from pg_shseclabel l
  left join pg_database d on d.oid = l.objoid and l.classoid = 'pg_database'::regclass
  left join pg_roles r on r.oid = l.objoid and l.classoid = 'pg_authid'::regclass
  where d.datname = current_database() or r.rolname ~ '^gaia_') l
cross join lateral pg_identify_object(l.classoid, l.objoid, l.objsubid) i
order by name;
