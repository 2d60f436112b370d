locals {
  # The one place that says what runs when; the local stack reads it too.
  file = yamldecode(file(var.schedule_file))

  schedule = {
    time_zone = local.file.time_zone
    jobs      = local.file.jobs
    functions = { for word, line in local.file.functions : word => line if contains(keys(var.functions), word) }
  }

  scheduled_jobs = { for word, job in google_cloud_run_v2_job.job : word => job if contains(keys(local.schedule.jobs), word) }
}

resource "google_cloud_scheduler_job" "job" {
  for_each = local.scheduled_jobs

  name        = "gaia-${each.key}"
  project     = local.project
  region      = var.region
  description = "gaia ${local.schedule.jobs[each.key].run}"
  schedule    = local.schedule.jobs[each.key].cron
  time_zone   = local.schedule.time_zone
  # It only starts the job; how that went is in the ledger and the log.
  attempt_deadline = "60s"

  http_target {
    http_method = "POST"
    uri         = "https://run.googleapis.com/v2/projects/${local.project}/locations/${var.region}/jobs/${each.value.name}:run"

    # A Google API wants an access token; an identity token (OIDC) is for services.
    oauth_token {
      service_account_email = google_service_account.scheduler.email
    }
  }

  depends_on = [google_cloud_run_v2_job_iam_member.starts]
}

resource "google_cloud_scheduler_job" "function" {
  for_each = { for word, service in google_cloud_run_v2_service.function : word => service if contains(keys(local.schedule.functions), word) }

  name        = "gaia-${each.key}"
  project     = local.project
  region      = var.region
  description = "POST ${local.schedule.functions[each.key].post}"
  schedule    = local.schedule.functions[each.key].cron
  time_zone   = local.schedule.time_zone
  # As long as the function may take: how that went is its answer.
  attempt_deadline = "${max(60, lookup(local.seconds, each.key, 20))}s"

  http_target {
    http_method = "POST"
    uri         = "${each.value.uri}${local.schedule.functions[each.key].post}"

    oidc_token {
      service_account_email = google_service_account.scheduler.email
      audience              = each.value.uri
    }
  }

  depends_on = [google_cloud_run_v2_service_iam_member.calls]
}
