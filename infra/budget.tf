# Connections are what a small PostgreSQL runs out of first, and Cloud Run would open more without asking.

locals {
  # While a deploy goes on, the old revision's instances and the new one's are both connected.
  function_connections = sum([for f in values(local.functions) : 2 * f.max_instances * f.pool])

  # One for the lock and one for the work. The nightly ones begin half an hour apart: two of them may overlap, beside
  # keepalive and prune.
  job_connections = 2 * min(4, length(local.jobs))

  # PostgreSQL's own three for superusers, Cloud SQL's agents, and one person with psql.
  reserved_connections = 8

  connections_needed = local.function_connections + local.job_connections + local.reserved_connections
}

check "connection_budget" {
  assert {
    condition = local.connections_needed <= local.max_connections
    error_message = format(
      "%d connections may be needed (functions %d, also while two revisions overlap; jobs %d; reserve %d), and max_connections is %d: lower a function's max_instances or pool, or take a larger tier",
      local.connections_needed, local.function_connections, local.job_connections, local.reserved_connections,
      local.max_connections
    )
  }
}
