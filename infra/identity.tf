# One account for each function and each job, and the one that Cloud Scheduler starts things as. Every right that any of
# them has stands in this file; tests/least_privilege.tftest.hcl holds the same list.

locals {
  words = toset(concat(keys(local.functions), keys(local.jobs)))

  member = { for word, account in google_service_account.word : word => "serviceAccount:${account.account_id}@${local.project}.iam.gserviceaccount.com" }

  # IAM knows Cloud SQL's roles for a whole project only; the condition narrows each to this instance.
  instance_only = join(" && ", [
    "resource.name == 'projects/${local.project}/instances/${google_sql_database_instance.main.name}'",
    "resource.service == 'sqladmin.googleapis.com'",
  ])

  # Who reads and writes backups; retention deletes, so a writer has to be able to. What it deletes stays for a week.
  bucket_roles = {
    backup  = "roles/storage.objectUser"
    migrate = "roles/storage.objectUser"
    drill   = "roles/storage.objectViewer"
    doctor  = "roles/storage.objectViewer"
  }
}

resource "google_service_account" "word" {
  for_each = local.words

  account_id   = "gaia-${each.key}"
  project      = local.project
  display_name = "gaia ${each.key}"
}

resource "google_service_account" "scheduler" {
  account_id   = "gaia-scheduler"
  project      = local.project
  display_name = "gaia scheduler"
  description  = "Cloud Scheduler starts jobs and calls cleanup as this account; it may do nothing else."
}

# Opens the way to the instance …
resource "google_project_iam_member" "connects" {
  for_each = local.words

  project = local.project
  role    = "roles/cloudsql.client"
  member  = local.member[each.key]

  condition {
    title      = "gaia's instance only"
    expression = local.instance_only
  }
}

# … and logs in there; what it may do then is granted in jobs/schema/…/grants.
resource "google_project_iam_member" "logs_in" {
  for_each = local.words

  project = local.project
  role    = "roles/cloudsql.instanceUser"
  member  = local.member[each.key]

  condition {
    title      = "gaia's instance only"
    expression = local.instance_only
  }
}

resource "google_storage_bucket_iam_member" "backups" {
  for_each = { for word, role in local.bucket_roles : word => role if contains(keys(local.jobs), word) }

  bucket = google_storage_bucket.backups.name
  role   = each.value
  member = local.member[each.key]
}

# A drill leaves its result beside the backup that it restored, and can neither change nor delete a backup.
resource "google_storage_bucket_iam_member" "drill_results" {
  for_each = setintersection(keys(local.jobs), ["drill"])

  bucket = google_storage_bucket.backups.name
  role   = "roles/storage.objectUser"
  member = local.member[each.key]

  condition {
    title      = "results of drills only"
    expression = "resource.type == 'storage.googleapis.com/Object' && resource.name.endsWith('.drill.json')"
  }
}

resource "google_secret_manager_secret_iam_member" "reads" {
  for_each = local.secrets

  project   = local.project
  secret_id = google_secret_manager_secret.secret[each.key].secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = local.member[each.value.reader]
}

resource "google_kms_crypto_key_iam_member" "vault" {
  for_each = setintersection(keys(local.functions), ["token"])

  crypto_key_id = google_kms_crypto_key.token_vault.id
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = local.member[each.key]
}

# Of roles/run.invoker the scheduler uses run.jobs.run alone: to override a job's arguments takes another role.
resource "google_cloud_run_v2_job_iam_member" "starts" {
  for_each = google_cloud_run_v2_job.job

  project  = local.project
  location = var.region
  name     = each.value.name
  role     = "roles/run.invoker"
  member   = "serviceAccount:${google_service_account.scheduler.account_id}@${local.project}.iam.gserviceaccount.com"
}

resource "google_cloud_run_v2_service_iam_member" "calls" {
  for_each = { for word, service in google_cloud_run_v2_service.function : word => service if contains(keys(local.schedule.functions), word) }

  project  = local.project
  location = var.region
  name     = each.value.name
  role     = "roles/run.invoker"
  member   = "serviceAccount:${google_service_account.scheduler.account_id}@${local.project}.iam.gserviceaccount.com"
}
