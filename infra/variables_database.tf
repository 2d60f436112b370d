# The seed's cost-optimised instance, and each step of growth as one variable.

variable "instance_name" {
  description = "null: gaia-<environment>-db. Google keeps a deleted instance's name for a week: a replaced one needs another."
  type        = string
  default     = null

  validation {
    condition     = var.instance_name == null || can(regex("^[a-z]([a-z0-9-]{0,83}[a-z0-9])?$", var.instance_name))
    error_message = "instance_name has lower case letters, digits and hyphens, and begins with a letter"
  }
}

variable "postgres_version" {
  description = "16, 17 or 18. A higher one upgrades in place, with some minutes of downtime; there is no way back but a restore."
  type        = number
  default     = 16

  validation {
    condition     = contains([16, 17, 18], var.postgres_version)
    error_message = "postgres_version is 16, 17 or 18: these the tests run on"
  }
}

variable "tier" {
  description = "db-g1-small (shared core, 1.7 GB, no SLA) or db-custom-<vCPUs>-<MB>; changing it restarts the server."
  type        = string
  default     = "db-g1-small"

  validation {
    condition     = var.tier == "db-g1-small" || can(regex("^db-custom-[0-9]+-[0-9]+$", var.tier))
    error_message = "tier is db-g1-small or db-custom-<vCPUs>-<MB>: db-f1-micro has 0.6 GB, too little for this; db-perf-optimized needs another edition"
  }

  validation {
    # Google's own rule: 1 vCPU or an even number up to 96.
    condition     = !startswith(var.tier, "db-custom-") || can(regex("^db-custom-(1|[2468]|[1-8][02468]|9[0246])-", var.tier))
    error_message = "a db-custom tier has 1 vCPU or an even number up to 96"
  }

  validation {
    condition = !startswith(var.tier, "db-custom-") || try(
      tonumber(split("-", var.tier)[3]) % 256 == 0 && tonumber(split("-", var.tier)[3]) >= 3840
      && tonumber(split("-", var.tier)[3]) >= tonumber(split("-", var.tier)[2]) * 922
      && tonumber(split("-", var.tier)[3]) <= tonumber(split("-", var.tier)[2]) * 6656, false
    )
    error_message = "a db-custom tier has 3840 MB at least, in steps of 256, and 0.9 to 6.5 GB for each vCPU: db-custom-2-7680"
  }
}

variable "disk_type" {
  description = "HDD or SSD. Cloud SQL can't change it: another one is another instance (README.md tells how to move)."
  type        = string
  default     = "HDD"

  validation {
    condition     = contains(["HDD", "SSD"], var.disk_type)
    error_message = "disk_type is HDD or SSD"
  }
}

variable "disk_size" {
  description = "GB at the start; it grows by itself and never shrinks."
  type        = number
  default     = 10

  validation {
    condition     = var.disk_size >= 10 && var.disk_size <= 65536 && floor(var.disk_size) == var.disk_size
    error_message = "disk_size is 10 to 65536 GB"
  }
}

variable "disk_limit" {
  description = "GB that it may grow to, so that a mistake can't fill a disk that never shrinks; an alert comes at 80 %."
  type        = number
  default     = 50

  validation {
    condition     = var.disk_limit >= var.disk_size
    error_message = "disk_limit (${var.disk_limit} GB) is below disk_size (${var.disk_size} GB); 0 would mean without a limit, which is refused"
  }
}

variable "high_availability" {
  description = "A standby in another zone, for twice the price; a fail-over takes about a minute."
  type        = bool
  default     = false
}

variable "read_replicas" {
  description = "Read replicas, each at the instance's own price. Functions don't use them yet: they are for reports."
  type        = number
  default     = 0

  validation {
    condition     = var.read_replicas >= 0 && var.read_replicas <= 10 && floor(var.read_replicas) == var.read_replicas
    error_message = "read_replicas is a number from 0 to 10"
  }
}

variable "max_connections" {
  description = "null: as many as fit the tier, by Cloud SQL's own table but for the smallest. Each takes about 10 MB."
  type        = number
  default     = null

  validation {
    condition     = var.max_connections == null || try(var.max_connections >= 25 && var.max_connections <= 5000 && floor(var.max_connections) == var.max_connections, false)
    error_message = "max_connections is 25 to 5000; null takes the tier's own"
  }
}

variable "private_ip" {
  description = "No public address: functions and jobs reach the database by a network of its own. Google takes it back from no instance."
  type        = bool
  default     = false
}

variable "connector_required" {
  description = "Only the Cloud SQL connector and the Auth Proxy get in, whatever password somebody has."
  type        = bool
  default     = true
}

variable "authorized_networks" {
  description = "Networks that may connect without the connector, by name; clients that know only a password need one."
  type        = map(string)
  default     = {}

  validation {
    condition = alltrue([
      for cidr in values(var.authorized_networks) : can(cidrhost(cidr, 0)) && !strcontains(cidr, ":")
    ])
    error_message = "an authorized network is IPv4 with its length, such as 203.0.113.7/32"
  }

  validation {
    # 0.0.0.0/0 and also its two halves, its quarters …: nobody's office has more than 65,536 addresses.
    condition = alltrue([
      for cidr in values(var.authorized_networks) : try(tonumber(split("/", cidr)[1]) >= 16, false)
    ])
    error_message = "an authorized network of more than 65,536 addresses (a length below 16; 0.0.0.0/0 is everybody) is refused: name the addresses, or use the Auth Proxy"
  }

  validation {
    condition = alltrue([
      for cidr in values(var.authorized_networks) :
      try(cidrhost(cidr, 0) == split("/", cidr)[0], false) && !can(regex("^(10|127|172\\.(1[6-9]|2[0-9]|3[01])|192\\.168)\\.", cidr))
    ])
    error_message = "an authorized network begins at its first address (203.0.113.0/24) and is a public one: Cloud SQL sees no private address from outside"
  }

  validation {
    condition     = length(var.authorized_networks) == 0 || !(var.connector_required || var.private_ip)
    error_message = "authorized_networks have no effect while connector_required or private_ip is true: set both to false, or leave the networks out"
  }
}

variable "password_clients" {
  description = <<-TEXT
    Clients that know only a password, by the word of the function whose rights they have: an Express application with
    connect-pg-simple is `store`. Each gets two logins, a secret that names the one to use, and readers of that secret.
  TEXT
  type = map(object({
    readers     = optional(set(string), [])
    connections = optional(number, 5) # of its pools together, which the budget counts: pg opens 10 by itself
  }))
  default = {}

  validation {
    # A function's rights are its people's; a job's are everybody's: admin makes admins, backup reads every row.
    condition = length(setsubtract(keys(var.password_clients), local.function_words)) == 0
    error_message = format(
      "password_clients are named by the word of a function, whose rights they have: %s is none of %s",
      join(", ", setsubtract(keys(var.password_clients), local.function_words)), join(", ", local.function_words)
    )
  }

  validation {
    condition     = alltrue([for client in values(var.password_clients) : client.connections >= 1 && floor(client.connections) == client.connections])
    error_message = "a password client has one connection at least, and whole ones"
  }

  validation {
    condition = alltrue(flatten([
      for client in values(var.password_clients) : [for reader in client.readers : can(regex("^(user|group|serviceAccount):.+@.+$", reader))]
    ]))
    error_message = "a reader is user:, group: or serviceAccount: with an address; allUsers would publish the password"
  }
}

variable "deletion_protection" {
  description = "Neither Terraform nor anybody else deletes the database. False in one apply, then destroy."
  type        = bool
  default     = true
}
