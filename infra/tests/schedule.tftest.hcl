mock_provider "google" {
  source          = "./tests/google"
  override_during = plan
}

# jobs/schedule.yaml is the only place that says what runs when.

run "one_scheduler_entry_a_line" {
  command = plan

  assert {
    condition = { for word, entry in google_cloud_scheduler_job.line : word => "${entry.schedule} ${entry.time_zone} ${entry.description}" } == merge([
      for kind, said in { jobs = "run", functions = "post" } : {
        for word, line in yamldecode(file("../jobs/schedule.yaml"))[kind] :
        word => "${line.cron} ${yamldecode(file("../jobs/schedule.yaml")).time_zone} ${kind == "jobs" ? "gaia" : "POST"} ${line[said]}"
      }
    ]...)
    error_message = "each line of the file and nothing else, at its own time"
  }
}

run "a_function_that_is_not_deployed_is_not_called" {
  command = plan

  variables {
    functions = { session = {}, invite = {} }
  }

  assert {
    condition     = !contains(keys(google_cloud_scheduler_job.line), "cleanup")
    error_message = "cleanup is in the file and not deployed"
  }
}

run "an_entry_starts_its_job_by_oauth" {
  command = plan

  assert {
    condition = alltrue([
      for word, entry in google_cloud_scheduler_job.line :
      entry.http_target[0].uri == "https://run.googleapis.com/v2/projects/my-game-prod/locations/us-west1/jobs/gaia-${word}:run"
      && entry.http_target[0].http_method == "POST"
      && length(entry.http_target[0].oauth_token) == 1
      && length(entry.http_target[0].oidc_token) == 0
      if word != "cleanup"
    ])
    error_message = "POST …/jobs/gaia-<word>:run with an access token of the scheduler's account"
  }
}

run "a_job_has_fixed_arguments_and_no_second_try" {
  command = plan

  assert {
    condition = { for word, job in google_cloud_run_v2_job.job : word => job.template[0].template[0].containers[0].args } == {
      for word, line in yamldecode(file("../jobs/schedule.yaml")).jobs : word => split(" ", line.run)
    }
    error_message = "the words of the file behind `gaia`"
  }

  assert {
    condition     = alltrue([for job in google_cloud_run_v2_job.job : job.template[0].template[0].max_retries == 0])
    error_message = "Cloud Run would try three times more"
  }
}

run "the_migration_runs_with_each_new_image_or_login" {
  command = plan

  assert {
    condition     = [for word, job in google_cloud_run_v2_job.job : word if job.run_execution_token != null] == ["migrate"]
    error_message = "deploying runs migrate and nothing else"
  }

  assert {
    condition     = length("gaia-migrate-${google_cloud_run_v2_job.job["migrate"].run_execution_token}") < 63
    error_message = "Cloud Run wants the name of the run below 63 characters"
  }

  assert {
    condition     = google_cloud_run_v2_job.job["migrate"].run_execution_token != substr(sha256(jsonencode(["", "gaia-prod-db", local.words, keys(var.password_clients)])), 0, 16)
    error_message = "the image is part of the name of the run"
  }
}

run "another_file_makes_other_entries" {
  command = plan

  variables {
    schedule_file = "tests/schedule.yaml"
  }

  assert {
    condition = (
      toset(keys(google_cloud_scheduler_job.line)) == toset(["keepalive", "migrate", "cleanup"])
      && google_cloud_run_v2_job.job["migrate"].template[0].template[0].containers[0].args == tolist(["migrate", "--wait", "5m"])
    )
    error_message = "what is written in Terraform and not in the file"
  }

}

run "no_function_goes_out_after_a_migration_that_failed" {
  command = plan

  override_resource {
    target          = google_cloud_run_v2_job.job
    override_during = plan
    values          = { terminal_condition = [{ state = "CONDITION_FAILED" }] }
  }

  expect_failures = [google_cloud_run_v2_service.function]
}

run "another_instance_is_migrated_too" {
  command = plan

  variables {
    instance_name = "gaia-prod-db2"
  }

  assert {
    condition     = google_cloud_run_v2_job.job["migrate"].run_execution_token == substr(sha256(jsonencode([var.images["jobs"], "gaia-prod-db2", local.words, keys(var.password_clients)])), 0, 16)
    error_message = "it is empty, whatever image runs"
  }
}

run "a_line_is_named_by_its_command" {
  command = plan

  variables {
    schedule_file = "tests/misnamed.yaml"
  }

  expect_failures = [var.schedule_file]
}

run "keepalive_speaks_for_all_lines" {
  command = plan

  assert {
    condition = (
      setunion(keys(google_monitoring_alert_policy.overdue), ["keepalive"]) == toset(concat([for lines in ["jobs", "functions"] : keys(yamldecode(file("../jobs/schedule.yaml"))[lines])]...))
      && !contains(keys(google_monitoring_alert_policy.overdue), "keepalive")
    )
    error_message = "an alert on the age of each job's last success, but of keepalive's own, which is none whenever it speaks"
  }

  assert {
    condition     = google_logging_metric.counted["overdue_backup"].filter == "resource.type=\"cloud_run_job\" AND jsonPayload.run.command=\"keepalive\" AND jsonPayload.age_seconds.backup>172800"
    error_message = "two days, as the file says"
  }

  assert {
    condition = [
      for policy in concat(values(google_monitoring_alert_policy.overdue), values(google_monitoring_alert_policy.series), [google_monitoring_alert_policy.silence]) :
      policy.display_name if length([for c in policy.conditions : c if length(c.condition_absent) > 0]) > 0
    ] == ["gaia prod: keepalive is silent"]
    error_message = "absence is waited for of keepalive only"
  }
}
