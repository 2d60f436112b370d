# What wakes somebody.

locals {
  channels = [for channel in google_monitoring_notification_channel.email : channel.id]
}

resource "google_monitoring_notification_channel" "email" {
  for_each = var.alert_emails

  display_name = each.key
  project      = local.project
  type         = "email"
  labels       = { email_address = each.key }
}

resource "google_monitoring_alert_policy" "series" {
  for_each = local.series

  display_name          = "gaia ${var.environment}: ${each.value.title}"
  project               = local.project
  combiner              = "OR"
  notification_channels = local.channels

  conditions {
    display_name = each.value.title

    condition_threshold {
      filter          = each.value.filter
      comparison      = "COMPARISON_GT"
      threshold_value = each.value.threshold
      duration        = each.value.duration

      aggregations {
        alignment_period     = "600s"
        per_series_aligner   = each.value.aligner
        cross_series_reducer = each.key == "cold_starts" ? "REDUCE_MAX" : "REDUCE_SUM"
      }
    }
  }

  documentation {
    content = each.value.advice
  }
}

resource "google_monitoring_alert_policy" "server_errors" {
  display_name = "gaia ${var.environment}: share of requests answered 5xx"
  project      = local.project
  # One of one is all of them, and no reason to wake anybody.
  combiner              = "AND"
  notification_channels = local.channels

  conditions {
    display_name = "5xx of all requests, each function by itself"

    condition_threshold {
      filter             = "${local.of_services}/request_count\" AND metric.labels.response_code_class=\"5xx\""
      denominator_filter = "${local.of_services}/request_count\""
      comparison         = "COMPARISON_GT"
      threshold_value    = var.thresholds.server_errors
      duration           = "300s"

      aggregations {
        alignment_period     = "600s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
        group_by_fields      = ["resource.label.service_name"]
      }

      denominator_aggregations {
        alignment_period     = "600s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
        group_by_fields      = ["resource.label.service_name"]
      }
    }
  }

  conditions {
    display_name = "5xx in 10 minutes, each function by itself"

    condition_threshold {
      filter          = "${local.of_services}/request_count\" AND metric.labels.response_code_class=\"5xx\""
      comparison      = "COMPARISON_GT"
      threshold_value = var.thresholds.failed_requests
      duration        = "300s"

      aggregations {
        alignment_period     = "600s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
        group_by_fields      = ["resource.label.service_name"]
      }
    }
  }

  documentation {
    content = "A function answers 500 only for its own faults, 503 while the database is away: the request's log line tells which."
  }
}

resource "google_monitoring_alert_policy" "overdue" {
  for_each = local.heard

  display_name          = "gaia ${var.environment}: no success of ${each.key} within ${each.value.stale_after_minutes} minutes"
  project               = local.project
  combiner              = "OR"
  notification_channels = local.channels

  conditions {
    display_name = "keepalive tells that ${each.key} is overdue"

    condition_threshold {
      filter          = "resource.type=\"cloud_run_job\" AND metric.type=\"logging.googleapis.com/user/${google_logging_metric.counted["overdue_${each.key}"].name}\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"

      aggregations {
        alignment_period     = "600s"
        per_series_aligner   = "ALIGN_SUM"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  documentation {
    content = "`gcloud run jobs executions list --job gaia-${each.key} --region ${var.region}`, then the log of the last one."
  }
}

# All others speak through keepalive, so only its own silence is waited for.
resource "google_monitoring_alert_policy" "silence" {
  display_name          = "gaia ${var.environment}: keepalive is silent"
  project               = local.project
  combiner              = "OR"
  notification_channels = local.channels

  conditions {
    display_name = "no line of keepalive for ${local.lines.keepalive.stale_after_minutes} minutes"

    condition_absent {
      filter   = "resource.type=\"cloud_run_job\" AND metric.type=\"logging.googleapis.com/user/${google_logging_metric.counted["keepalive"].name}\""
      duration = "${local.lines.keepalive.stale_after_minutes * 60}s"

      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_SUM"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  documentation {
    content = "Neither the schedule nor the database's health is known. Cloud Scheduler's page tells whether gaia-keepalive is started."
  }
}
