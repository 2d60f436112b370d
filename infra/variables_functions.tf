variable "functions" {
  description = <<-TEXT
    Which functions are deployed, by the word of their module, and how far each may grow: all of this version, at the
    sizes that fit the smallest tier. Requests that wait for a connection cost nothing, so an instance takes four for
    each connection of its pool.
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
    account = { max_instances = 1 }
    cleanup = { max_instances = 1, pool = 2 }
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

  validation {
    condition = alltrue(flatten([
      for f in values(var.functions) : [for number in [f.pool, f.max_instances, f.min_instances] : floor(number) == number]
    ]))
    error_message = "connections and instances are whole"
  }

  validation {
    # Cloud Run's own rules: less than one processor takes one request at a time, and more of them want memory.
    condition = alltrue([
      for f in values(var.functions) : can(regex("^[0-9]+(Mi|Gi)$", f.memory)) && try(
        tonumber(trimsuffix(trimsuffix(f.memory, "Mi"), "Gi")) * (endswith(f.memory, "Gi") ? 1024 : 1)
        >= { "1" = 512, "2" = 512, "4" = 2048, "6" = 4096, "8" = 4096 }[f.cpu], false
      )
    ])
    error_message = "a function has a cpu of \"1\", \"2\", \"4\", \"6\" or \"8\" and a memory of 512Mi at least, 2Gi with 4, 4Gi with 6 and 8"
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

variable "operators" {
  description = "E-mails of the people who may look what tonight's cleanup would delete, and at the console."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for email in var.operators : can(regex("^[^@:\\s,]+@[^@:\\s,]+$", email))])
    error_message = "an operator is one e-mail address, such as ada@example.com: no allUsers, no domain"
  }
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

variable "drill" {
  description = <<-TEXT
    What the nightly drill has. The scratch server and what it restores live in the container's memory: about 1.2 times
    the database and 0.8 GB. A drill that does not fit says so, and how much it wants.
  TEXT
  type = object({
    cpu     = optional(string, "2")
    memory  = optional(string, "4Gi")
    timeout = optional(string, "3600s")
  })
  default = {}

  validation {
    condition = can(regex("^[0-9]+Gi$", var.drill.memory)) && try(
      tonumber(trimsuffix(var.drill.memory, "Gi")) >= 2
      && tonumber(trimsuffix(var.drill.memory, "Gi")) <= { "1" = 4, "2" = 8, "4" = 16, "6" = 24, "8" = 32 }[var.drill.cpu], false
    )
    error_message = "a drill has 2Gi to 32Gi; Cloud Run gives up to 4Gi to a cpu of \"1\", 8Gi to \"2\", 16Gi to \"4\", 24Gi to \"6\" and 32Gi to \"8\""
  }

  validation {
    condition     = can(regex("^[1-9][0-9]*s$", var.drill.timeout)) && try(tonumber(trimsuffix(var.drill.timeout, "s")) <= 86400, false)
    error_message = "drill.timeout is in seconds, a day at most: \"3600s\""
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

  validation {
    condition     = can(yamldecode(file(var.schedule_file)).jobs.keepalive) && can(yamldecode(file(var.schedule_file)).jobs.migrate)
    error_message = "the schedule has a line keepalive, by which all others are heard of, and a line migrate, which each deploy runs"
  }

  validation {
    # A login has the rights of its role, and both have the name of the line.
    condition     = alltrue([for word, line in try(yamldecode(file(var.schedule_file)).jobs, {}) : split("-", split(" ", line.run)[0])[0] == word])
    error_message = "a line of the schedule has the name of the command that it runs: another command under that login would have the wrong rights"
  }
}
