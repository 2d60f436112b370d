-- Whatever else somebody can make: with its definition where its owner makes it by SQL, else known by name only, so that it is named and never passed over.
with me as (
  select datdba as owner from pg_database where datname = current_database()
), others as (
  select 'pg_class'::regclass as class, oid, null as definition from pg_class where relkind = 'f'
  union all select 'pg_type'::regclass, oid, null from pg_type where typtype = 'b' and typelem = 0 and typisdefined
  union all select 'pg_publication'::regclass, p.oid,
    case when not puballtables and pubowner = owner
      and not exists (select from pg_publication_namespace n where n.pnpubid = p.oid)
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
    from pg_publication p cross join me
  union all select 'pg_subscription'::regclass, s.oid, null
    from pg_subscription s join pg_database d on d.oid = s.subdbid and d.datname = current_database()
  union all select 'pg_event_trigger'::regclass, oid, null from pg_event_trigger
  union all select 'pg_foreign_data_wrapper'::regclass, oid, null from pg_foreign_data_wrapper
  union all select 'pg_foreign_server'::regclass, oid, null from pg_foreign_server
  -- Its options may be secret, and nobody else reads them.
  union all select 'pg_user_mapping'::regclass, umid, null from pg_user_mappings
  union all select 'pg_ts_config'::regclass, c.oid,
    case when cfgowner = owner then concat(
      format('create text search configuration %s.%I (parser = %s.%I)', cfgnamespace::regnamespace, cfgname,
        s.prsnamespace::regnamespace, s.prsname),
      (select string_agg(format(E';\nalter text search configuration %s.%I add mapping for %I with %s',
          cfgnamespace::regnamespace, cfgname, m.alias, m.dictionaries), '' order by m.alias)
       from (
         select t.alias, string_agg(m.mapdict::regdictionary::text, ', ' order by m.mapseqno) as dictionaries
         from pg_ts_config_map m join ts_token_type(c.cfgparser) t on t.tokid = m.maptokentype
         where m.mapcfg = c.oid
         group by t.alias) m))
    end
    from pg_ts_config c join pg_ts_parser s on s.oid = c.cfgparser cross join me
  union all select 'pg_ts_dict'::regclass, d.oid,
    case when dictowner = owner then format('create text search dictionary %s.%I (template = %s.%I%s)',
      dictnamespace::regnamespace, dictname, t.tmplnamespace::regnamespace, t.tmplname, ', ' || dictinitoption)
    end
    from pg_ts_dict d join pg_ts_template t on t.oid = d.dicttemplate cross join me
  union all select 'pg_collation'::regclass, c.oid,
    case when collowner = owner then format('create collation %s.%I (%s)', collnamespace::regnamespace, collname,
      case collprovider
        when 'c' then format('provider = libc, lc_collate = %L, lc_ctype = %L', collcollate, collctype)
        else concat('provider = ', case collprovider when 'i' then 'icu' else 'builtin' end,
          ', locale = ' || quote_literal(coalesce(j ->> 'colllocale', j ->> 'colliculocale')),
          ', rules = ' || quote_literal(j ->> 'collicurules'),
          case when not collisdeterministic then ', deterministic = false' end)
      end)
    end
    from pg_collation c cross join to_jsonb(c) j cross join me
  union all select 'pg_conversion'::regclass, oid,
    case when conowner = owner then format('create %sconversion %s.%I for %L to %L from %s',
      case when condefault then 'default ' else '' end, connamespace::regnamespace, conname,
      pg_encoding_to_char(conforencoding), pg_encoding_to_char(contoencoding), conproc::regproc)
    end
    from pg_conversion cross join me
  union all select 'pg_cast'::regclass, oid,
    case when castmethod in ('f', 'i') then concat(
      format('create cast (%s as %s) with ', format_type(castsource, null), format_type(casttarget, null)),
      case castmethod when 'f' then 'function ' || castfunc::regprocedure else 'inout' end,
      case castcontext when 'a' then ' as assignment' when 'i' then ' as implicit' end)
    end
    from pg_cast
  union all select 'pg_operator'::regclass, o.oid,
    case when oprowner = owner and oprcode <> 0 then format('create operator %s.%s (%s)', oprnamespace::regnamespace, oprname,
      concat_ws(', ', 'function = ' || oprcode::regproc,
        'leftarg = ' || format_type(nullif(oprleft, 0), null), 'rightarg = ' || format_type(nullif(oprright, 0), null),
        (select format('commutator = operator(%s.%s)', c.oprnamespace::regnamespace, c.oprname) from pg_operator c where c.oid = o.oprcom),
        (select format('negator = operator(%s.%s)', n.oprnamespace::regnamespace, n.oprname) from pg_operator n where n.oid = o.oprnegate),
        'restrict = ' || nullif(oprrest::oid, 0)::regproc, 'join = ' || nullif(oprjoin::oid, 0)::regproc,
        case when oprcanhash then 'hashes' end, case when oprcanmerge then 'merges' end))
    end
    from pg_operator o cross join me
  union all select 'pg_opclass'::regclass, oid, null from pg_opclass
  union all select 'pg_opfamily'::regclass, oid, null from pg_opfamily
  union all select 'pg_am'::regclass, oid, null from pg_am
  union all select 'pg_language'::regclass, oid, null from pg_language
  union all select 'pg_transform'::regclass, oid, null from pg_transform
  -- Whoever calls it there calls it before any other of its name.
  union all select 'pg_proc'::regclass, p.oid, null from pg_proc p
    where p.pronamespace in (select oid from pg_namespace where oid < 16384 and oid <> 2200)
      and pg_get_userbyid(p.proowner) !~ '^cloudsql(?!superuser)'
  union all select 'pg_ts_parser'::regclass, oid, null from pg_ts_parser
  union all select 'pg_ts_template'::regclass, oid, null from pg_ts_template
)
select o.class::oid as class, o.oid, 0 as sub, null as "in", i.type || ' ' || i.identity as name, o.definition
from others o
cross join pg_identify_object(o.class, o.oid, 0) i
where o.oid >= 16384 and (i.schema is null or i.schema !~ '^"?pg_' or o.class = 'pg_proc'::regclass)
  and not exists (
    select from pg_namespace n
    where quote_ident(n.nspname) = i.schema and n.nspname ~ '^google_' and pg_get_userbyid(n.nspowner) ~ '^cloudsql(?!superuser)')
union all
select 'pg_seclabel'::regclass, 0, 0, null, format('security label of %s on %s %s', l.provider, i.type, i.identity), null
from (
  select classoid, objoid, objsubid, provider from pg_seclabel where objoid >= 16384
  union all
  select l.classoid, l.objoid, 0, l.provider from pg_shseclabel l
  left join pg_database d on d.oid = l.objoid and l.classoid = 'pg_database'::regclass
  left join pg_roles r on r.oid = l.objoid and l.classoid = 'pg_authid'::regclass
  where d.datname = current_database() or r.rolname ~ '^gaia_') l
cross join lateral pg_identify_object(l.classoid, l.objoid, l.objsubid) i
order by name;
