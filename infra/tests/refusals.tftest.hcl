mock_provider "google" {
  source          = "./tests/google"
  override_during = plan
}

# Each validation refuses what it is there for.

run "a_zone_for_a_region" {
  command = plan

  variables {
    region = "us-west1-a"
  }

  expect_failures = [var.region]
}

run "a_project_id_in_capitals" {
  command = plan

  variables {
    project_id = "My-Game"
  }

  expect_failures = [var.project_id]
}

run "an_environment_that_is_no_part_of_a_name" {
  command = plan

  variables {
    environment = "Prod EU"
  }

  expect_failures = [var.environment]
}

run "a_function_whose_module_is_not_there" {
  command = plan

  variables {
    functions = { session = {}, invite = {}, lottery = {} }
  }

  expect_failures = [var.functions]
}

run "the_shared_modules_as_a_function" {
  command = plan

  variables {
    functions = { session = {}, shared = {} }
  }

  expect_failures = [var.functions]
}

run "no_function" {
  command = plan

  variables {
    functions = {}
  }

  expect_failures = [var.functions]
}

run "more_instances_at_least_than_at_most" {
  command = plan

  variables {
    functions = { session = {}, invite = { min_instances = 3 } }
  }

  expect_failures = [var.functions]
}

run "an_image_by_tag" {
  command = plan

  variables {
    images = { session = "r/session:1", invite = "r/invite:1", jobs = "r/jobs:1" }
  }

  expect_failures = [var.images]
}

run "an_image_forgotten" {
  command = plan

  variables {
    images = { jobs = "r/jobs@sha256:3333333333333333333333333333333333333333333333333333333333333333" }
  }

  expect_failures = [var.images]
}

run "an_issuer_without_tls" {
  command = plan

  variables {
    identity = { issuer = "http://issuer.example.com", audience = "a" }
  }

  expect_failures = [var.identity]
}

run "keys_in_clear_text" {
  command = plan

  variables {
    identity = { issuer = "https://issuer.example.com", audience = "a", jwks_url = "http://issuer.example.com/keys" }
  }

  expect_failures = [var.identity]
}

run "a_link_with_a_fragment_of_its_own" {
  command = plan

  variables {
    invite_link_base = "https://play.example.com/#/join"
  }

  expect_failures = [var.invite_link_base]
}

run "a_key_that_is_too_short" {
  command = plan

  variables {
    invite_token_key = "c2hvcnQ="
  }

  expect_failures = [var.invite_token_key]
}

run "an_origin_for_everybody" {
  command = plan

  variables {
    cors_origins = ["*"]
  }

  expect_failures = [var.cors_origins]
}

run "a_domain_with_a_path" {
  command = plan

  variables {
    domain = "api.example.com/v1"
  }

  expect_failures = [var.domain]
}

run "an_address_that_is_no_mail" {
  command = plan

  variables {
    alert_emails = ["oncall"]
  }

  expect_failures = [var.alert_emails]
}

run "postgresql_15" {
  command = plan

  variables {
    postgres_version = 15
  }

  expect_failures = [var.postgres_version]
}

run "a_tier_of_another_edition" {
  command = plan

  variables {
    tier = "db-perf-optimized-N-2"
  }

  expect_failures = [var.tier]
}

run "a_tier_with_three_processors" {
  command = plan

  variables {
    tier = "db-custom-3-7680"
  }

  expect_failures = [var.tier]
}

run "a_tier_with_too_little_memory_for_its_processors" {
  command = plan

  variables {
    tier = "db-custom-8-3840"
  }

  expect_failures = [var.tier]
}

run "a_disk_of_another_kind" {
  command = plan

  variables {
    disk_type = "PD_SSD"
  }

  expect_failures = [var.disk_type]
}

run "a_disk_below_the_least" {
  command = plan

  variables {
    disk_size = 5
  }

  expect_failures = [var.disk_size]
}

run "a_limit_below_the_disk" {
  command = plan

  variables {
    disk_limit = 5
  }

  expect_failures = [var.disk_limit]
}

run "half_a_replica" {
  command = plan

  variables {
    read_replicas = 0.5
  }

  expect_failures = [var.read_replicas]
}

run "too_few_connections_for_a_server" {
  command = plan

  variables {
    max_connections = 10
  }

  expect_failures = [var.max_connections]
}

run "everybody" {
  command = plan

  variables {
    connector_required  = false
    authorized_networks = { all = "0.0.0.0/0" }
  }

  expect_failures = [var.authorized_networks]
}

run "half_of_everybody" {
  command = plan

  variables {
    connector_required  = false
    authorized_networks = { half = "128.0.0.0/1" }
  }

  expect_failures = [var.authorized_networks]
}

run "everybody_by_ipv6" {
  command = plan

  variables {
    connector_required  = false
    authorized_networks = { all = "::/0" }
  }

  expect_failures = [var.authorized_networks]
}

run "an_address_without_a_length" {
  command = plan

  variables {
    connector_required  = false
    authorized_networks = { office = "203.0.113.7" }
  }

  expect_failures = [var.authorized_networks]
}

run "networks_that_the_connector_would_keep_out" {
  command = plan

  variables {
    authorized_networks = { office = "203.0.113.7/32" }
  }

  expect_failures = [var.authorized_networks]
}

run "a_threshold_in_percent" {
  command = plan

  variables {
    thresholds = { cpu = 80 }
  }

  expect_failures = [var.thresholds]
}
