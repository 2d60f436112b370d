locals {
  # What a job needs beyond the rest; the jobs themselves are the lines of jobs/schedule.yaml.
  own_resources = {
    # It stays within 300 MB whatever the size of a table.
    backup = { cpu = "2", memory = "512Mi", timeout = "3600s" }
    # The scratch server and the restored database live in the container's own memory.
    drill   = var.drill
    migrate = { cpu = "1", memory = "512Mi", timeout = "3600s" }
    # Each client's old connections may take a quarter of an hour to go.
    rotate = { cpu = "1", memory = "512Mi", timeout = "3600s" }
  }

  # Beside the schedule's, one that somebody starts: it has a login only where there is something to rotate.
  runs = merge(
    { for word, line in local.schedule.jobs : word => line.run },
    { for word in length(var.password_clients) > 0 ? ["rotate"] : [] : word => "rotate-password --yes --drain 15m" },
  )

  jobs = {
    for word, run in local.runs : word => merge(
      { cpu = "1", memory = "512Mi", timeout = "600s" },
      lookup(local.own_resources, word, {}),
      { arguments = split(" ", run) },
    )
  }

  password_settings = {
    for name, value in {
      PASSWORD_CLIENTS = join(",", keys(var.password_clients))
      PASSWORD_SECRET  = "projects/${local.project}/secrets/gaia-{client}-login"
    } : name => value if length(var.password_clients) > 0
  }

  # What a job is told beyond what all are told.
  own_job_settings = {
    doctor  = merge({ GAIA_DEPLOYMENT = jsonencode(local.deployment) }, local.password_settings)
    migrate = { for name, words in local.password_settings : name => words if name == "PASSWORD_CLIENTS" }
    rotate  = local.password_settings
  }

  # Another image, instance or login is a reason to migrate: bootstrap.sql makes new logins members of their roles, and
  # those of password clients.
  migration = substr(sha256(jsonencode([
    lookup(var.images, "jobs", ""), google_sql_database_instance.main.name, local.words, keys(var.password_clients)
  ])), 0, 16)
}

resource "google_cloud_run_v2_job" "job" {
  for_each = { for word, job in local.jobs : word => job if length(var.images) > 0 }

  name                = "gaia-${each.key}"
  project             = local.project
  location            = var.region
  deletion_protection = false
  # Runs it now, and is ready only when that run has succeeded.
  run_execution_token = each.key == "migrate" ? local.migration : null

  template {
    task_count = 1

    template {
      service_account = google_service_account.word[each.key].email
      timeout         = each.value.timeout
      # The next line of the schedule comes soon enough, and a run that failed is looked at, not repeated.
      max_retries = 0

      containers {
        image = var.images["jobs"]
        args  = each.value.arguments

        resources {
          limits = {
            cpu    = each.value.cpu
            memory = each.value.memory
          }
        }

        dynamic "env" {
          for_each = merge(local.database_settings, {
            DB_USER   = google_sql_user.login[each.key].name
            BACKUP_TO = "gs://${google_storage_bucket.backups.name}"
            # For `gaia admin`, which names people as their tokens do.
            IDENTITY_ISSUER = var.identity.issuer
          }, lookup(local.own_job_settings, each.key, {}))
          content {
            name  = env.key
            value = env.value
          }
        }
      }

      dynamic "vpc_access" {
        for_each = google_compute_subnetwork.run
        content {
          egress = "PRIVATE_RANGES_ONLY"
          network_interfaces {
            network    = vpc_access.value.network
            subnetwork = vpc_access.value.id
          }
        }
      }
    }
  }

  # A migration may take its hour and a failed one is not repeated: an apply that gave up sooner would leave it running.
  timeouts {
    create = "65m"
    update = "65m"
  }

  depends_on = [
    google_sql_database.gaia,
    # All of them: bootstrap.sql finds the logins that are there when it runs.
    google_sql_user.login,
    google_project_iam_member.connects,
    google_project_iam_member.logs_in,
    google_storage_bucket_iam_member.backups,
    google_storage_bucket_iam_member.exported,
    google_project_iam_member.exports,
    google_storage_bucket_iam_member.drill_results,
  ]
}
