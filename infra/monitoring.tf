# What is measured, and where it is too much. Lines of the log are counted by metrics of our own; jobs are judged by what
# they say of themselves, never by their exit codes.

variable "thresholds" {
  description = "Where alerts begin: shares of 1, milliseconds, or a number within ten minutes."
  type = object({
    cpu           = optional(number, 0.8)
    storage       = optional(number, 0.8)
    connections   = optional(number, 0.8)
    server_errors = optional(number, 0.05)
    cold_start_ms = optional(number, 3000)
    pool_errors   = optional(number, 5)
    # So many at least, for a share of few requests says little.
    failed_requests = optional(number, 5)
  })
  default = {}

  validation {
    condition = alltrue([
      for share in [var.thresholds.cpu, var.thresholds.storage, var.thresholds.connections, var.thresholds.server_errors] :
      share > 0 && share < 1
    ])
    error_message = "cpu, storage, connections and server_errors are shares: more than 0, less than 1"
  }
}

locals {
  lines = merge(local.schedule.jobs, local.schedule.functions)

  # Each run of keepalive tells the seconds since every other job's last success, of one that never ran since the ledger
  # began; its own are none at that moment.
  heard = { for word, line in local.lines : word => line if word != "keepalive" }

  keepalive = "resource.type=\"cloud_run_job\" AND jsonPayload.run.command=\"keepalive\""

  counted = merge(
    {
      pool_errors = "resource.type=\"cloud_run_revision\" AND jsonPayload.outcome=\"database-unavailable\""
      keepalive   = local.keepalive
      # What the schedule could not even start is its own line.
      failed_runs = "(resource.type=\"cloud_run_job\" AND jsonPayload.run.outcome=(\"failed\" OR \"refused\" OR \"drift\" OR \"unhealthy\" OR \"busy\" OR \"unreachable\")) OR (resource.type=\"cloud_scheduler_job\" AND resource.labels.job_id:\"gaia-\" AND severity>=ERROR)"
    },
    { for word, line in local.heard : "overdue_${word}" => "${local.keepalive} AND jsonPayload.age_seconds.${word}>${line.stale_after_minutes * 60}" },
  )

  of_instance = "resource.type=\"cloudsql_database\" AND resource.labels.database_id=\"${local.project}:${google_sql_database_instance.main.name}\" AND metric.type=\"cloudsql.googleapis.com/database"
  of_services = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=starts_with(\"gaia-\") AND metric.type=\"run.googleapis.com"

  # A series each, for an alert and for the dashboard.
  series = {
    cpu = {
      title   = "CPU of the database", filter = "${local.of_instance}/cpu/utilization\""
      aligner = "ALIGN_MEAN", threshold = var.thresholds.cpu, duration = "900s"
      advice  = "Query Insights tells which statements; `tier` is the next step."
    }
    storage = {
      title   = "Bytes on the database's disk", filter = "${local.of_instance}/disk/bytes_used\""
      aligner = "ALIGN_MEAN", threshold = var.thresholds.storage * var.disk_limit * 1024 * 1024 * 1024, duration = "900s"
      advice  = "The disk grows by itself to `disk_limit` and no further: `gaia stats` tells what fills it; then raise the limit."
    }
    connections = {
      title   = "Connections to the database", filter = "${local.of_instance}/postgresql/num_backends\""
      aligner = "ALIGN_MAX", threshold = floor(var.thresholds.connections * local.max_connections), duration = "300s"
      advice  = "`gaia stats` tells whose they are; the plan's connection budget tells who may have how many."
    }
    pool_errors = {
      title   = "Requests that got no connection in 10 minutes", filter = "resource.type=\"cloud_run_revision\" AND metric.type=\"logging.googleapis.com/user/${google_logging_metric.counted["pool_errors"].name}\""
      aligner = "ALIGN_SUM", threshold = var.thresholds.pool_errors, duration = "0s"
      advice  = "They were answered 503 with Retry-After. Is the database up, and is its CPU free?"
    }
    failed_runs = {
      title   = "Jobs that failed", filter = "resource.type=one_of(\"cloud_run_job\",\"cloud_scheduler_job\") AND metric.type=\"logging.googleapis.com/user/${google_logging_metric.counted["failed_runs"].name}\""
      aligner = "ALIGN_SUM", threshold = 0, duration = "0s"
      advice  = "The log line holds the error and a hint; `select * from ops.job_runs order by started_at desc limit 5`."
    }
    cold_starts = {
      title   = "Start of a function, 95th percentile, ms", filter = "${local.of_services}/container/startup_latencies\""
      aligner = "ALIGN_PERCENTILE_95", threshold = var.thresholds.cold_start_ms, duration = "0s"
      advice  = "More `cpu` shortens a start, `min_instances` buys the wait away. An image starts from its AOT cache or not at all."
    }
  }
}

resource "google_logging_metric" "counted" {
  for_each = local.counted

  name    = "gaia/${each.key}"
  project = local.project
  filter  = each.value

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
  }
}
