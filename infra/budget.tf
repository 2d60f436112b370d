# Connections are what a small PostgreSQL runs out of first, and Cloud Run would open more without asking.

locals {
  budget = local.settings_file.budget

  # While a deploy goes on, the old revision's instances and the new one's are both connected.
  function_connections = sum([for f in values(local.functions) : local.budget.revisions * f.max_instances * f.pool])
  job_connections      = sum(slice(local.budget.of_jobs, 0, min(length(local.budget.of_jobs), length(local.jobs))))
  client_connections   = sum(concat([0], [for client in values(var.password_clients) : client.connections]))
  reserved_connections = local.budget.reserve

  connections_needed = local.function_connections + local.job_connections + local.client_connections + local.reserved_connections
}

check "connection_budget" {
  assert {
    condition = local.connections_needed <= local.max_connections
    error_message = format(
      "%d connections may be needed (functions %d, also while two revisions overlap; jobs %d; password clients %d; reserve %d), and max_connections is %d: lower a function's max_instances or pool, or take a larger tier",
      local.connections_needed, local.function_connections, local.job_connections, local.client_connections, local.reserved_connections,
      local.max_connections
    )
  }
}
