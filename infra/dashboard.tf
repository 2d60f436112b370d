locals {
  charts = concat(
    [for name, s in local.series : { title = s.title, filter = s.filter, aligner = s.aligner, group = null }],
    [
      {
        title   = "Requests, by function and class", filter = "${local.of_services}/request_count\""
        aligner = "ALIGN_RATE", group = ["resource.label.service_name", "metric.label.response_code_class"]
      },
      {
        title   = "Instances, by function", filter = "${local.of_services}/container/instance_count\""
        aligner = "ALIGN_MAX", group = ["resource.label.service_name"]
      },
    ]
  )
}

resource "google_monitoring_dashboard" "gaia" {
  project = local.project

  dashboard_json = jsonencode({
    displayName = "gaia ${var.environment}"
    gridLayout = {
      columns = "2"
      widgets = [
        for chart in local.charts : {
          title = chart.title
          xyChart = {
            dataSets = [{
              timeSeriesQuery = {
                timeSeriesFilter = {
                  filter = chart.filter
                  aggregation = {
                    alignmentPeriod    = "300s"
                    perSeriesAligner   = chart.aligner
                    crossSeriesReducer = chart.aligner == "ALIGN_PERCENTILE_95" ? "REDUCE_MAX" : "REDUCE_SUM"
                    groupByFields      = coalesce(chart.group, [])
                  }
                }
              }
            }]
          }
        }
      ]
    }
  })
}
