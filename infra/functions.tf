locals {
  # What a function is told beyond what all are told; one that is not named here needs nothing more.
  own_settings = {
    invite = { INVITE_LINK_BASE = var.invite_link_base }
    token  = { TOKEN_VAULT_KEY = "gcp-kms://${google_kms_crypto_key.token_vault.id}" }
    cleanup = {
      CLEANUP_SCHEDULER = "${google_service_account.scheduler.account_id}@${local.project}.iam.gserviceaccount.com"
      CLEANUP_OPERATORS = join(",", var.operators)
      # It stops by itself then, a step of 5 s at most later.
      CLEANUP_TIME = "${local.seconds.cleanup - 60}s"
    }
  }

  # How long a request may take. A statement ends after 5 s and a function answers within 15: this never cuts off an
  # answer. A night's cleanup works as long as it takes, up to its limit, and says what is left.
  seconds = { cleanup = 600 }

  functions = {
    for word, function in var.functions : word => merge(function, {
      # The others verify their callers' tokens themselves; behind the check a token arrives without its signature.
      iam_check   = contains(["cleanup", "console"], word)
      concurrency = 4 * function.pool
    })
  }

  database_settings = {
    DB_NAME                     = "gaia"
    DB_INSTANCE_CONNECTION_NAME = google_sql_database_instance.main.connection_name
    DB_IP_TYPES                 = var.private_ip ? "PRIVATE" : "PUBLIC"
  }

  settings = {
    for name, value in merge(local.database_settings, {
      IDENTITY_ISSUER      = var.identity.issuer
      IDENTITY_AUDIENCE    = var.identity.audience
      IDENTITY_JWKS_URL    = var.identity.jwks_url
      IDENTITY_NAME_CLAIM  = var.identity.name_claim
      IDENTITY_EMAIL_CLAIM = var.identity.email_claim
      CORS_ORIGINS         = join(",", var.cors_origins)
    }) : name => value if value != null
  }
}

resource "google_cloud_run_v2_service" "function" {
  for_each = { for word, function in local.functions : word => function if length(var.images) > 0 }

  name     = "gaia-${each.key}"
  project  = local.project
  location = var.region
  # It holds nothing: whatever it knew is in the database.
  deletion_protection  = false
  invoker_iam_disabled = !each.value.iam_check
  # With a domain the balancer is the only way in, but for what is called at its own address.
  ingress = var.domain != null && !each.value.iam_check ? "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER" : "INGRESS_TRAFFIC_ALL"

  template {
    service_account                  = google_service_account.word[each.key].email
    max_instance_request_concurrency = each.value.concurrency
    timeout                          = "${lookup(local.seconds, each.key, 20)}s"

    scaling {
      min_instance_count = each.value.min_instances
      max_instance_count = each.value.max_instances
    }

    containers {
      image = var.images[each.key]

      resources {
        limits = {
          cpu    = each.value.cpu
          memory = each.value.memory
        }
        # Paid while it answers, and twice the CPU while it starts.
        cpu_idle          = true
        startup_cpu_boost = true
      }

      dynamic "env" {
        for_each = merge(local.settings, lookup(local.own_settings, each.key, {}), {
          DB_USER       = google_sql_user.login[each.key].name
          DATABASE_POOL = each.value.pool
        })
        content {
          name  = env.key
          value = env.value
        }
      }

      dynamic "env" {
        for_each = { for name, secret in local.secrets : name => secret.variable if secret.reader == each.key }
        content {
          name = env.value
          value_source {
            secret_key_ref {
              secret = google_secret_manager_secret.secret[env.key].secret_id
              # By number, so that a new key is a new revision and all its instances have the same one.
              version = local.secret_versions[env.key]
            }
          }
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

  lifecycle {
    # An apply that failed has told Google and the state of the new image already, so the next one sees nothing to run.
    precondition {
      condition = alltrue(flatten([
        for job in google_cloud_run_v2_job.job["migrate"][*] : [for c in job.terminal_condition : c.state != "CONDITION_FAILED"]
      ]))
      error_message = "the last migration did not succeed (gcloud run jobs executions list --job=gaia-migrate), and no function goes out on a schema that is older than itself: mend it, then apply with -replace='google_cloud_run_v2_job.job[\"migrate\"]', which runs it again"
    }
  }

  depends_on = [
    # Its migration has run when the job is ready: no revision meets a schema that is older than itself.
    google_cloud_run_v2_job.job,
    google_project_iam_member.connects,
    google_project_iam_member.logs_in,
    google_secret_manager_secret_iam_member.reads,
    google_kms_crypto_key_iam_member.vault,
  ]
}
