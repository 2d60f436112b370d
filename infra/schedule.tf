locals {
  # The one place that says what runs when; the local stack reads it too.
  file = yamldecode(file(var.schedule_file))

  schedule = {
    time_zone = local.file.time_zone
    jobs      = local.file.jobs
    functions = { for word, line in local.file.functions : word => line if contains(keys(var.functions), word) }
  }

  scheduled_jobs      = { for word, job in google_cloud_run_v2_job.job : word => job if contains(keys(local.schedule.jobs), word) }
  scheduled_functions = { for word, service in google_cloud_run_v2_service.function : word => service if contains(keys(local.schedule.functions), word) }

  # How each line is called. A Google API wants an access token, a service an identity token that is made out to it.
  calls = merge(
    {
      for word, job in local.scheduled_jobs : word => {
        line     = local.schedule.jobs[word]
        says     = "gaia ${local.schedule.jobs[word].run}"
        uri      = "https://run.googleapis.com/v2/projects/${local.project}/locations/${var.region}/jobs/${job.name}:run"
        audience = null
        # It only starts the job; how that went is in the ledger and the log.
        seconds = 60
      }
    },
    {
      for word, service in local.scheduled_functions : word => {
        line     = local.schedule.functions[word]
        says     = "POST ${local.schedule.functions[word].post}"
        uri      = "${service.uri}${local.schedule.functions[word].post}"
        audience = service.uri
        # As long as the function may take: how that went is its answer.
        seconds = max(60, lookup(local.seconds, word, 20))
      }
    },
  )
}

resource "google_cloud_scheduler_job" "line" {
  for_each = local.calls

  name             = "gaia-${each.key}"
  project          = local.project
  region           = var.region
  description      = each.value.says
  schedule         = each.value.line.cron
  time_zone        = local.schedule.time_zone
  attempt_deadline = "${each.value.seconds}s"

  http_target {
    http_method = "POST"
    uri         = each.value.uri

    dynamic "oauth_token" {
      for_each = contains(keys(local.scheduled_jobs), each.key) ? [1] : []
      content {
        service_account_email = google_service_account.scheduler.email
      }
    }

    dynamic "oidc_token" {
      for_each = contains(keys(local.scheduled_functions), each.key) ? [1] : []
      content {
        service_account_email = google_service_account.scheduler.email
        audience              = each.value.audience
      }
    }
  }

  depends_on = [google_cloud_run_v2_job_iam_member.starts, google_cloud_run_v2_service_iam_member.calls]
}
