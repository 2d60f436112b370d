mock_provider "google" {
  source          = "./tests/google"
  override_during = plan
}

run "the_database_is_the_seeds" {
  command = plan

  assert {
    condition = alltrue([
      google_sql_database_instance.main.name == "gaia-prod-db",
      google_sql_database_instance.main.region == "us-west1",
      google_sql_database_instance.main.database_version == "POSTGRES_16",
      google_sql_database_instance.main.settings[0].tier == "db-g1-small",
      google_sql_database_instance.main.settings[0].edition == "ENTERPRISE",
      google_sql_database_instance.main.settings[0].availability_type == "ZONAL",
      google_sql_database_instance.main.settings[0].disk_type == "PD_HDD",
      google_sql_database_instance.main.settings[0].disk_size == 10,
      google_sql_database_instance.main.settings[0].disk_autoresize,
      google_sql_database_instance.main.settings[0].disk_autoresize_limit == 50,
      google_sql_database.gaia.name == "gaia",
    ])
    error_message = "PostgreSQL 16, db-g1-small, 10 GB of HDD that grows to 50, us-west1, zonal, ENTERPRISE, database gaia"
  }

  assert {
    condition = alltrue([
      google_sql_database_instance.main.settings[0].backup_configuration[0].enabled,
      google_sql_database_instance.main.settings[0].backup_configuration[0].point_in_time_recovery_enabled,
      google_sql_database_instance.main.settings[0].final_backup_config[0].enabled,
      google_sql_database_instance.main.settings[0].retain_backups_on_delete,
      google_sql_database_instance.main.settings[0].deletion_protection_enabled,
      google_sql_database_instance.main.deletion_protection,
    ])
    error_message = "backups, point-in-time recovery, a final backup, and protection by Terraform and by Google"
  }

  assert {
    condition = (
      google_sql_database_instance.main.settings[0].maintenance_window[0].day == 1
      && google_sql_database_instance.main.settings[0].maintenance_window[0].hour == 2
    )
    error_message = "maintenance is on Monday at 02:00"
  }

  assert {
    condition = alltrue([
      google_sql_database_instance.main.settings[0].ip_configuration[0].ssl_mode == "ENCRYPTED_ONLY",
      length(google_sql_database_instance.main.settings[0].ip_configuration[0].authorized_networks) == 0,
      google_sql_database_instance.main.settings[0].connector_enforcement == "REQUIRED",
      google_sql_database_instance.main.settings[0].insights_config[0].query_insights_enabled,
    ])
    error_message = "TLS only, no network let in, the connector enforced, insights on"
  }
}

run "flags_fit_a_slow_disk_and_little_memory" {
  command = plan

  assert {
    condition = { for flag in google_sql_database_instance.main.settings[0].database_flags : flag.name => flag.value } == {
      "cloudsql.iam_authentication"       = "on"
      max_connections                     = "60"
      shared_buffers                      = "55680"
      effective_cache_size                = "133632"
      random_page_cost                    = "4"
      effective_io_concurrency            = "1"
      idle_in_transaction_session_timeout = "600000"
      log_min_duration_statement          = "500"
      log_parameter_max_length            = "0"
      log_parameter_max_length_on_error   = "0"
      log_statement                       = "ddl"
      log_lock_waits                      = "on"
    }
    error_message = "flags of HDD and 1.7 GB, 50 connections, and no bound value in the log"
  }
}

run "doctor_is_told_what_no_query_can_tell" {
  command = plan

  assert {
    condition = {
      for word, job in google_cloud_run_v2_job.job : word => jsondecode(one([
        for env in job.template[0].template[0].containers[0].env : env.value if env.name == "GAIA_DEPLOYMENT"
      ])) if anytrue([for env in job.template[0].template[0].containers[0].env : env.name == "GAIA_DEPLOYMENT"])
      } == {
      doctor = {
        memory_mb = 1740, disk_type = "HDD", disk_limit_gb = 50, max_connections = 60
        functions = {
          session = { pool = 3, max_instances = 2 }, invite = { pool = 3, max_instances = 2 }
          account = { pool = 3, max_instances = 1 }, cleanup = { pool = 2, max_instances = 1 }
        }
        jobs               = length(yamldecode(file("../jobs/schedule.yaml")).jobs), authorized_networks = {}
        client_connections = 0, connector_required = true, private_ip = false, ssl_mode = "ENCRYPTED_ONLY", point_in_time_recovery = true
        alert_policies     = 8 + length(yamldecode(file("../jobs/schedule.yaml")).jobs), alert_emails = length(var.alert_emails)
        secrets            = ["gaia-invite-token-key"]
      }
    }
    error_message = "doctor alone is told tier, disk, networks, budget, alerts and secrets, as they are"
  }

  assert {
    condition = {
      pool      = yamldecode(file("../jobs/settings.yaml")).budget.pool
      instances = yamldecode(file("../jobs/settings.yaml")).budget.instances
      } == {
      pool      = var.functions.session.pool
      instances = var.functions.session.max_instances
    }
    error_message = "what the budget takes for a function that nobody sized is what a function gets"
  }
}

run "every_function_and_job_has_a_login_and_only_migrates_is_mighty" {
  command = plan

  assert {
    condition = { for word, login in google_sql_user.login : word => login.name } == {
      for word in concat(["session", "invite", "account", "cleanup"], keys(yamldecode(file("../jobs/schedule.yaml")).jobs)) :
      word => "gaia-${word}@my-game-prod.iam"
    }
    error_message = "a login gaia-<word>@my-game-prod.iam for each function and each job of the schedule, and nobody else"
  }

  assert {
    condition = [
      for word, login in google_sql_user.login : word if contains(coalesce(login.database_roles, []), "cloudsqlsuperuser")
    ] == ["migrate"]
    error_message = "cloudsqlsuperuser is migrate's alone"
  }

  assert {
    condition     = alltrue([for login in google_sql_user.login : login.type == "CLOUD_IAM_SERVICE_ACCOUNT" && login.password == null])
    error_message = "logins have no password"
  }
}

run "who_makes_an_admin_knows_the_issuer" {
  command = plan

  assert {
    condition = [
      for env in google_cloud_run_v2_job.job["migrate"].template[0].template[0].containers[0].env : env.value
      if env.name == "IDENTITY_ISSUER"
    ] == [var.identity.issuer]
    error_message = "gaia admin finds people by the issuer of their tokens"
  }
}

run "a_function_is_a_service_of_its_own" {
  command = plan

  assert {
    condition = { for word, service in google_cloud_run_v2_service.function : word => service.name } == {
      for pom in fileset("../functions", "*/pom.xml") : dirname(pom) => "gaia-${dirname(pom)}" if dirname(pom) != "shared"
    }
    error_message = "each function that there is, by its name"
  }

  assert {
    condition = alltrue([
      for word, service in google_cloud_run_v2_service.function :
      service.template[0].max_instance_request_concurrency == 12
      && service.template[0].timeout == "20s"
      && service.template[0].scaling[0].min_instance_count == 0
      && service.template[0].scaling[0].max_instance_count == 2
      && service.template[0].containers[0].resources[0].startup_cpu_boost
      && service.template[0].containers[0].resources[0].cpu_idle
      && service.invoker_iam_disabled
      if contains(["session", "invite"], word)
    ])
    error_message = "concurrency of four times the pool, scaled to zero, CPU boost at the start, callers verified by itself"
  }

  assert {
    condition = [
      for env in google_cloud_run_v2_service.function["invite"].template[0].containers[0].env :
      env.name if length(env.value_source) > 0
    ] == ["INVITE_TOKEN_KEY"]
    error_message = "the key comes from Secret Manager"
  }

  assert {
    condition = toset([
      for env in google_cloud_run_v2_service.function["session"].template[0].containers[0].env : env.name
      ]) == toset([
      "CORS_ORIGINS", "DATABASE_POOL", "DB_INSTANCE_CONNECTION_NAME", "DB_IP_TYPES", "DB_NAME", "DB_USER",
      "IDENTITY_AUDIENCE", "IDENTITY_ISSUER",
    ])
    error_message = "session is told the database and the issuer, and not the invites' key"
  }
}

run "a_bucket_keeps_what_is_deleted_and_deletes_nothing_that_lives" {
  command = plan

  assert {
    condition = alltrue([
      google_storage_bucket.backups.uniform_bucket_level_access,
      google_storage_bucket.backups.public_access_prevention == "enforced",
      google_storage_bucket.backups.versioning[0].enabled,
      google_storage_bucket.backups.soft_delete_policy[0].retention_duration_seconds == 604800,
      !google_storage_bucket.backups.force_destroy,
    ])
    error_message = "uniform access, nothing public, versions, a week of soft delete"
  }

  assert {
    condition = [
      for rule in google_storage_bucket.backups.lifecycle_rule :
      one(rule.condition).with_state if one(rule.action).type == "Delete"
    ] == ["ARCHIVED"]
    error_message = "retention is gaia backup's: the bucket deletes only what gaia has deleted before"
  }
}

run "the_first_apply_makes_what_images_are_pushed_to" {
  command = plan

  variables {
    images = {}
  }

  assert {
    condition = (
      length(google_cloud_run_v2_service.function) + length(google_cloud_run_v2_job.job) == 0
      && length(google_cloud_scheduler_job.line) == 0
      && google_artifact_registry_repository.images.repository_id == "gaia"
    )
    error_message = "a registry, a database and accounts; services and jobs come with their images"
  }
}

run "an_environment_shares_no_name_of_database_or_bucket_with_another" {
  command = plan

  variables {
    environment = "test"
    project_id  = "my-game-test"
  }

  assert {
    condition = alltrue([
      google_sql_database_instance.main.name == "gaia-test-db",
      google_sql_database_instance.main.settings[0].user_labels.environment == "test",
      google_storage_bucket.backups.name == "my-game-test-gaia-backups",
      google_sql_user.login["session"].name == "gaia-session@my-game-test.iam",
    ])
    error_message = "another project and another environment: other names throughout"
  }
}
