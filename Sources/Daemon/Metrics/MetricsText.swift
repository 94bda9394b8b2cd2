/// OpenMetrics text, version 1.0 (https://prometheus.io/docs/specs/om/open_metrics_spec/).
struct MetricsText {
    enum Kind: String {
        case counter, gauge, info
    }

    struct Sample {
        let labels: [(name: String, value: String)]
        let value: String
    }

    static let contentType = "application/openmetrics-text; version=1.0.0; charset=utf-8"

    private var lines: [String] = []

    /// A family and its samples; its name without the suffix that its kind asks for.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        if samples.isEmpty { return }
        lines.append("# TYPE \(name) \(kind.rawValue)")
        lines.append("# HELP \(name) \(MetricsText.escaped(help))")
        let suffix =
            switch kind {
            case .counter: "_total"
            case .gauge: ""
            case .info: "_info"
            }
        for sample in samples {
            let labels = sample.labels.map { "\($0.name)=\"\(MetricsText.escaped($0.value))\"" }.joined(separator: ",")
            lines.append(name + suffix + (labels.isEmpty ? "" : "{\(labels)}") + " " + sample.value)
        }
    }

    var text: String { (lines + ["# EOF"]).joined(separator: "\n") + "\n" }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
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
