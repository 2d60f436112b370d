variable "project_id" {
  description = "The project, one for each environment: accounts and services have the same names in all of them."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "a project's id has 6 to 30 lower case letters, digits and hyphens; \"${var.project_id}\" is not one"
  }
}

variable "environment" {
  description = "Names the instance and labels everything; test and prod are two projects, two states."
  type        = string
  default     = "prod"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,11}$", var.environment))
    error_message = "environment is 2 to 12 lower case letters and digits, such as prod or test: it becomes part of names"
  }
}

variable "region" {
  description = "Where everything runs: functions and database together, since each request is one round trip."
  type        = string
  default     = "us-west1"

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "region is one like us-west1; \"${var.region}\" looks like a zone or a multi-region"
  }
}

variable "functions" {
  description = <<-TEXT
    Which functions are deployed, by the word of their module, and how far each may grow. Requests that wait for a
    connection cost nothing, so an instance takes four for each connection of its pool.
  TEXT
  type = map(object({
    pool          = optional(number, 3)
    max_instances = optional(number, 2)
    min_instances = optional(number, 0)
    cpu           = optional(string, "1")
    memory        = optional(string, "512Mi")
  }))
  default = {
    session = {}
    invite  = {}
  }

  validation {
    condition     = length(var.functions) > 0
    error_message = "name one function at least, session for one"
  }

  validation {
    condition = alltrue([
      for word in keys(var.functions) : word != "shared" && fileexists("${path.module}/${var.modules}/${word}/pom.xml")
    ])
    error_message = format(
      "no module functions/%s in this version: deployable are %s",
      join(", functions/", [
        for word in keys(var.functions) : word
        if word == "shared" || !fileexists("${path.module}/${var.modules}/${word}/pom.xml")
      ]),
      join(", ", sort([
        for pom in fileset("${path.module}/${var.modules}", "*/pom.xml") : dirname(pom) if dirname(pom) != "shared"
      ]))
    )
  }

  validation {
    condition = alltrue([
      for f in values(var.functions) :
      f.pool >= 1 && f.pool <= 50 && f.max_instances >= 1 && f.max_instances <= 100
      && f.min_instances >= 0 && f.min_instances <= f.max_instances
    ])
    error_message = "a function has a pool of 1 to 50 connections, 1 to 100 instances, and no more of them at least than at most"
  }
}

variable "images" {
  description = <<-TEXT
    What runs: an image by digest for each function, and `jobs`. Empty on the very first apply, which makes the
    registry that they are pushed to.
  TEXT
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for image in values(var.images) : can(regex("@sha256:[0-9a-f]{64}$", image))])
    error_message = "an image is named by its digest (…@sha256:…), so that what runs is what was tried: a tag can move"
  }

  validation {
    condition = length(var.images) == 0 || length(setsubtract(
      concat(keys(var.functions), ["jobs"]), keys(var.images)
    )) == 0
    error_message = format(
      "no image for %s: name one for jobs and for each function, or none at all on the first apply",
      join(", ", setsubtract(concat(keys(var.functions), ["jobs"]), keys(var.images)))
    )
  }
}

variable "identity" {
  description = "Whose tokens are believed, and for whom they must be."
  type = object({
    issuer      = string
    audience    = string
    jwks_url    = optional(string)
    name_claim  = optional(string)
    email_claim = optional(string)
  })

  validation {
    condition     = startswith(var.identity.issuer, "https://") && length(var.identity.audience) > 0
    error_message = "identity.issuer is the exact iss claim of the tokens, an https address; identity.audience their aud"
  }

  validation {
    condition     = var.identity.jwks_url == null || startswith(coalesce(var.identity.jwks_url, "-"), "https://")
    error_message = "identity.jwks_url must be https: keys that travel in clear text could be anybody's"
  }
}

variable "invite_link_base" {
  description = "The page that redeems; the token follows behind a #."
  type        = string

  validation {
    condition     = can(regex("^https://[^#]+$", var.invite_link_base))
    error_message = "invite_link_base is an https address without a #: the token comes behind one"
  }
}

variable "invite_token_key" {
  description = <<-TEXT
    Base64 of 32 random bytes or more. Sent only when invite_token_key_version is a new one, else ignored: give it
    `openssl rand -base64 32` at each apply. In no plan and no state.
  TEXT
  type        = string
  ephemeral   = true
  sensitive   = true
  default     = null

  validation {
    condition     = !contains(keys(var.functions), "invite") || can(regex("^[A-Za-z0-9+/]{43,}={0,2}$", var.invite_token_key))
    error_message = "the function invite needs a key: TF_VAR_invite_token_key=\"$(openssl rand -base64 32)\""
  }
}

variable "invite_token_key_version" {
  description = "Another number sends another key. Invites that were issued under the old one stay valid, but a repeated request no longer shows their token again."
  type        = number
  default     = 1
}

variable "cors_origins" {
  description = "Origins whose pages may call."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.cors_origins : can(regex("^https?://[^/*,]+$", origin))])
    error_message = "an origin is scheme and host, such as https://play.example.com: no path, no comma, no *"
  }
}

variable "domain" {
  description = "One address for all functions, by a load balancer (about 18 USD a month at rest); null: each has its own."
  type        = string
  default     = null

  validation {
    condition     = var.domain == null || can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", var.domain))
    error_message = "domain is a host name, such as api.example.com, without scheme or path"
  }
}

variable "alert_emails" {
  description = "Who is told. Without any, alerts only show in the console."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for mail in var.alert_emails : can(regex("^[^@\\s]+@[^@\\s]+$", mail))])
    error_message = "alert_emails holds e-mail addresses"
  }
}

variable "modules" {
  description = "Where the modules of the functions are, of which only those that exist are deployed; tests give others."
  type        = string
  default     = "../functions"
}

variable "schedule_file" {
  description = "What runs when; tests give another."
  type        = string
  default     = "../jobs/schedule.yaml"
}
