mock_provider "google" {
  source          = "./tests/google"
  override_during = plan
}

# A client that knows only a password has two logins, a secret and one job that may write it.

run "nobody_has_one_unless_it_is_said" {
  command = plan

  assert {
    condition = (
      length(google_secret_manager_secret.login) + length(google_secret_manager_secret_iam_member.rotates)
      + length(google_secret_manager_secret_iam_member.logs_in_by) == 0
      && !contains(keys(google_cloud_run_v2_job.job), "rotate")
      && !contains(keys(google_sql_user.login), "rotate")
    )
    error_message = "no secret, no job and no login"
  }
}

run "a_store_for_an_express_application" {
  command = plan

  variables {
    password_clients = {
      store = { readers = ["serviceAccount:express@my-game-prod.iam.gserviceaccount.com"], connections = 2 }
      chat  = { connections = 2 }
    }
  }

  assert {
    condition = { for word, secret in google_secret_manager_secret.login : word => secret.secret_id } == {
      store = "gaia-store-login", chat = "gaia-chat-login"
    }
    error_message = "a secret each"
  }

  assert {
    condition = toset(concat(
      [for b in google_secret_manager_secret_iam_member.rotates : "${b.member} ${b.role} on ${b.secret_id}"],
      [for b in google_secret_manager_secret_iam_member.logs_in_by : "${b.member} ${b.role} on ${b.secret_id}"],
      )) == toset([
      "serviceAccount:gaia-rotate@my-game-prod.iam.gserviceaccount.com roles/secretmanager.secretVersionManager on gaia-store-login",
      "serviceAccount:gaia-rotate@my-game-prod.iam.gserviceaccount.com roles/secretmanager.secretVersionManager on gaia-chat-login",
      "serviceAccount:gaia-rotate@my-game-prod.iam.gserviceaccount.com roles/secretmanager.secretAccessor on gaia-store-login",
      "serviceAccount:gaia-rotate@my-game-prod.iam.gserviceaccount.com roles/secretmanager.secretAccessor on gaia-chat-login",
      "serviceAccount:gaia-doctor@my-game-prod.iam.gserviceaccount.com roles/secretmanager.secretAccessor on gaia-store-login",
      "serviceAccount:gaia-doctor@my-game-prod.iam.gserviceaccount.com roles/secretmanager.secretAccessor on gaia-chat-login",
      "serviceAccount:express@my-game-prod.iam.gserviceaccount.com roles/secretmanager.secretAccessor on gaia-store-login",
    ])
    error_message = "rotate alone adds versions; it, doctor and the readers of that secret read it"
  }

  assert {
    condition = {
      for env in google_cloud_run_v2_job.job["rotate"].template[0].template[0].containers[0].env : env.name => env.value
      if startswith(env.name, "PASSWORD_")
      } == {
      PASSWORD_CLIENTS = "chat,store", PASSWORD_SECRET = "projects/my-game-prod/secrets/gaia-{client}-login"
    }
    error_message = "the job is told whom, and where"
  }

  assert {
    condition = (
      google_cloud_run_v2_job.job["rotate"].template[0].template[0].containers[0].args == tolist(["rotate-password", "--yes", "--drain", "15m"])
      && google_sql_user.login["rotate"].name == "gaia-rotate@my-game-prod.iam"
      && [for env in google_cloud_run_v2_job.job["migrate"].template[0].template[0].containers[0].env : env.value if env.name == "PASSWORD_CLIENTS"] == ["chat,store"]
    )
    error_message = "rotate has a login of its own, and migrate makes the pairs"
  }

  assert {
    condition     = !contains(keys(google_cloud_scheduler_job.line), "rotate") && !contains(keys(google_cloud_run_v2_job_iam_member.starts), "rotate")
    error_message = "somebody starts it, no schedule does"
  }
}

run "the_word_of_no_function_and_everybody_as_reader" {
  command = plan

  variables {
    password_clients = {
      migrate = {}
      store   = { readers = ["allUsers"] }
    }
  }

  expect_failures = [var.password_clients]
}
