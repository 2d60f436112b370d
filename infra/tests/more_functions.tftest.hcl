mock_provider "google" {
  source          = "./tests/google"
  override_during = plan
}

# With modules that are not here yet; each is deployed by its word alone.

variables {
  modules = "tests/modules"
  tier    = "db-custom-2-7680"
  domain  = "api.example.com"
  images = {
    for word in ["session", "invite", "account", "cleanup", "console", "token", "jobs"] :
    word => "us-west1-docker.pkg.dev/my-game-prod/gaia/${word}@sha256:1111111111111111111111111111111111111111111111111111111111111111"
  }
  functions = {
    session = {}
    invite  = {}
    account = { max_instances = 1 }
    cleanup = { max_instances = 1, pool = 1 }
    console = { max_instances = 1 }
    token   = {}
  }
}

run "cleanup_and_console_keep_the_check" {
  command = plan

  assert {
    condition = toset([
      for word, service in google_cloud_run_v2_service.function : word if !service.invoker_iam_disabled
    ]) == toset(["cleanup", "console"])
    error_message = "all others verify their callers' tokens themselves"
  }

  assert {
    condition = toset([
      for word, service in google_cloud_run_v2_service.function : word if service.ingress == "INGRESS_TRAFFIC_ALL"
    ]) == toset(["cleanup", "console"]) && !contains(keys(google_compute_backend_service.function), "cleanup")
    error_message = "those two are called at their own address, which their callers' tokens are made for"
  }
}

run "the_schedule_calls_cleanup_as_itself" {
  command = plan

  assert {
    condition = alltrue([
      [for word, entry in google_cloud_scheduler_job.line : word if length(entry.http_target[0].oidc_token) > 0] == ["cleanup"],
      length(google_cloud_scheduler_job.line["cleanup"].http_target[0].oauth_token) == 0,
      google_cloud_scheduler_job.line["cleanup"].schedule == yamldecode(file("../jobs/schedule.yaml")).functions.cleanup.cron,
      endswith(google_cloud_scheduler_job.line["cleanup"].http_target[0].uri, "/v1/cleanup"),
      length(google_cloud_scheduler_job.line["cleanup"].http_target[0].oidc_token) == 1,
    ])
    error_message = "POST /v1/cleanup with an identity token"
  }

  assert {
    condition = { for word, b in google_cloud_run_v2_service_iam_member.calls : b.name => "${b.member} ${b.role}" } == {
      gaia-cleanup = "serviceAccount:gaia-scheduler@my-game-prod.iam.gserviceaccount.com roles/run.invoker"
    }
    error_message = "the scheduler calls cleanup and no other function"
  }

  assert {
    condition     = contains(keys(google_monitoring_alert_policy.overdue), "cleanup")
    error_message = "an alert when cleanup has not succeeded in time"
  }
}

run "cleanup_may_take_its_time_and_ends_before_it_is_cut_off" {
  command = plan

  assert {
    condition = {
      for word, service in google_cloud_run_v2_service.function : word => service.template[0].timeout if word != "cleanup"
    } == { for word in ["session", "invite", "account", "console", "token"] : word => "20s" }
    error_message = "20 s for all others"
  }

  assert {
    condition = (
      google_cloud_run_v2_service.function["cleanup"].template[0].timeout == "600s"
      && google_cloud_scheduler_job.line["cleanup"].attempt_deadline == "600s"
      && { for env in google_cloud_run_v2_service.function["cleanup"].template[0].containers[0].env : env.name => env.value }["CLEANUP_TIME"] == "540s"
    )
    error_message = "it stops after nine minutes; the platform and the scheduler wait for ten"
  }
}

run "operators_look_and_the_schedule_runs" {
  command = plan

  variables {
    operators = ["ada@example.com", "ops@my-game-prod.iam.gserviceaccount.com"]
  }

  assert {
    condition = {
      for env in google_cloud_run_v2_service.function["cleanup"].template[0].containers[0].env : env.name => env.value
      if startswith(env.name, "CLEANUP_") && env.name != "CLEANUP_TIME"
      } == {
      CLEANUP_SCHEDULER = "gaia-scheduler@my-game-prod.iam.gserviceaccount.com"
      CLEANUP_OPERATORS = "ada@example.com,ops@my-game-prod.iam.gserviceaccount.com"
    }
    error_message = "cleanup knows the schedule from a person"
  }

  assert {
    condition = toset([for b in google_cloud_run_v2_service_iam_member.operates : "${b.name} ${b.member} ${b.role}"]) == toset(flatten([
      for name in ["gaia-cleanup", "gaia-console"] : [
        "${name} user:ada@example.com roles/run.invoker",
        "${name} serviceAccount:ops@my-game-prod.iam.gserviceaccount.com roles/run.invoker",
      ]
    ]))
    error_message = "each operator passes the check of cleanup and console, and of nothing else"
  }
}

run "the_vaults_key_is_tokens_alone" {
  command = plan

  assert {
    condition = { for word, b in google_kms_crypto_key_iam_member.vault : b.member => b.role } == {
      "serviceAccount:gaia-token@my-game-prod.iam.gserviceaccount.com" = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
    }
    error_message = "whoever else reads the table of tokens reads nothing"
  }
}
