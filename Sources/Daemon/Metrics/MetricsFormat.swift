/// The form in which a monitor takes samples.
enum MetricsFormat: Sendable, CaseIterable {
    /// Prometheus' own text, which every monitor reads (https://prometheus.io/docs/instrumenting/exposition_formats/).
    case classic
    /// Version 1.0 of https://prometheus.io/docs/specs/om/open_metrics_spec/.
    case openMetrics

    var contentType: String {
        switch self {
        case .classic: "text/plain; version=0.0.4; charset=utf-8"
        case .openMetrics: "\(MetricsFormat.openMetricsType); version=1.0.0; charset=utf-8"
        }
    }

    private static let openMetricsType = "application/openmetrics-text"

    /// What a request's `Accept` asks for (RFC 9110, 12.5.1): OpenMetrics where it is named, and no other text is liked better.
    init(accept: String?) {
        var liked: [String: Double] = [:]
        for range in (accept ?? "").split(separator: ",") {
            let parts = range.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
            guard let type = parts.first else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            liked[type] = max(liked[type] ?? 0, weight)
        }
        let open = liked[MetricsFormat.openMetricsType] ?? 0
        self = open > 0 && open >= liked["text/plain"] ?? 0 ? .openMetrics : .classic
    }
}
