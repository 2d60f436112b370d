# One account for each function and each job, and the one that Cloud Scheduler starts things as. Every right that any of
# them has stands in this file; tests/least_privilege.tftest.hcl holds the same list.

locals {
  # Those that have a role in bootstrap.sql, deployed or not.
  function_words = ["account", "board", "campaign", "chat", "cleanup", "console", "invite", "seat", "session", "store", "token", "usage"]

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

  # Doctor judges by the manifests and by what the listing says: it reads no row of any backup.
  bucket_conditions = {
    doctor = "resource.type != 'storage.googleapis.com/Object' || resource.name.endsWith('.json')"
  }

  # Jobs that ask for Cloud SQL's own export; where the schedule has none, nobody has the rights for it.
  exporters = toset([for word, line in local.schedule.jobs : word if length(regexall("--engine[ =]cloud-sql", line.run)) > 0])
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

# Google's narrowest role that may start an export may read every instance too.
resource "google_project_iam_custom_role" "exports" {
  count = length(local.exporters) > 0 ? 1 : 0

  role_id     = "gaiaExports"
  project     = local.project
  title       = "gaia exports"
  description = "Starts Cloud SQL's own export and asks how it goes."
  permissions = ["cloudsql.instances.export", "cloudsql.instances.get"]
}

resource "google_project_iam_member" "exports" {
  for_each = local.exporters

  project = local.project
  role    = google_project_iam_custom_role.exports[0].name
  member  = local.member[each.key]

  condition {
    title      = "gaia's instance only"
    expression = local.instance_only
  }
}

# The instance writes the export by itself: new objects, and no other right there.
resource "google_storage_bucket_iam_member" "exported" {
  count = length(local.exporters) > 0 ? 1 : 0

  bucket = google_storage_bucket.backups.name
  role   = "roles/storage.objectCreator"
  member = "serviceAccount:${google_sql_database_instance.main.service_account_email_address}"
}

resource "google_storage_bucket_iam_member" "backups" {
  for_each = { for word, role in local.bucket_roles : word => role if contains(keys(local.jobs), word) }

  bucket = google_storage_bucket.backups.name
  role   = each.value
  member = local.member[each.key]

  dynamic "condition" {
    for_each = { for word, expression in local.bucket_conditions : word => expression if word == each.key }
    content {
      title      = "manifests only"
      expression = condition.value
    }
  }
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

# The one that adds versions and takes back old ones …
resource "google_secret_manager_secret_iam_member" "rotates" {
  for_each = var.password_clients

  project   = local.project
  secret_id = google_secret_manager_secret.login[each.key].secret_id
  role      = "roles/secretmanager.secretVersionManager"
  member    = local.member["rotate"]
}

# … reads them back as its client does; doctor reads how long the password is, and how old.
resource "google_secret_manager_secret_iam_member" "logs_in_by" {
  for_each = merge([
    for word, client in var.password_clients : {
      for reader in setunion(client.readers, [local.member["rotate"], local.member["doctor"]]) : "${word} ${reader}" => { word = word, reader = reader }
    }
  ]...)

  project   = local.project
  secret_id = google_secret_manager_secret.login[each.value.word].secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = each.value.reader
}

resource "google_kms_crypto_key_iam_member" "vault" {
  for_each = setintersection(keys(local.functions), ["token"])

  crypto_key_id = google_kms_crypto_key.token_vault.id
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = local.member[each.key]
}

# Of roles/run.invoker the scheduler uses run.jobs.run alone: to override a job's arguments takes another role.
resource "google_cloud_run_v2_job_iam_member" "starts" {
  for_each = local.scheduled_jobs

  project  = local.project
  location = var.region
  name     = each.value.name
  role     = "roles/run.invoker"
  member   = "serviceAccount:${google_service_account.scheduler.account_id}@${local.project}.iam.gserviceaccount.com"

  lifecycle {
    # A job that is made anew has lost it.
    replace_triggered_by = [google_cloud_run_v2_job.job[each.key].uid]
  }
}

# Through the check of the functions that keep one; what they may do behind it says the function.
resource "google_cloud_run_v2_service_iam_member" "operates" {
  for_each = {
    for pair in setproduct([for word, function in local.functions : word if function.iam_check && length(var.images) > 0], var.operators) :
    join(" ", pair) => { word = pair[0], operator = pair[1] }
  }

  project  = local.project
  location = var.region
  name     = google_cloud_run_v2_service.function[each.value.word].name
  role     = "roles/run.invoker"
  member   = "${endswith(each.value.operator, ".gserviceaccount.com") ? "serviceAccount" : "user"}:${each.value.operator}"
}

resource "google_cloud_run_v2_service_iam_member" "calls" {
  for_each = local.scheduled_functions

  project  = local.project
  location = var.region
  name     = each.value.name
  role     = "roles/run.invoker"
  member   = "serviceAccount:${google_service_account.scheduler.account_id}@${local.project}.iam.gserviceaccount.com"
}
