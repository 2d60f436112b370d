# Only with a domain: one address for all functions. Each path's first word names the module, so this is one expression.

locals {
  # Those that keep Cloud Run's own check are called at their own address, which their callers' tokens are made for.
  balanced = { for word, service in google_cloud_run_v2_service.function : word => service if var.domain != null && !local.functions[word].iam_check }
}

resource "google_compute_global_address" "api" {
  count = var.domain == null ? 0 : 1

  name    = "gaia-api"
  project = local.project
}

resource "google_compute_managed_ssl_certificate" "api" {
  count = var.domain == null ? 0 : 1

  # A certificate's domain can't change: another one gets another name, and stands before the old one goes.
  name    = "gaia-api-${substr(sha256(var.domain), 0, 8)}"
  project = local.project

  managed {
    domains = [var.domain]
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_compute_region_network_endpoint_group" "function" {
  for_each = local.balanced

  name                  = "gaia-${each.key}"
  project               = local.project
  region                = var.region
  network_endpoint_type = "SERVERLESS"

  cloud_run {
    service = each.value.name
  }

  lifecycle {
    # A function that goes: first the map forgets it, then it goes, for Google keeps what is in use.
    create_before_destroy = true
  }
}

resource "google_compute_backend_service" "function" {
  for_each = local.balanced

  name                  = "gaia-${each.key}"
  project               = local.project
  load_balancing_scheme = "EXTERNAL_MANAGED"
  protocol              = "HTTPS"

  backend {
    group = google_compute_region_network_endpoint_group.function[each.key].id
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_compute_url_map" "api" {
  count = length(local.balanced) > 0 ? 1 : 0

  name    = "gaia-api"
  project = local.project
  # A path of nobody's: any function answers it with the problem that every function has for that.
  default_service = values(google_compute_backend_service.function)[0].id

  host_rule {
    hosts        = [var.domain]
    path_matcher = "words"
  }

  path_matcher {
    name            = "words"
    default_service = values(google_compute_backend_service.function)[0].id

    dynamic "path_rule" {
      for_each = google_compute_backend_service.function
      content {
        paths   = ["/v1/${path_rule.key}", "/v1/${path_rule.key}/*"]
        service = path_rule.value.id
      }
    }
  }
}

resource "google_compute_target_https_proxy" "api" {
  count = length(local.balanced) > 0 ? 1 : 0

  name             = "gaia-api"
  project          = local.project
  url_map          = google_compute_url_map.api[0].id
  ssl_certificates = [google_compute_managed_ssl_certificate.api[0].id]
}

resource "google_compute_global_forwarding_rule" "api" {
  count = length(local.balanced) > 0 ? 1 : 0

  name                  = "gaia-api"
  project               = local.project
  target                = google_compute_target_https_proxy.api[0].id
  ip_address            = google_compute_global_address.api[0].id
  port_range            = "443"
  load_balancing_scheme = "EXTERNAL_MANAGED"
}
