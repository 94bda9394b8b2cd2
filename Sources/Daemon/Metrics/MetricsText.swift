/// Samples in the text that a monitor asks for.
struct MetricsText {
    enum Kind: String {
        case counter, gauge, info
    }

    struct Sample {
        let labels: [(name: String, value: String)]
        let value: String
    }

    private struct Family {
        let name: String
        let kind: Kind
        let help: String
        let samples: [Sample]
    }

    private var families: [Family] = []

    /// A family and its samples; its name without the suffix that its kind asks for.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        if !samples.isEmpty { families.append(Family(name: name, kind: kind, help: help, samples: samples)) }
    }

    func text(_ format: MetricsFormat) -> String {
        var lines: [String] = []
        for family in families {
            let suffix =
                switch family.kind {
                case .counter: "_total"
                case .gauge: ""
                case .info: "_info"
                }
            let sampled = family.name + suffix
            switch format {
            case .openMetrics:
                lines.append("# TYPE \(family.name) \(family.kind.rawValue)")
                lines.append("# HELP \(family.name) \(MetricsText.escaped(family.help))")
            case .classic:
                // A family is called as its samples are, and knows no kind for facts.
                lines.append("# HELP \(sampled) \(MetricsText.escapedHelp(family.help))")
                lines.append("# TYPE \(sampled) \(family.kind == .info ? Kind.gauge.rawValue : family.kind.rawValue)")
            }
            for sample in family.samples {
                let labels = sample.labels.map { "\($0.name)=\"\(MetricsText.escaped($0.value))\"" }
                    .joined(separator: ",")
                lines.append(sampled + (labels.isEmpty ? "" : "{\(labels)}") + " " + sample.value)
            }
        }
        if format == .openMetrics { lines.append("# EOF") }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func escaped(_ text: String) -> String { escapedHelp(text).replacing("\"", with: "\\\"") }

    private static func escapedHelp(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }
}

extension MetricsText.Sample {
    init(_ value: Int, _ labels: (name: String, value: String)...) {
        self.init(labels: labels, value: String(value))
    }

    init(_ value: Double, _ labels: (name: String, value: String)...) {
        self.init(labels: labels, value: String(value))
    }
}

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

    /// What a request's `Accept` asks for (RFC 9110, 12.5.1): OpenMetrics where it is named, and no other text is liked
    /// better.
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
