mock_provider "google" {
  source          = "./tests/google"
  override_during = plan
}

# Each step is one variable; beside it nothing changes that the step does not need.

run "a_larger_tier_brings_its_own_memory_and_connections" {
  command = plan

  variables {
    tier = "db-custom-2-7680"
  }

  assert {
    condition = google_sql_database_instance.main.settings[0].tier == "db-custom-2-7680" && [
      for flag in google_sql_database_instance.main.settings[0].database_flags : flag.value
      if contains(["max_connections", "shared_buffers", "effective_cache_size"], flag.name)
    ] == ["589824", "400", "245760"]
    error_message = "400 connections, a quarter of 7,680 MB for buffers, 60 % for what the kernel caches"
  }
}

run "an_ssd_is_read_as_one" {
  command = plan

  variables {
    disk_type = "SSD"
  }

  assert {
    condition = google_sql_database_instance.main.settings[0].disk_type == "PD_SSD" && [
      for flag in google_sql_database_instance.main.settings[0].database_flags : flag.value
      if contains(["random_page_cost", "effective_io_concurrency"], flag.name)
    ] == ["200", "1.1"]
    error_message = "the seed's 1.1 and 200 belong to an SSD"
  }
}

run "a_larger_disk" {
  command = plan

  variables {
    disk_size  = 100
    disk_limit = 500
  }

  assert {
    condition = (
      google_sql_database_instance.main.settings[0].disk_size == 100
      && google_sql_database_instance.main.settings[0].disk_autoresize_limit == 500
    )
    error_message = "100 GB that grow to 500"
  }
}

run "a_standby_in_another_zone" {
  command = plan

  variables {
    high_availability = true
  }

  assert {
    condition     = google_sql_database_instance.main.settings[0].availability_type == "REGIONAL"
    error_message = "regional"
  }
}

run "two_read_replicas_like_their_primary" {
  command = plan

  variables {
    read_replicas = 2
  }

  assert {
    condition = [for replica in google_sql_database_instance.replica : replica.name] == [
      "gaia-prod-db-replica-0", "gaia-prod-db-replica-1"
    ]
    error_message = "two replicas"
  }

  assert {
    condition = alltrue([
      for replica in google_sql_database_instance.replica :
      replica.master_instance_name == "gaia-prod-db"
      && replica.settings[0].database_flags == google_sql_database_instance.main.settings[0].database_flags
      && replica.settings[0].ip_configuration[0].ssl_mode == "ENCRYPTED_ONLY"
    ])
    error_message = "with fewer connections than its primary a replica does not start, and it wants TLS too"
  }
}

run "postgresql_18" {
  command = plan

  variables {
    postgres_version = 18
  }

  assert {
    condition = (
      google_sql_database_instance.main.database_version == "POSTGRES_18"
      && google_sql_database_instance.main.settings[0].edition == "ENTERPRISE"
    )
    error_message = "18, in the edition that has small tiers"
  }
}

run "a_private_address_reached_by_direct_egress" {
  command = plan

  variables {
    private_ip = true
  }

  assert {
    condition = (
      !google_sql_database_instance.main.settings[0].ip_configuration[0].ipv4_enabled
      && google_sql_database_instance.main.settings[0].ip_configuration[0].private_network == google_compute_network.gaia[0].id
    )
    error_message = "no public address"
  }

  assert {
    condition = alltrue([
      for access in concat(
        [for service in google_cloud_run_v2_service.function : service.template[0].vpc_access[0]],
        [for job in google_cloud_run_v2_job.job : job.template[0].template[0].vpc_access[0]],
      ) :
      access.egress == "PRIVATE_RANGES_ONLY" && access.connector == null
      && access.network_interfaces[0].subnetwork == google_compute_subnetwork.run[0].id
    ])
    error_message = "functions and jobs enter the network themselves, without a connector's machines"
  }

  assert {
    condition = contains([
      for env in google_cloud_run_v2_service.function["session"].template[0].containers[0].env :
      env.value if env.name == "DB_IP_TYPES"
    ], "PRIVATE")
    error_message = "functions are told to use the private address"
  }
}

run "without_it_there_is_no_network" {
  command = plan

  assert {
    condition = (
      length(google_compute_network.gaia) + length(google_compute_subnetwork.run) == 0
      && length(google_cloud_run_v2_service.function["session"].template[0].vpc_access) == 0
    )
    error_message = "a network that nobody uses"
  }
}

run "clients_that_know_only_a_password" {
  command = plan

  variables {
    connector_required = false
    authorized_networks = {
      office = "203.0.113.7/32"
    }
  }

  assert {
    condition = (
      google_sql_database_instance.main.settings[0].connector_enforcement == "NOT_REQUIRED"
      && one(google_sql_database_instance.main.settings[0].ip_configuration[0].authorized_networks).value == "203.0.113.7/32"
      && google_sql_database_instance.main.settings[0].ip_configuration[0].ssl_mode == "ENCRYPTED_ONLY"
    )
    error_message = "one office, with TLS"
  }
}

run "one_address_for_all_functions" {
  command = plan

  variables {
    domain = "api.example.com"
  }

  assert {
    condition = { for rule in google_compute_url_map.api[0].path_matcher[0].path_rule : one([for path in rule.paths : path if !endswith(path, "*")]) => rule.service } == {
      for word, backend in google_compute_backend_service.function : "/v1/${word}" => backend.id
    }
    error_message = "the first word of a path names its function"
  }

  assert {
    condition     = alltrue([for word, service in google_cloud_run_v2_service.function : service.ingress == "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER" if word != "cleanup"])
    error_message = "nobody goes past the balancer but who calls cleanup"
  }

  assert {
    condition     = google_compute_global_forwarding_rule.api[0].port_range == "443" && output.address.session == "https://api.example.com/v1/session"
    error_message = "https only"
  }
}

run "without_a_domain_there_is_no_balancer" {
  command = plan

  assert {
    condition     = length(google_compute_url_map.api) + length(google_compute_backend_service.function) == 0
    error_message = "a balancer costs 18 USD a month"
  }
}

run "more_instances_and_a_wider_pool" {
  command = plan

  variables {
    tier = "db-custom-2-7680"
    functions = {
      session = {}
      invite  = { max_instances = 10, pool = 8, min_instances = 1 }
    }
  }

  assert {
    condition = alltrue([
      google_cloud_run_v2_service.function["invite"].template[0].max_instance_request_concurrency == 32,
      google_cloud_run_v2_service.function["invite"].template[0].scaling[0].max_instance_count == 10,
      contains([
        for env in google_cloud_run_v2_service.function["invite"].template[0].containers[0].env :
        env.value if env.name == "DATABASE_POOL"
      ], "8"),
    ])
    error_message = "the pool says how many requests an instance takes"
  }
}

run "a_drill_of_a_larger_database" {
  command = plan

  variables {
    drill = { cpu = "8", memory = "32Gi", timeout = "14400s" }
  }

  assert {
    condition = (
      google_cloud_run_v2_job.job["drill"].template[0].template[0].containers[0].resources[0].limits == tomap({ cpu = "8", memory = "32Gi" })
      && google_cloud_run_v2_job.job["drill"].template[0].template[0].timeout == "14400s"
    )
    error_message = "what it restores lives in its memory"
  }
}
